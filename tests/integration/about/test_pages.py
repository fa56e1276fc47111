"""Pages about the site through real addresses: consent, links, numbers, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client
from django.urls import reverse

from decisionaid.about.reference import VARIANTS, Reference
from decisionaid.presentation.wording.evidence import FIGURES, PEOPLE, UNITS
from riskmodel import interface
from tests.results_pages import find_main, read_page, read_text

pytestmark = pytest.mark.django_db

TEXTS = (
    "",
    "glossary/",
    "intended-use/",
    "method/",
    "limits/",
    "privacy/",
    "publisher/",
    "accessibility/",
    "offline/",
)
GATED = ("questions/", "report/", "sources/")
#: For readers of research; rules of plain words are for the others.
RESEARCH = ("checklist/", "hazards/", "model-card/")
PLAIN = [f"/about/{name}" for name in (*TEXTS, *GATED)]
ADDRESSES = [*PLAIN, *(f"/about/{name}" for name in RESEARCH)]
LONGEST_SENTENCE_WORDS = 20
NEVER = re.compile(
    r"you should|recommend|best (option|choice)|safest|per cent|%|\b1 in \d"
    r"|times (more|less)|risk ratio|relative risk|hazard|odds|battle|suffer|victim",
    re.IGNORECASE,
)
TIME = re.compile(r"\b(\d+ years?|100 days|soon after the transplant|\d{4} to \d{4})\b")
#: What a phone on a slow line may be asked to fetch, compressed.
HEAVIEST_PAGE_BYTES = 40_000


def say_yes(client: Client, page: str = "questions") -> Any:
    return client.post("/about/ready/", {"next": page})


def leave_out_quotations(main: Tag) -> Tag:
    copy = BeautifulSoup(str(main), "html.parser")
    for quoted in copy.select("q, blockquote, cite, .app-own-words"):
        quoted.decompose()
    return copy


def read_texts(main: Tag) -> Iterator[str]:
    elements = leave_out_quotations(main).select(
        "h1, h2, h3, p, li, caption, figcaption, summary"
    )
    for element in elements:
        yield " ".join(element.get_text().split())


@pytest.mark.parametrize("address", PLAIN)
@pytest.mark.parametrize("ready", [False, True])
def test_every_page_is_there_in_plain_words(
    client: Client, address: str, ready: bool
) -> None:
    if ready:
        say_yes(client)
    page = read_page(client, address)
    main = find_main(page)
    [heading] = main.select("h1")
    assert page.title is not None
    assert read_text(heading) in page.title.get_text()
    assert not page.select("[style], style, script:not([src])")
    for text in read_texts(main):
        assert not NEVER.search(text), text
        assert "%(" not in text
        for sentence in re.split(r"(?<=[.?!:])\s", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE_WORDS, sentence


def test_the_footer_leads_to_the_overview_and_on_to_every_page(client: Client) -> None:
    footer = read_page(client, "/").select("footer a")
    assert "/about/" in [link["href"] for link in footer]
    main = find_main(read_page(client, "/about/"))
    assert {link["href"] for link in main.select("a")} == set(ADDRESSES) - {"/about/"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_link_is_broken(client: Client, address: str) -> None:
    say_yes(client)
    page = read_page(client, address)
    ids = [part["id"] for part in page.select("[id]")]
    assert len(set(ids)) == len(ids)
    for link in page.select("a[href]"):
        href = str(link["href"])
        if href.startswith("#"):
            assert href[1:] in ids, href
        elif href.startswith("/"):
            assert client.get(href).status_code == 200, href
        else:
            assert href.startswith(("https://doi.org/", "https://pubmed."))


def test_no_figure_before_the_person_says_yes(client: Client) -> None:
    for address in ADDRESSES:
        page = read_page(client, address)
        assert not page.select("[data-number]"), address
        assert not re.search(r"\d+ (of 1,000|deaths)", read_text(find_main(page)))
    for name in ("questions", "report", "sources"):
        [button] = find_main(read_page(client, f"/about/{name}/")).select("button")
        assert read_text(button) == "Show me the numbers"
        assert button["value"] == name
        assert "Not now" in read_text(find_main(read_page(client, f"/about/{name}/")))


@pytest.mark.parametrize("name", ["questions", "report", "sources"])
def test_yes_leads_to_the_page_it_was_said_for(client: Client, name: str) -> None:
    response = say_yes(client, name)
    assert (response.status_code, response["Location"]) == (302, f"/about/{name}/")
    assert read_page(client, response["Location"]).select("[data-number]")


@pytest.mark.parametrize("name", ["", "method", "//example.org", "../results/"])
def test_yes_leads_nowhere_else(client: Client, name: str) -> None:
    assert say_yes(client, name).status_code == 404
    assert client.get("/about/ready/").status_code == 405
    assert not read_page(client, "/about/questions/").select("[data-number]")


def test_yes_here_is_not_yes_to_ones_own_results(client: Client) -> None:
    say_yes(client)
    assert client.get(reverse("results:page"))["Location"] == "/check/"


def test_deleting_the_answers_takes_the_yes_back(client: Client) -> None:
    say_yes(client)
    client.post("/forget/")
    assert not read_page(client, "/about/questions/").select("[data-number]")


def test_every_source_and_every_figure_is_listed(client: Client) -> None:
    say_yes(client)
    page = read_page(client, "/about/sources/")
    for source in interface.sources():
        [row] = page.select(f"#source-{source.id}")
        assert source.citation in row.get_text()
        assert str(PEOPLE[source.population]) in row.get_text()
    for one in interface.parameters():
        [row] = page.select(f"#figure-{one.id}")
        [number] = row.select(f'[data-number="parameter.{one.id}.value"]')
        assert float(str(number["data-value"])) == one.value
        text = read_text(row)
        shown = (FIGURES[one.id], UNITS[one.unit], PEOPLE[one.population])
        for part in (*shown, one.certainty):
            assert str(part) in text
        links = [str(link["href"]) for link in row.select("a")]
        assert links == [f"#source-{source_id}" for source_id in one.source_ids]
    for table in page.select("table"):
        assert table["role"] == "table"
        columns = len(table.select("thead th[scope=col]"))
        for row in table.select("tbody tr"):
            assert len(row.select("th[scope=row]")) == 1
            assert len(row.select("th, td")) == columns


def find_value(number_id: str) -> float:
    """Find a shown number in the documents, by its id."""
    _, variant, *path, measure = number_id.split(".")
    assert variant in VARIANTS
    turned = path[-1].startswith("not_")
    path[-1] = path[-1].removeprefix("not_")
    document = Reference(variant).document
    if path[0] == "break_even":
        _, comparator, years, what = path
        estimate = document["break_even"][comparator][what][years]
    elif "harms" in path:
        option, years, _, harm = path
        estimate = document["options"][option]["harms"][harm][years]
    else:
        option, years, what = path
        horizon = document["options"][option]["horizons"][years]
        estimate = horizon["outcomes"].get(what) or horizon[what]
    value: float = estimate[measure]
    return 1 - value if turned else value


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("questions", {"reference", "counted", "quoted", "parameter"}),
        ("report", {"reference", "counted", "quoted"}),
    ],
)
def test_every_number_is_the_documents(
    client: Client, name: str, kinds: set[str]
) -> None:
    say_yes(client)
    numbers = read_page(client, f"/about/{name}/").select("[data-number]")
    assert len(numbers) > 100
    assert {str(number["data-number"]).split(".")[0] for number in numbers} == kinds
    counts: dict[str, set[str]] = {}
    for number in numbers:
        told, value = str(number["data-number"]), float(str(number["data-value"]))
        if told.startswith("reference."):
            assert value == pytest.approx(find_value(told), abs=1e-12), told
        assert abs(int(str(number["data-count"])) - 1000 * value) < 1, told
        assert re.fullmatch(r"[\d,]+|fewer than 1|more than 999", number.get_text())
        counts.setdefault(told, set()).add(number.get_text())
    assert not [name for name, shown in counts.items() if len(shown) > 1]


@pytest.mark.parametrize("name", ["questions", "report"])
def test_sentences_have_their_time_and_both_sides(client: Client, name: str) -> None:
    say_yes(client)
    main = find_main(read_page(client, f"/about/{name}/"))
    for element in main.select("p, li"):
        numbers = element.select("[data-number]")
        if not numbers:
            continue
        text = read_text(leave_out_quotations(element))
        assert TIME.search(text), text
        assert set(re.findall(r"of (\d[\d,]*)\b", text)) <= {"1,000"}, text
        means = element.select('[data-number$=".mean"]')
        if len(means) == 2:
            assert sum(int(str(one["data-count"])) for one in means) == 1000
    for caption in main.select("caption"):
        text = read_text(caption)
        assert "of 1,000 people" in text
        assert re.search(r"\d years?|soon after|\d{4} to \d{4}", text)


def test_the_report_is_quoted_and_put_in_people(client: Client) -> None:
    say_yes(client)
    main = find_main(read_page(client, "/about/questions/"))
    quoted = {read_text(one) for one in main.select("q")}
    assert {"2 of 74", "1 in 40", "very high", "7.3 %", "1.3 %", "31 %"} <= quoted
    [answer] = main.select("#todays-risk")
    assert "27 ( 3 to 94 )" in read_text(answer)
    assert "need checking" in read_text(main.select("#fallen")[0])


def test_primary_progressive_ms_is_not_known_rather_than_guessed(
    client: Client,
) -> None:
    say_yes(client)
    [answer] = find_main(read_page(client, "/about/questions/")).select("#progressive")
    text = read_text(answer)
    for name in ("Natalizumab", "Alemtuzumab", "Stem-cell transplant"):
        assert (
            f"{name}: not known. No good study shows what this does in primary "
            "progressive MS." in text
        )
    shown = {
        ".".join(str(number["data-number"]).split(".")[2:-1])
        for number in answer.select('[data-number^="reference.ppms."]')
    }
    assert shown == {
        "no_dmt.5.worse",
        "no_dmt.5.not_worse",
        "ahsct.1.harms.treatment_death",
        "ahsct.1.harms.not_treatment_death",
    }


def test_what_is_kept_is_what_the_settings_say(client: Client, settings: Any) -> None:
    settings.SAVED_COMPARISON_DAYS = 17
    settings.SESSION_COOKIE_AGE = 5 * 3600
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    text = read_text(find_main(read_page(client, "/about/privacy/")))
    for fact in ("17 days", "5 hours", "“__Host-sessionid”", "“csrftoken”"):
        assert fact in text


def test_reading_sets_no_cookie_of_its_own(client: Client) -> None:
    for name in TEXTS:
        client.get(f"/about/{name}")
    assert not client.cookies


@pytest.mark.parametrize("address", ADDRESSES)
def test_light_enough_for_a_phone(client: Client, address: str) -> None:
    say_yes(client)
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < HEAVIEST_PAGE_BYTES


def test_the_report_stands_beside_the_model_then_and_today(client: Client) -> None:
    say_yes(client, "report")
    main = find_main(read_page(client, "/about/report/"))
    [deaths] = main.select("#report-deaths table")
    rows = {
        read_text(row.select("th")[0]): read_text(row.select("td")[0])
        for row in deaths.select("tbody tr")
    }
    assert rows["The report"] == "27"
    then = Reference("report_progressive").make_outcome("ahsct", 1, "died_treatment")
    today = Reference("report_progressive_today").make_outcome(
        "ahsct", 1, "died_treatment"
    )
    assert rows["Model: progressive MS, around 2002"] == then.best.text
    assert rows["Model: progressive MS, today"] == today.best.text
    assert today.best.value < then.best.value
    text = read_text(main)
    for counted in ("8 of 25", "1 of 36", "66 %", "2 of 74"):
        assert counted in text
    assert "556 of 1,000 ( 308 to 785 )" in text
