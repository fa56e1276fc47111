"""R1 to R6, R12 to R14: how numbers are told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

import pytest
from bs4.element import Tag
from django.test import Client

from decisionaid.presentation.icons.grid import CELL
from decisionaid.presentation.presenters import HORIZONS
from tests.factories import lifelike_document
from tests.pictures import count_before, measure_people
from tests.results_pages import find_main, open_session, read_page, read_text
from tests.rules.conftest import METHOD_VIEWS
from tests.rules.numbers import (
    ABILITIES,
    OPTIONS,
    OUTCOMES,
    TIME,
    Shown,
    list_numbers,
    list_sentences,
)
from tests.rules.walk import Walked

RELATIVE = re.compile(
    r"relative risk|risk ratio|hazard|\bodds\b|needed to treat|per cent|%"
    r"|\btimes (more|less|as|higher|lower)|\b(doubles?|halves|halved|doubled)\b",
    re.IGNORECASE,
)
#: Words that two people take for different numbers.
VAGUE = re.compile(
    r"\b(rare|rarely|common|uncommon|unlikely|(very )?(high|low|small|large) "
    r"(risk|chance))\b",
    re.IGNORECASE,
)
DENOMINATOR = re.compile(r"\bof (\d[\d,]*)\b")
DENOMINATORS = {"1,000", "100"}
#: Where sentences stand that tell of people; above a picture of all 1,000, in a list of
#: links and in a question the other side stands elsewhere.
SENTENCES = ".app-sentences, .app-harms, .app-harm, .app-moving, .app-certainty"
TELLS_SIDES_OTHERWISE = {"results:number", "deliberation:limit"}
WHOLE = re.compile(r"[\d,]+|fewer than 1|more than \d+|less than 1")


def test_r01_absolute_numbers_only(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        if page.view in METHOD_VIEWS:
            continue
        for text in page.texts:
            assert not RELATIVE.search(text), f"{page.address}: {text}"


def test_r02_no_drug_stands_beside_every_effect(
    with_numbers: tuple[Walked, ...],
) -> None:
    """On every page: in its table where it has one, or else on the page.

    Beside deaths of a treatment stands that without it no treatment is given.
    """
    told = "|".join((*OUTCOMES[1:], *ABILITIES))
    effect = re.compile(
        rf"(?:what_if\.\w+\.)?({'|'.join(OPTIONS)})\.(\d+)\.({told})\.mean"
    )
    views = set()
    for page in with_numbers:
        # A table of one choice's years or changes has its like beside it.
        tables = page.main.select(".app-comparison, .app-sheet__table")
        for part in (page.main, *tables):
            ids = {shown.id for shown in list_numbers(part)}
            for found in filter(None, map(effect.fullmatch, ids)):
                views.add(page.view)
                beside = f"no_dmt.{found[2]}.{found[3]}.mean"
                assert beside in ids, f"{page.address}: {found[0]} without {beside}"
    assert {"results:page", "results:sure", "results:changes"} <= views
    assert {"results:print", "results:years", "results:number"} <= views


def test_r03_one_denominator_on_a_page(with_numbers: tuple[Walked, ...]) -> None:
    for page in with_numbers:
        found = {
            denominator
            for text, _ in list_sentences(page.main)
            for denominator in DENOMINATOR.findall(text)
        }
        assert len(found) <= 1, page.address
        assert found <= DENOMINATORS, page.address
        if page.view == "results:page":
            assert found, page.address


def test_r03_never_one_in_so_many(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        for text in page.texts:
            assert not re.search(r"\b(1|one) in \d", text), f"{page.address}: {text}"


def test_r03_a_thousand_as_soon_as_a_value_is_under_1_percent(
    screens: tuple[Walked, ...],
) -> None:
    for page in screens:
        values = [shown.value for shown in list_numbers(page.main) if shown.is_mean]
        if any(0 < value < 0.01 for value in values):
            text = read_text(page.main)
            assert "1,000" in text
            assert not re.search(r"\bof 100\b", text), page.address


def test_r04_time_in_the_same_sentence(with_numbers: tuple[Walked, ...]) -> None:
    checked = 0
    for page in with_numbers:
        for text, ids in list_sentences(page.main):
            if any(one.endswith(".mean") for one in ids) and DENOMINATOR.search(text):
                checked += 1
                assert TIME.search(text), f"{page.address}: {text}"
    assert checked > 20


def test_r04_tables_name_their_time(with_numbers: tuple[Walked, ...]) -> None:
    for page in with_numbers:
        for table in page.main.select("table:has([data-number])"):
            around = [table, *table.find_parents(["section", "article", "main"])]
            heads = [
                head.get_text(" ")
                for part in around
                for head in part.select("caption, th, h1, h2, .app-section__lead")
            ]
            assert any(TIME.search(head) for head in heads), page.address


def test_r05_both_sides_of_every_number(results: tuple[Walked, ...]) -> None:
    groups = "|".join((*OUTCOMES, *ABILITIES))
    told = re.compile(
        rf"({'|'.join(OPTIONS)})\.(\d+)\.({groups}|harms\.(?!not_)[a-z_0-9]+)\.mean"
    )
    counts = {
        shown.id: shown.count
        for page in results
        if page.view != "results:print"
        for shown in list_numbers(page.main)
    }
    checked = 0
    for one in counts:
        # A year that no page of words tells stands in the table of the years alone.
        found = told.fullmatch(one)
        if found and int(found[2]) in HORIZONS:
            checked += 1
            start, _, last = one.removesuffix(".mean").rpartition(".")
            assert counts[one] + counts[f"{start}.not_{last}.mean"] == 1000, one
    assert checked > 40


def test_r05_both_sides_in_every_sentence(with_numbers: tuple[Walked, ...]) -> None:
    """Whoever reads only one sentence meets both sides of its number."""
    groups = "|".join((*OUTCOMES, *ABILITIES, "dead_or_worse"))
    told = re.compile(
        rf"(?:what_if\.\w+\.)?(?:{'|'.join(OPTIONS)})\.\d+\."
        rf"(?:{groups}|harms\.(?!not_)\w+)\.mean"
    )
    checked = set()
    for page in with_numbers:
        if page.view in TELLS_SIDES_OTHERWISE:
            continue
        for part in page.main.select(SENTENCES):
            for text, ids in list_sentences(part):
                means = [one for one in ids if told.fullmatch(one)]
                if not means or not re.search(r"\bof 1,000 ", text):
                    continue
                checked.add(page.view)
                sides = [one for one in ids if ".not_" in one]
                assert sides, f"{page.address}: {text}"
    assert {"results:page", "results:harms", "results:changes"} <= checked


def test_r06_words_like_rare_only_beside_the_number(
    walked: tuple[Walked, ...],
) -> None:
    for page in walked:
        for text in page.texts:
            if VAGUE.search(text):
                assert re.search(r"\d", text), f"{page.address}: {text}"


def test_r12_no_decimals(with_numbers: tuple[Walked, ...]) -> None:
    scales = re.compile(r"(EDSS|index)[^.]*?\d\.\d( (to|and) \d\.\d)?")
    for page in with_numbers:
        for shown in list_numbers(page.main):
            assert WHOLE.fullmatch(shown.text), f"{page.address}: {shown}"
        for text, _ in list_sentences(page.main):
            assert not re.search(r"\d\.\d", scales.sub("", text)), text


def read_years(page: Walked) -> int:
    """Read the time that a page is about."""
    links = page.soup.select('.app-horizons__link[aria-current], a[href*="years="]')
    for link in links:
        found = re.search(r"years=(\d+)", str(link["href"]))
        if found:
            return int(found[1])
    return 5


def test_r13_a_number_reads_the_same_on_every_page(
    with_numbers: tuple[Walked, ...],
) -> None:
    read: dict[tuple[str, str], set[tuple[str, float]]] = defaultdict(set)
    for page in with_numbers:
        people = "100" if re.search(r"\bof 100\b", read_text(page.main)) else "1,000"
        for shown in list_numbers(page.main):
            # A number for every year is allotted with the others of the page's year.
            every = not re.search(r"\.\d+\.", shown.id)
            name = f"{shown.id} {read_years(page)}" if every else shown.id
            read[people, name].add((shown.text, shown.value))
    assert len(read) > 300
    assert not {name: texts for name, texts in read.items() if len(texts) > 1}


def test_r13_pictures_count_what_the_words_say(results: tuple[Walked, ...]) -> None:
    """Icons as drawn, what is told of them, and the digits beside them."""
    checked = 0
    for page in results:
        written = {shown.id: shown for shown in list_numbers(page.main)}
        for card in page.main.select("article.app-card"):
            option = str(card["id"]).removeprefix("option-")
            stem = f"{option}.{read_years(page)}"
            for picture in card.select("svg.app-icon-array__people"):
                checked += check_array(picture, stem, written)
            for strip in card.select("svg.app-death-strip__people"):
                told = find_range(written, f"{stem}.died_treatment")
                if told:
                    check_strip(strip, told)
    assert checked > 20


#: Best estimate and the ends of its range.
Range = tuple[Shown, Shown, Shown]


def find_range(written: Mapping[str, Shown], stem: str) -> Range | None:
    """Find a number and its range, where all three stand on a page."""
    ids = [f"{stem}.{end}" for end in ("mean", "lower95", "upper95")]
    best, lower, upper = map(written.get, ids)
    return (best, lower, upper) if best and lower and upper else None


def check_array(picture: Tag, stem: str, written: Mapping[str, Shown]) -> int:
    """Check a picture of 1,000; give how many groups of it are told in digits."""
    drawn = {
        str(shape["data-kind"]): measure_people(str(shape["points"]))
        for shape in picture.select("polygon")
    }
    lines = [str(line["points"]) for line in picture.select(".app-best-line")]
    bests, checked = {}, 0
    for shape in picture.select("[data-best]"):
        outcome = str(shape["data-outcome"])
        bests[outcome] = int(str(shape["data-best"]))
        told = find_range(written, f"{stem}.{outcome}")
        if told is None:
            continue
        checked += 1
        ends = [int(str(shape[f"data-{end}"])) for end in ("best", "lower", "upper")]
        assert ends == [one.count for one in told], f"{stem}.{outcome}"
        assert say_range(told) in read_text(picture.select("desc")[0])
        if outcome in ("worse", "better"):
            assert drawn.get(outcome, 0) == told[1].count, f"{stem}.{outcome}"
    for outcome in ("died_treatment", "died_other"):
        assert drawn.get(outcome, 0) == bests.get(outcome, 0), f"{stem}.{outcome}"
    if len(lines) == 2:
        left = sum(bests.get(one, 0) for one in OUTCOMES[:3])
        before = [count_before(line) for line in lines]
        assert before == [left, 1000 - bests["better"]], stem
    return checked


def check_strip(strip: Tag, told: Range) -> None:
    """Check the first people of a picture, drawn again larger."""
    drawn: Counter[str] = Counter()
    for cells in strip.select("rect"):
        drawn[str(cells["data-kind"])] += int(str(cells["width"])) // CELL
    best, lower, _upper = (one.count for one in told)
    assert drawn["died_treatment"] == lower
    assert drawn["died_treatment"] + drawn["died_treatment_likely"] == best
    assert say_range(told) in read_text(strip.select("desc")[0])


def say_range(told: Range) -> str:
    best, lower, upper = (one.text for one in told)
    return f": {best} ({lower} to {upper})."


def test_r14_the_five_groups_sum_to_everybody(results: tuple[Walked, ...]) -> None:
    checked = 0
    for page in results:
        for picture in page.main.select("svg.app-icon-array__people"):
            counts = {
                str(one["data-outcome"]): int(str(one["data-best"]))
                for one in picture.select("[data-outcome]")
            }
            if counts:
                checked += 1
                assert sum(counts.values()) in (1000, 100), (page.address, counts)
    assert checked


@pytest.mark.django_db
def test_r14_a_fatal_risk_that_rounds_to_none_is_said_and_shown(
    client: Client,
) -> None:
    document = lifelike_document()
    for horizon in document["options"]["ahsct"]["horizons"].values():
        outcomes = horizon["outcomes"]
        moved = outcomes["died_treatment"]["mean"] - 0.0003
        outcomes["died_treatment"] = dict.fromkeys(outcomes["died_treatment"], 0.0003)
        outcomes["same"]["mean"] += moved
    open_session(client, document)
    [card] = find_main(read_page(client, "/results/")).select("#option-ahsct")
    assert "fewer than 1 of 1,000" in read_text(card.select(".app-deaths")[0])
    assert card.select('.app-death-strip [data-kind="died_treatment_maybe"]')
