"""What is decided before anything is printed."""

from __future__ import annotations

import pytest

from decisionaid.presentation.presenters import present_results
from decisionaid.presentation.presenters.cards import choose_strip_length
from decisionaid.presentation.presenters.scene import Scene
from riskmodel import interface
from tests.factories import OPTIONS, comparison_document, estimate, lifelike_document


def test_options_keep_the_documents_order() -> None:
    page = present_results(comparison_document(5), years=2, sources=())
    assert tuple(card.id for card in page.options) == OPTIONS
    for table in page.comparisons:
        assert tuple(row.option_id for row in table.rows) == OPTIONS


def test_deaths_nobody_has_counted_are_not_known() -> None:
    document = lifelike_document(not_estimable=("alemtuzumab",))
    del document["options"]["alemtuzumab"]["harms"]["treatment_death"]
    page = present_results(document, years=5, sources=())
    assert page.options[2].deaths is None
    assert page.comparisons[0].rows[2].figure is None


def test_deaths_have_the_same_digits_wherever_they_stand() -> None:
    """Allotted with the other groups, they may differ from plain rounding by one."""
    document = lifelike_document()
    page = present_results(document, years=5, sources=())
    [card] = [card for card in page.options if card.id == "ahsct"]
    [harms] = [table for table in page.harms if table.id == "ahsct"]
    assert card.deaths is not None
    assert harms.rows[0].id == "treatment_death"
    assert harms.rows[0].figure == card.deaths.figure


@pytest.mark.parametrize("mean", [0.0064, 0.0066])
def test_the_transplants_mortality_is_one_number(mean: float) -> None:
    document = lifelike_document()
    outcomes = document["options"]["ahsct"]["horizons"]["5"]["outcomes"]
    outcomes["same"]["mean"] += outcomes["died_treatment"]["mean"] - mean
    outcomes["died_treatment"] = estimate(mean)
    document["transplant_mortality"] = estimate(mean)
    page = present_results(document, years=5, sources=())
    [card] = [card for card in page.options if card.id == "ahsct"]
    assert card.deaths is not None
    shown = f">{card.deaths.figure.best.text}</span> of 1,000"
    assert shown in page.break_even[-1]


def test_a_level_that_always_exists_says_no_more() -> None:
    document = lifelike_document()
    document["break_even"]["natalizumab"]["dead_or_worse"]["5"]["no_tie"] = 0.0
    page = present_results(document, years=5, sources=())
    without, with_natalizumab, *_ = page.break_even
    assert "no such level" in without
    assert "no such level" not in with_natalizumab


def test_a_level_that_many_tries_lack_is_not_known_as_a_number() -> None:
    document = lifelike_document()
    for outcome in ("dead_or_worse", "dead_or_edss6"):
        entry = document["break_even"]["natalizumab"][outcome]["5"]
        entry["no_tie"] = 0.26
    page = present_results(document, years=5, sources=())
    _, with_natalizumab, *_ = page.break_even
    assert "natalizumab: not known for people like you" in with_natalizumab
    assert ">260</span> of 1,000 tries" in with_natalizumab
    assert "break_even.natalizumab.5.dead_or_worse.mean" not in with_natalizumab
    shown = {
        row.figure.best.id.split(".")[1]
        for table in page.levels
        for row in table.rows
        if row.figure and row.figure.best.id.startswith("break_even")
    }
    assert shown == {"no_dmt", "alemtuzumab"}


def test_strips_are_equally_long_and_never_endless() -> None:
    document = lifelike_document()
    assert choose_strip_length(Scene(document, 5)) == 20
    for option in OPTIONS[1:]:
        outcomes = document["options"][option]["horizons"]["5"]["outcomes"]
        outcomes["died_treatment"] = estimate(0.008, spread=2.0)
    assert choose_strip_length(Scene(document, 5)) == 30


def test_no_strip_where_the_picture_shows_enough() -> None:
    document = lifelike_document()
    outcomes = document["options"]["ahsct"]["horizons"]["5"]["outcomes"]
    outcomes["same"]["mean"] -= 0.02
    outcomes["died_treatment"] = estimate(outcomes["died_treatment"]["mean"] + 0.02)
    page = present_results(document, years=5, sources=())
    deaths = page.options[3].deaths
    assert deaths is not None
    assert deaths.strip == ""


def test_sources_link_to_what_identifies_them() -> None:
    found = interface.sources()
    page = present_results(lifelike_document(), years=5, sources=found)
    for source, note in zip(found, page.sources, strict=True):
        assert note.citation == source.citation
        if source.doi:
            assert note.link == f"https://doi.org/{source.doi}"
        elif source.pmid:
            assert note.link.endswith(f"/{source.pmid}/")
        else:
            assert note.link == ""


def test_years_beyond_ten_are_not_drawn() -> None:
    document = lifelike_document(horizons=(1, 2, 5, 10, 15))
    assert Scene(document, 5).horizons == (1, 2, 5, 10)
