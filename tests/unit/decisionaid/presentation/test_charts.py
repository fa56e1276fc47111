"""Curves and bars show the numbers of the tables."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from decisionaid.core.own_limit import LADDER
from decisionaid.presentation.charts.bars import WIDTH, choose_scale, draw_bar
from decisionaid.presentation.charts.curves import LABEL_GAP, draw_curve
from decisionaid.presentation.charts.ladder import Track, draw_ladder
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


def test_a_bar_marks_the_best_estimate_and_its_range() -> None:
    shown = figure(0.5)
    svg = BeautifulSoup(draw_bar(shown, 1000), "html.parser")
    [best] = svg.select(".app-bar__best")
    assert best["d"] == f"M{WIDTH // 2} 0v12"
    [band] = svg.select(".app-bar__band")
    ends = [1000 * float(end) / WIDTH for end in re.findall(r"[MH]([\d.]+)", band["d"])]
    assert ends == pytest.approx([shown.lower.count, shown.upper.count], abs=1)
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


def test_lines_and_bands_pass_where_the_axis_has_their_counts() -> None:
    svg = draw({"worse": 0.3, "better": 0.1})
    foot, _half, top = (
        float(re.findall(r"M\S+ ([\d.]+)H", line["d"])[0])
        for line in svg.select(".app-curve__grid")
    )

    def read(part: str) -> list[float]:
        corners = re.findall(r"[ML]\S+ ([\d.]+)", svg.select(part)[0]["d"])
        return [1000 * (foot - float(y)) / (foot - top) for y in corners]

    # The drawing is exact to a tenth of a unit, which is half a person.
    assert read(".app-curve__line--died") == pytest.approx([0, 3, 30], abs=0.5)
    for name, end in (("worse", 0.3), ("better", 0.1)):
        first, last = figure(end / 2), figure(end)
        line = [0, first.best.count, last.best.count]
        assert read(f".app-curve__line--{name}") == pytest.approx(line, abs=0.5)
        up, down = [0, first.upper.count, last.upper.count], [last.lower, first.lower]
        band = [*up, *(one.count for one in down)]
        assert read(f".app-curve__band--{name}") == pytest.approx(band, abs=0.5)
        [dot] = svg.select(f".app-curve__dot--{name}")
        assert 1000 * (foot - float(dot["cy"])) / (foot - top) == pytest.approx(
            first.best.count, abs=0.5
        )


def test_a_track_lies_between_the_rungs_of_its_counts() -> None:
    low, middle, high = LADDER[1:4]
    between = (LADDER[5] + LADDER[6]) // 2
    tracks = [Track("limit", "Own limit", low, high, middle)]
    tracks += [Track("level", "The level", between, between)]
    svg = BeautifulSoup(draw_ladder(tracks, title="t", text="t"), "html.parser")
    # A number stands a little lower than its rung.
    rungs = {
        int(number.get_text().replace(",", "")): float(str(number["y"])) - 5
        for number in svg.select(".app-ladder__number")
    }
    one, other = svg.select(".app-ladder__band")
    assert float(one["y"]) == rungs[high]
    assert float(one["y"]) + float(one["height"]) == rungs[low]
    [best] = svg.select(".app-ladder__best")
    assert float(re.findall(r" ([\d.]+)h", best["d"])[0]) == rungs[middle]
    share = (between - LADDER[5]) / (LADDER[6] - LADDER[5])
    height = rungs[LADDER[5]] + share * (rungs[LADDER[6]] - rungs[LADDER[5]])
    assert float(other["y"]) == pytest.approx(height, abs=0.1)


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
