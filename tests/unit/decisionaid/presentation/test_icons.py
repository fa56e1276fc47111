"""Pictures of 1,000 people: every person counted, none twice."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.presentation.counts import OUTCOMES, PEOPLE, make_outcome_figures
from decisionaid.presentation.icons import (
    draw_array,
    draw_patterns,
    draw_strip,
    draw_unknown_array,
    lay_out,
)
from decisionaid.presentation.icons.array import ROWS, Caption
from decisionaid.presentation.icons.grid import CELL, edge_before, outline_cells
from decisionaid.presentation.icons.people import PEOPLE_SHAPES
from decisionaid.presentation.icons.stretches import cut_to_fit
from decisionaid.presentation.page import Figure
from tests.factories import comparison_document, estimate
from tests.pictures import measure_people

CAPTION = Caption("no_dmt", "No MS drug", "What is in it.")
#: Kinds of people in the order in which they fill the picture.
ORDER = (
    "died_treatment",
    "died_other",
    "worse",
    "worse_maybe",
    "same",
    "better_maybe",
    "better",
)


def any_figures(seed: int) -> dict[str, Figure]:
    document = comparison_document(seed, horizons=(5,), not_estimable=())
    option = ("no_dmt", "natalizumab", "alemtuzumab", "ahsct")[seed % 4]
    outcomes = document["options"][option]["horizons"]["5"]["outcomes"]
    return make_outcome_figures(option, 5, outcomes)


def make_figures(**means: float) -> dict[str, Figure]:
    outcomes = {name: estimate(means.get(name, 0.0), spread=1.2) for name in OUTCOMES}
    return make_outcome_figures("ahsct", 5, outcomes)


def polygons(svg: str) -> list[Tag]:
    return BeautifulSoup(svg, "html.parser").find_all("polygon")


@given(st.integers(0, 2000), st.sampled_from(sorted(ROWS)))
def test_polygons_hold_all_the_people(seed: int, arrangement: str) -> None:
    figures = any_figures(seed)
    drawn = polygons(draw_array(figures, CAPTION, arrangement=arrangement))
    stretches = {stretch.kind: stretch.people for stretch in lay_out(figures).stretches}
    assert {
        p["data-kind"]: measure_people(str(p["points"])) for p in drawn
    } == stretches
    assert sum(stretches.values()) == PEOPLE


@given(st.integers(0, 2000))
def test_kinds_stand_in_their_order_without_gaps(seed: int) -> None:
    stretches = lay_out(any_figures(seed)).stretches
    kinds = [ORDER.index(stretch.kind) for stretch in stretches]
    assert kinds == sorted(kinds)
    assert [s.end for s in stretches[:-1]] == [s.start for s in stretches[1:]]


@given(st.integers(0, 2000))
def test_sure_and_maybe_meet_the_words(seed: int) -> None:
    figures = any_figures(seed)
    people = {stretch.kind: stretch.people for stretch in lay_out(figures).stretches}
    for outcome in ("died_treatment", "died_other"):
        assert people.get(outcome, 0) == figures[outcome].best.count
    for outcome in ("worse", "better"):
        figure = figures[outcome]
        assert people.get(outcome, 0) == figure.lower.count
        reached = people.get(outcome, 0) + people.get(f"{outcome}_maybe", 0)
        assert figure.best.count <= reached <= figure.upper.count


@given(st.integers(0, 2000))
def test_polygons_carry_the_full_range(seed: int) -> None:
    figures = any_figures(seed)
    for polygon in polygons(draw_array(figures, CAPTION, arrangement="wide")):
        figure = figures[str(polygon["data-outcome"])]
        assert polygon["data-lower"] == str(figure.lower.count)
        assert polygon["data-best"] == str(figure.best.count)
        assert polygon["data-upper"] == str(figure.upper.count)


def test_the_best_estimate_can_be_counted() -> None:
    figures = make_figures(worse=0.3, same=0.5, better=0.2)
    layout = lay_out(figures)
    assert layout.best_lines == (300, 800)
    assert edge_before(300, 25) == [(120, 0), (120, 250)]
    assert edge_before(303, 25) == [(130, 0), (130, 30), (120, 30), (120, 250)]


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_stretches_that_would_meet_are_cut_in_proportion(
    worse: int, better: int, room: int
) -> None:
    cut_worse, cut_better = cut_to_fit(worse, better, room)
    assert 0 <= cut_worse <= worse
    assert 0 <= cut_better <= better
    if worse + better <= room:
        assert (cut_worse, cut_better) == (worse, better)
    else:
        assert cut_worse + cut_better == room
        assert abs(cut_worse - room * worse / (worse + better)) <= 0.5


@given(st.integers(0, 999), st.integers(1, 1000), st.sampled_from([25, 40]))
def test_an_outline_is_as_large_as_its_cells(
    start: int, length: int, rows: int
) -> None:
    end = min(start + length, PEOPLE)
    corners = outline_cells(start, end, rows)
    assert measure_people(" ".join(f"{x},{y}" for x, y in corners)) == end - start


def test_every_kind_has_its_own_shape_in_grey() -> None:
    """Kinds that share an outline differ by their ground or their dashes."""
    shapes = {kind: PEOPLE_SHAPES[kind] for kind in ORDER}
    assert len(set(shapes.values())) == 5
    assert shapes["worse_maybe"] == shapes["same"]  # dashed against solid
    assert shapes["better_maybe"] == shapes["better"]  # dashed against solid


def test_every_fill_has_a_pattern() -> None:
    patterns = BeautifulSoup(draw_patterns(), "html.parser").find_all("pattern")
    ids = {pattern["id"] for pattern in patterns}
    assert ids == {f"people-{kind}" for kind in PEOPLE_SHAPES}


def test_an_unknown_array_is_1000_people() -> None:
    [polygon] = polygons(draw_unknown_array(CAPTION, arrangement="tall"))
    assert polygon["data-kind"] == "unknown"
    assert measure_people(str(polygon["points"])) == PEOPLE


def test_an_array_is_a_few_hundred_bytes_of_shapes() -> None:
    svg = draw_array(
        make_figures(worse=0.3, same=0.5, better=0.2), CAPTION, arrangement="wide"
    )
    assert len(svg) < 2500
    assert len(polygons(svg)) <= 7


@pytest.mark.parametrize(
    ("mean", "people", "crossed", "maybe"),
    [(0.0, 10, 0, 0), (0.0001, 10, 0, 1), (0.006, 30, 6, 24), (0.3, 10, 10, 0)],
)
def test_r10_a_strip_magnifies_few_deaths(
    mean: float, people: int, crossed: int, maybe: int
) -> None:
    figures = make_figures(died_treatment=mean, same=1 - mean)
    figure = figures["died_treatment"]
    svg = BeautifulSoup(draw_strip(figure, CAPTION, people=people), "html.parser")
    drawn = dict.fromkeys(PEOPLE_SHAPES, 0)
    for cells in svg.find_all("rect"):
        drawn[str(cells["data-kind"])] += int(str(cells["width"])) // CELL
    assert sum(drawn.values()) == people
    assert drawn["died_treatment"] + drawn["died_treatment_likely"] == crossed
    assert drawn["died_treatment_maybe"] == maybe
