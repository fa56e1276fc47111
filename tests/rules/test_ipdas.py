"""What IPDAS and NICE ask of a decision aid, where a machine can tell."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from decisionaid.core.review import get_review_date
from decisionaid.core.wording import DECISION
from decisionaid.presentation.wording.labels import OPTION_NAMES
from riskmodel import interface
from tests.results_pages import find_main, read_page, read_text
from tests.rules.numbers import OPTIONS, TIME, list_numbers, list_sentences
from tests.rules.reading import count_words
from tests.rules.walk import Walked, list_routes

NOT_COMPARED = ("ocrelizumab", "ofatumumab", "cladribine", "trials")
#: How much more may be said about one option than about another.
WORDS_APART = 0.2


def find_page(pages: tuple[Walked, ...], view: str) -> Walked:
    """Find a page after the yes to numbers, else before it."""
    found = [page for page in pages if page.view == view]
    assert found, f"{view} was not met"
    return max(found, key=lambda page: page.consented)


def read_all(pages: tuple[Walked, ...], view: str) -> str:
    return " ".join(
        read_text(page.main) for page in pages if page.view.startswith(view)
    )


def read_numbered(pages: tuple[Walked, ...]) -> set[str]:
    return {shown.id for page in pages for shown in list_numbers(page.main)}


def test_ipdas_condition_named(walked: tuple[Walked, ...]) -> None:
    start = read_text(find_page(walked, "questionnaire:start").main)
    assert "Adults with MS" in start
    assert (
        "multiple sclerosis"
        in read_text(find_page(walked, "about:glossary").main).lower()
    )


def test_ipdas_decision_is_one_sentence_everywhere(walked: tuple[Walked, ...]) -> None:
    decision = str(DECISION)
    for view in (
        "questionnaire:start",
        "results:page",
        "results:print",
        "about:overview",
    ):
        page = find_page(walked, view)
        assert decision in read_text(page.main), page.address


def test_ipdas_all_options_with_no_change_among_them(
    walked: tuple[Walked, ...],
) -> None:
    for view in ("questionnaire:start", "results:page", "results:print"):
        text = read_text(find_page(walked, view).main)
        for name in OPTION_NAMES.values():
            assert str(name) in text, (view, str(name))


def test_ipdas_options_not_compared_are_named(walked: tuple[Walked, ...]) -> None:
    for view in (
        "questionnaire:start",
        "results:sure",
        "results:print",
        "about:limits",
    ):
        text = read_text(find_page(walked, view).main).lower()
        for name in NOT_COMPARED:
            assert name.removesuffix("s") in text, (view, name)


def test_ipdas_good_and_bad_from_one_list(walked: tuple[Walked, ...]) -> None:
    """Every option is in every table of good and of bad things, known or not."""
    tables = [
        table
        for page in walked
        if page.view == "results:page"
        for table in page.main.select("table.app-comparison")
    ]
    titles = {read_text(table.select("caption")[0]) for table in tables}
    assert {"More disabled", "Less disabled"} <= titles
    for table in tables:
        rows = table.select("tbody tr")
        assert len(rows) == len(OPTIONS)
        for row in rows:
            assert row.select("[data-number]") or "not known" in read_text(row)


def test_ipdas_what_each_is_like(walked: tuple[Walked, ...]) -> None:
    page = find_page(walked, "results:living")
    titles = {
        read_text(title).lower() for title in page.main.select(".app-burden__title")
    }
    for wanted in ("how it is given", "how it can feel", "time it takes"):
        assert wanted in titles
    for grid in page.main.select(".app-burden__grid"):
        assert len(grid.select("dd")) == len(OPTIONS)
        assert all(read_text(cell) for cell in grid.select("dd"))


def test_ipdas_equal_detail(walked: tuple[Walked, ...]) -> None:
    page = find_page(walked, "results:living")
    said = dict.fromkeys(map(str, OPTION_NAMES.values()), 0)
    for cell in page.main.select(".app-burden__cell"):
        name = read_text(cell.select("dt")[0])
        said[name] += count_words(read_text(cell.select("dd")[0]))
    assert min(said.values()) >= (1 - WORDS_APART) * max(said.values()), said


def test_ipdas_equal_detail_pictures_of_one_size(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        for arrangement in ("wide", "tall"):
            sizes = {
                str(one["viewbox"])
                for one in page.main.select(
                    f"svg.app-icon-array__people--{arrangement}"
                )
            }
            assert len(sizes) == 1, page.address


def test_ipdas_a_citation_for_every_number(walked: tuple[Walked, ...]) -> None:
    cited = {source.id for source in interface.sources()}
    explained = 0
    for number in read_numbered(walked):
        if number.split(".")[0] not in {*OPTIONS, "transplant_mortality", "break_even"}:
            continue
        passport = interface.explain(re.sub(r"\.not_(?!known)", ".", number))
        if passport.certainty == "high" and not passport.parameters:
            # Nobody dies of a treatment that is not given: it follows from the words.
            assert number.startswith("no_dmt."), number
            continue
        explained += 1
        assert passport.studies, number
        assert {source.id for source in passport.studies} <= cited
    assert explained > 100


def test_ipdas_dates_of_making_and_of_review(walked: tuple[Walked, ...]) -> None:
    made = date.fromisoformat(interface.evidence_release().made_on)
    for page in walked:
        footer = read_text(page.soup.select("footer")[0])
        assert f"made on {made:%-d %B %Y}" in footer, page.address
        assert f"looked at again by {get_review_date():%-d %B %Y}" in footer


def test_ipdas_update_policy_funding_and_authors_are_told(
    walked: tuple[Walked, ...],
) -> None:
    page = find_page(walked, "about:publisher")
    for entry in ("updates", "funding", "interests", "authors", "contact"):
        [text] = page.main.select(f"#{entry} dd")
        assert read_text(text)


def test_ipdas_uncertainty_of_every_chance(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        ids = {shown.id for shown in list_numbers(page.main)}
        means = [one for one in ids if one.endswith(".mean") and ".not_" not in one]
        assert means
        for one in means:
            stem = one.removesuffix("mean")
            if {f"{stem}lower95", f"{stem}upper95"} <= ids:
                continue
            # Where both ends read the same, one of them says it all.
            assert f"{stem}upper95" in ids, f"{page.address}: {one} has no range"


def test_ipdas_natural_course_in_the_same_units(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        for table in page.main.select("table.app-comparison"):
            names = [read_text(row) for row in table.select("tbody th")]
            assert sum(name.startswith("No MS drug") for name in names) == 1


def test_ipdas_feature_by_feature(walked: tuple[Walked, ...]) -> None:
    titles = {
        read_text(table.select("caption")[0])
        for page in walked
        if page.view == "results:page"
        for table in page.main.select("table.app-comparison")
    }
    assert len(titles) > 6


def test_ipdas_more_than_one_view(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        assert page.main.select("svg.app-icon-array__people")
        assert page.main.select("table.app-comparison")
        assert page.main.select(".app-sentences li")


def test_ipdas_values_are_asked(walked: tuple[Walked, ...]) -> None:
    page = find_page(walked, "deliberation:values")
    assert len(page.main.select("fieldset")) >= 8
    assert page.main.select("textarea")


def test_ipdas_a_way_step_by_step(walked: tuple[Walked, ...]) -> None:
    assert {name for _, name in list_routes()} >= {
        "questionnaire:start",
        "questionnaire:check",
        "deliberation:values",
        "questionnaire:ready",
        "results:page",
        "results:print",
    }
    check = find_page(walked, "questionnaire:check")
    assert check.main.select("a.nhsuk-button, button")


def test_ipdas_a_list_of_questions_to_ask(walked: tuple[Walked, ...]) -> None:
    page = find_page(walked, "questionnaire:talk")
    asked = [text for text in page.texts if text.endswith("?")]
    assert len(asked) >= 5


def test_ipdas_how_evidence_was_found_and_combined(walked: tuple[Walked, ...]) -> None:
    text = read_text(find_page(walked, "about:method").main)
    assert "Two kinds of studies" in text
    assert f"uses {len(interface.sources())} publications" in text
    assert str(len(interface.parameters())) in text


def test_ipdas_certainty_of_every_option(walked: tuple[Walked, ...]) -> None:
    text = read_all(walked, "results:sure")
    for name in OPTION_NAMES.values():
        assert str(name) in text
    assert re.search(r"studies had|not known", text, re.IGNORECASE)


def test_ipdas_readability_is_reported(walked: tuple[Walked, ...]) -> None:
    page = find_page(walked, "about:checklist")
    assert re.search(r"reading age", read_text(page.main), re.IGNORECASE)


def test_nice_says_for_whom_and_for_whom_not(walked: tuple[Walked, ...]) -> None:
    text = read_text(find_page(walked, "questionnaire:start").main)
    assert "Who it is for" in text
    assert "Who it is not for" in text
    intended = read_text(find_page(walked, "about:intended_use").main)
    assert "What it must not be used for" in intended


def test_nice_says_it_does_not_replace_a_talk(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        footer = read_text(page.soup.select("footer")[0])
        assert "It does not give medical advice" in footer, page.address


@pytest.mark.django_db
def test_nice_research_notice_on_every_page(client: Client) -> None:
    for address in ("/", "/about/", "/questions/course/", "/talk/", "/code/"):
        banner = read_page(client, address).select(".app-banner")
        assert "Not for clinical use" in read_text(banner[0]), address


@pytest.mark.django_db
def test_nice_says_what_is_kept(client: Client) -> None:
    text = read_text(find_main(read_page(client, "/about/privacy/")))
    assert "We do not ask who you are" in text
    assert "hours after" in text


def test_nice_out_of_date_is_said(client: Client, db: None) -> None:
    day = get_review_date()
    with time_machine.travel(day.replace(year=day.year + 1)):
        for address in ("/", "/about/", "/questions/course/", "/talk/", "/code/"):
            banner = read_page(client, address).select(".app-banner--overdue")
            assert "Out of date." in read_text(banner[0]), address
    with time_machine.travel(day):
        assert not read_page(client, "/").select(".app-banner--overdue")


def test_ipdas_reference_class_is_named(screens: tuple[Walked, ...]) -> None:
    for page in screens:
        text = read_text(page.main)
        assert "people like you" in text
        assert "You told us: " in text
        assert "EDSS" in text


def test_ipdas_frequencies_with_time_and_one_denominator(
    screens: tuple[Walked, ...],
) -> None:
    for page in screens:
        sentences = list(list_sentences(page.main))
        whole = [text for text, _ in sentences if re.search(r"\bof [\d,]+\b", text)]
        assert len(whole) > len(OPTIONS)
        assert all(TIME.search(text) for text in whole), page.address
        assert len({re.search(r"\bof ([\d,]+)", text)[1] for text in whole}) == 1  # type: ignore[index]
