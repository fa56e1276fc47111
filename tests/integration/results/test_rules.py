"""Rules every patient page is held to, read from the pages themselves."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import OPTIONS, comparison_document, lifelike_document
from tests.results_pages import (
    PART_ADDRESSES,
    find_main,
    open_session,
    read_page,
    read_patient_text,
)

pytestmark = pytest.mark.django_db

PROGRESSIVE = lifelike_document(
    not_estimable=("natalizumab", "alemtuzumab", "ahsct"), profile={"course": "ppms"}
)
DOCUMENTS = {
    "lifelike": lifelike_document(),
    "progressive": PROGRESSIVE,
    **{f"random {seed}": comparison_document(seed) for seed in range(2)},
}
ADDRESSES = (
    *PART_ADDRESSES,
    "/results/print/",
    "/results/?years=1",
    "/results/?years=10",
    "/results/harms/?years=1",
)
TIME = re.compile(r"\b(1 year|\d+ years)\b")


READ: dict[tuple[str, str], BeautifulSoup] = {}


@pytest.fixture(params=DOCUMENTS, name="document")
def give_document(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(params=ADDRESSES, name="shown")
def give_page(
    request: pytest.FixtureRequest, client: Client, document: str
) -> BeautifulSoup:
    """Give a page, read once: no test changes it."""
    key = (document, request.param)
    if key not in READ:
        open_session(client, DOCUMENTS[document])
        READ[key] = read_page(client, request.param)
    return READ[key]


def test_r1_no_relative_risks(shown: BeautifulSoup) -> None:
    text = read_patient_text(shown).lower()
    for words in ("hazard", "relative risk", "odds", "needed to treat", "ratio "):
        assert words not in text


def test_r3_one_denominator_and_never_one_in_x(shown: BeautifulSoup) -> None:
    text = read_patient_text(shown)
    assert not re.search(r"\b1 in \d", text)
    assert "%" not in text
    assert "per cent" not in text
    assert set(re.findall(r"of (\d[\d,]*)\b", text)) <= {"1,000"}


def test_r4_r5_sentences_have_the_time_and_both_sides(shown: BeautifulSoup) -> None:
    for sentence in shown.select("#words .app-sentences li, .app-harms__text--counted"):
        text = " ".join(sentence.get_text().split())
        if not sentence.select("[data-number]"):
            continue
        assert TIME.search(text), text
        best, rest = (
            sentence.select('[data-number$=".mean"]')[place]["data-count"]
            for place in (0, -1)
        )
        assert int(str(best)) + int(str(rest)) == 1000


def test_r4_deaths_stand_with_their_time(shown: BeautifulSoup) -> None:
    for sentence in shown.select(".app-deaths__sentence"):
        assert TIME.search(sentence.get_text())


def test_r12_no_decimals(shown: BeautifulSoup) -> None:
    for number in shown.select("[data-number]"):
        assert "." not in number.get_text()
        assert re.fullmatch(r"[\d,]+|fewer than 1|more than 999|", number.get_text()), (
            number
        )


def test_r14_the_five_groups_sum_to_1000(shown: BeautifulSoup) -> None:
    for card in shown.select(".app-card"):
        option = str(card["id"]).removeprefix("option-")
        counts = {
            str(number["data-number"]).split(".")[2]: int(str(number["data-count"]))
            for number in card.select(
                f'[data-number^="{option}."][data-number$=".mean"]'
            )
        }
        if "same" in counts:
            assert sum(counts.values()) == 1000


def test_r15_no_option_stands_out(shown: BeautifulSoup) -> None:
    cards = shown.select(".app-card")
    if cards:
        ids = [card["id"] for card in cards]
        assert ids == [f"option-{option}" for option in OPTIONS]
        assert {tuple(card["class"]) for card in cards} == {("app-card",)}
    text = read_patient_text(shown).lower()
    for words in ("best choice", "recommend", "you should", "better option", "winner"):
        assert words not in text


def test_r24_each_picture_is_one_named_figure(shown: BeautifulSoup) -> None:
    pictures = find_main(shown).select('svg[role="img"]')
    names = [picture["aria-labelledby"] for picture in pictures]
    assert len(set(names)) == len(names)
    for picture in pictures:
        for part in str(picture["aria-labelledby"]).split():
            assert picture.select(f'[id="{part}"]')


def test_pictures_say_what_the_table_says(shown: BeautifulSoup) -> None:
    for card in shown.select(".app-card"):
        for picture in card.select(".app-icon-array__people"):
            text = picture.select("desc")[0].get_text()
            counts = [card.select(".app-deaths__sentence [data-number]")[0].get_text()]
            counts += [n.get_text() for n in card.select(".app-counts__best")]
            if card.select(".app-counts"):
                assert re.findall(r": (.+?) \(", text) == counts


def test_equal_detail_for_every_option(shown: BeautifulSoup) -> None:
    """The same tables, rows and cells for every option, known or not."""
    for table in shown.select(".app-comparison"):
        rows = [row["data-row"] for row in table.select("tbody tr")]
        assert not set(rows) <= set(OPTIONS) or tuple(rows) == OPTIONS
    for grid in shown.select(".app-burden__grid"):
        assert len(grid.select("dt")) == len(OPTIONS)
    for name in (".app-curve-figure", ".app-harms"):
        assert len(shown.select(name)) in (0, len(OPTIONS))


def test_no_style_or_script_stands_in_the_page(shown: BeautifulSoup) -> None:
    assert not shown.select("[style], style, [onclick], [onload]")
    assert all(script.get("src") for script in shown.select("script"))


def test_ids_are_unique(shown: BeautifulSoup) -> None:
    ids = [part["id"] for part in shown.select("[id]")]
    assert len(set(ids)) == len(ids)


def test_not_known_is_said(client: Client) -> None:
    open_session(client, PROGRESSIVE)
    page = read_page(client, "/results/")
    for option in ("natalizumab", "alemtuzumab", "ahsct"):
        [card] = page.select(f"#option-{option}")
        assert "Not known for people like you." in card.get_text()
        assert "primary progressive" in card.get_text()
        assert not card.select("[data-outcome]")
        # Deaths from the treatment are known all the same.
        assert card.select(".app-deaths__sentence [data-number]")
