"""The order of the options, and of how many people tables count."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from decisionaid.presentation.counts import (
    count_of_hundred,
    fits_hundred,
    make_figure,
)
from decisionaid.presentation.presenters import present_results
from decisionaid.presentation.view import OPTIONS, View, read_view
from tests.answers_factory import MemorySession
from tests.factories import estimate, lifelike_document


def test_the_order_is_drawn_once_and_kept() -> None:
    session = MemorySession()
    asked = []

    def choose(options: Sequence[str]) -> str:
        asked.append(options)
        return "alemtuzumab"

    first = read_view(session, choose=choose)
    assert first == read_view(session, choose=choose)
    assert asked == [OPTIONS]
    assert not first.chosen


def test_chance_puts_every_option_first() -> None:
    firsts = {read_view(MemorySession()).first for _ in range(200)}
    assert firsts == set(OPTIONS)


@pytest.mark.parametrize("first", OPTIONS)
def test_the_rest_follow_in_a_circle(first: str) -> None:
    order = View(first=first).order
    assert order[0] == first
    assert sorted(order) == sorted(OPTIONS)


@pytest.mark.parametrize("first", OPTIONS)
def test_every_part_of_the_page_has_the_order(first: str) -> None:
    view = View(first=first, chosen=False)
    page = present_results(lifelike_document(), years=5, sources=(), view=view)
    for parts in (page.options, page.texts, page.curves, page.harms, page.certainty):
        assert tuple(part.id for part in parts) == view.order
    for table in (*page.comparisons, *page.abilities):
        assert tuple(row.option_id for row in table.rows) == view.order
    for feature in page.burden:
        assert tuple(cell.option_id for cell in feature.cells) == view.order
    assert page.order.startswith("Chance put")
    others = [option for option in view.order if option != "ahsct"]
    for table in page.levels:
        assert [row.option_id for row in table.rows] == ["today", *others]


def test_a_chosen_order_is_said_to_be_chosen() -> None:
    view = View(first="ahsct", chosen=True)
    page = present_results(lifelike_document(), years=5, sources=(), view=view)
    assert page.order.startswith("You chose to see Stem-cell transplant first.")


def test_a_hundred_people_count_the_same_share() -> None:
    figure = make_figure("ahsct.5.worse", estimate(0.216))
    of_hundred = count_of_hundred(figure)
    assert of_hundred.best.text == "22"
    assert of_hundred.rest.text == "78"
    assert of_hundred.best.value == figure.best.value
    assert of_hundred.best.people == 100


@pytest.mark.parametrize(
    ("mean", "spread", "fits"),
    [(0.2, 0.2, True), (0.02, 0.8, False), (0.009, 0.1, False), (0.0, 0.1, True)],
)
def test_under_one_of_a_hundred_keeps_to_a_thousand(
    mean: float, spread: float, fits: bool
) -> None:
    assert fits_hundred([make_figure("x.5.worse", estimate(mean, spread=spread))]) == (
        fits
    )


def test_only_tables_that_fit_count_a_hundred() -> None:
    view = View(people=100)
    page = present_results(lifelike_document(), years=5, sources=(), view=view)
    died, _, worse, *_ = page.comparisons
    assert died.people == "1,000"
    assert worse.people == "100"
    assert {row.figure.best.people for row in worse.rows if row.figure} == {100}
    assert "of 100" in worse.scale_text or "all 100" in worse.scale_text
    # Pictures and sentences stay what they were.
    assert (
        page.options
        == present_results(lifelike_document(), years=5, sources=()).options
    )
