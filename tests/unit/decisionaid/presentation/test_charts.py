"""Curves and bars show the numbers of the tables."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from decisionaid.presentation.charts.bars import WIDTH, choose_scale, draw_bar
from decisionaid.presentation.charts.curves import LABEL_GAP, draw_curve
from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.page import Figure
from decisionaid.presentation.presenters import present_figure, present_results
from tests.factories import estimate, lifelike_document


def figure(mean: float) -> Figure:
    return make_figure("ahsct.5.worse", estimate(mean))


@pytest.mark.parametrize(("mean", "scale"), [(0.003, 20), (0.05, 200), (0.4, 1000)])
def test_a_bar_has_the_smallest_scale_that_holds_it(mean: float, scale: int) -> None:
    assert choose_scale([figure(mean), figure(mean / 2)]) == scale


def test_nothing_known_still_has_a_scale() -> None:
    assert choose_scale([]) == 20


def test_a_bar_marks_the_best_estimate() -> None:
    svg = BeautifulSoup(draw_bar(figure(0.5), 1000), "html.parser")
    [best] = svg.select(".app-bar__best")
    assert best["d"] == f"M{WIDTH // 2} 0v12"
    assert svg.svg is not None
    assert svg.svg["aria-hidden"] == "true"


def draw(ends: dict[str, float]) -> BeautifulSoup:
    svg = draw_curve(
        "ahsct-curve",
        {name: {1: figure(end / 2), 10: figure(end)} for name, end in ends.items()},
        died={1: 3, 10: 30},
        labels={"worse": "Worse", "better": "Better", "died": "Died"},
        title="Transplant",
        text="Two lines.",
        axis_words=("years", "people"),
        years_shown=1,
    )
    return BeautifulSoup(svg, "html.parser")


@pytest.mark.parametrize("better", [0.01, 0.29, 0.3, 0.31, 0.9])
def test_labels_of_lines_never_cover_each_other(better: float) -> None:
    labels = draw({"worse": 0.3, "better": better}).select(".app-curve__label")
    heights = sorted(float(str(label["y"])) for label in labels)
    assert all(upper - lower >= LABEL_GAP for lower, upper in pairwise(heights))


def test_a_curve_is_one_named_figure() -> None:
    svg = draw({"worse": 0.3, "better": 0.1}).svg
    assert svg is not None
    assert svg["role"] == "img"
    assert [part.name for part in svg.find_all(["title", "desc"])] == ["title", "desc"]


@pytest.mark.parametrize("columns", [1, 2])
def test_the_interactive_figure_has_the_tables_counts(columns: int) -> None:
    document = lifelike_document(not_estimable=("alemtuzumab",))
    page = present_results(document, years=5, sources=())
    made = present_figure(document, years=5, columns=columns)
    named = [trace for trace in made["data"] if trace.get("name")]
    lines = [trace for trace in named if trace["name"] != "Died"]
    known = [curve for curve in page.curves if not curve.unknown]
    shown = [
        [row.figures[place].best.count for row in curve.rows]
        for curve in known
        for place in (2, 4)
    ]
    assert [trace["y"] for trace in lines] == shown
    died = [
        [sum(figure.best.count for figure in row.figures[:2]) for row in curve.rows]
        for curve in known
    ]
    assert [trace["y"] for trace in named if trace["name"] == "Died"] == died
    legend = [trace["name"] for trace in named if trace["showlegend"]]
    assert legend == ["Worse", "Better", "Died"]
    titles = [title["text"] for title in made["layout"]["annotations"]]
    assert titles == ["No MS drug", "Natalizumab", "Stem-cell transplant"]
