"""Charts for clinicians, as Plotly figures; each stands above a table of its numbers.

Colours are the site's blue, amber and greys: no outcome is coloured as right or
wrong, and dashes and marks tell the same as colours do.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

BLUE, AMBER, GREY = "#2f6fb3", "#b9722f", "#7c8894"
BLUE_BAND, AMBER_BAND, GREY_BAND = (
    "rgba(47,111,179,0.18)",
    "rgba(185,114,47,0.18)",
    "rgba(124,136,148,0.18)",
)
STYLES = (
    (BLUE, BLUE_BAND, "solid", "circle"),
    (AMBER, AMBER_BAND, "dash", "diamond"),
    (GREY, GREY_BAND, "dot", "square"),
    (BLUE, BLUE_BAND, "dashdot", "triangle-up"),
)
ROW_HEIGHT = 34
#: Of a row with a long label, and where the label goes on in a new line.
TALL_ROW_HEIGHT, LABEL_LETTERS = 44, 42
Figure = dict[str, Any]


@dataclass(frozen=True)
class Interval:
    """A best estimate with its 95 % interval, on one row or at one time."""

    at: str | float
    best: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Series:
    """Intervals of one name."""

    name: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True)
class Bar:
    """One parameter's reach: the change at the ends of its interval."""

    label: str
    at_lower: float
    at_upper: float


@dataclass(frozen=True)
class Fan:
    """Spread of the EDSS among those alive, by year: five quantiles each."""

    name: str
    years: tuple[int, ...]
    quantiles: tuple[tuple[float, ...], ...]


def draw_forest(series: Sequence[Series], *, axis: str) -> Figure:
    """Draw rows of estimates with whiskers, one mark for each series."""
    figure = go.Figure()
    for place, one in enumerate(series):
        colour, _band, _dash, mark = STYLES[place % len(STYLES)]
        best = [interval.best for interval in one.intervals]
        figure.add_trace(
            go.Scatter(
                x=best,
                y=[interval.at for interval in one.intervals],
                name=one.name,
                mode="markers",
                orientation="h",
                offsetgroup=str(place),
                marker={"color": colour, "symbol": mark, "size": 11},
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": [i.upper - i.best for i in one.intervals],
                    "arrayminus": [i.best - i.lower for i in one.intervals],
                    "color": colour,
                    "thickness": 2,
                },
            )
        )
    rows = max(len(one.intervals) for one in series)
    # Marks of one row stand under each other, not on each other.
    figure.update_layout(scattermode="group", scattergap=0.5)
    figure.update_xaxes(title=axis, rangemode="tozero")
    figure.update_yaxes(autorange="reversed")
    return _finish(figure, height=130 + ROW_HEIGHT * rows * max(1, len(series) * 0.8))


def draw_tornado(bars: Sequence[Bar], *, axis: str, names: tuple[str, str]) -> Figure:
    """Draw one bar to each end of a parameter's interval, widest first."""
    figure = go.Figure()
    labels = ["<br>".join(textwrap.wrap(bar.label, LABEL_LETTERS)) for bar in bars]
    # Full and hollow bars, so that they differ in grey as well.
    for name, colour, filling, values in (
        (names[0], BLUE, BLUE, [bar.at_lower for bar in bars]),
        (names[1], AMBER, "rgba(0,0,0,0)", [bar.at_upper for bar in bars]),
    ):
        figure.add_trace(
            go.Bar(
                x=values,
                y=labels,
                name=name,
                orientation="h",
                marker={"color": filling, "line": {"color": colour, "width": 2}},
            )
        )
    figure.update_layout(barmode="overlay", bargap=0.35)
    figure.update_xaxes(title=axis, zeroline=True, zerolinewidth=2)
    figure.update_yaxes(autorange="reversed", automargin=True)
    return _finish(figure, height=140 + TALL_ROW_HEIGHT * len(bars))


def draw_lines(
    lines: Sequence[Series], *, points: Series | None, axes: tuple[str, str]
) -> Figure:
    """Draw lines with bands over time, and points with whiskers among them."""
    figure = go.Figure()
    for place, line in enumerate(lines):
        colour, band, dash, _mark = STYLES[place % len(STYLES)]
        times = [interval.at for interval in line.intervals]
        figure.add_trace(
            go.Scatter(
                x=[*times, *reversed(times)],
                y=[
                    *(interval.upper for interval in line.intervals),
                    *(interval.lower for interval in reversed(line.intervals)),
                ],
                fill="toself",
                fillcolor=band,
                line={"width": 0},
                hoverinfo="skip",
                showlegend=False,
            )
        )
        figure.add_trace(
            go.Scatter(
                x=times,
                y=[interval.best for interval in line.intervals],
                name=line.name,
                mode="lines",
                line={"color": colour, "dash": dash, "width": 3},
            )
        )
    if points is not None:
        figure.add_trace(_draw_points(points))
    figure.update_xaxes(title=axes[0])
    figure.update_yaxes(title=axes[1], rangemode="tozero")
    return _finish(figure, height=420)


def _draw_points(points: Series) -> go.Scatter:
    return go.Scatter(
        x=[interval.at for interval in points.intervals],
        y=[interval.best for interval in points.intervals],
        name=points.name,
        mode="markers",
        marker={"color": AMBER, "symbol": "diamond", "size": 10},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [i.upper - i.best for i in points.intervals],
            "arrayminus": [i.best - i.lower for i in points.intervals],
            "color": AMBER,
        },
    )


def draw_fans(
    fans: Sequence[Fan], *, names: tuple[str, str, str], axes: tuple[str, str]
) -> Figure:
    """Draw a panel for each option: middle half, middle four fifths, and median."""
    figure = make_subplots(
        rows=1,
        cols=len(fans),
        subplot_titles=[fan.name for fan in fans],
        shared_yaxes=True,
        horizontal_spacing=0.03,
    )
    for place, fan in enumerate(fans, start=1):
        by_rank = list(zip(*fan.quantiles, strict=True))
        for low, high, name, colour in (
            (0, 4, names[0], "rgba(47,111,179,0.15)"),
            (1, 3, names[1], "rgba(47,111,179,0.3)"),
        ):
            band = go.Scatter(
                x=[*fan.years, *reversed(fan.years)],
                y=[*by_rank[high], *reversed(by_rank[low])],
                fill="toself",
                fillcolor=colour,
                line={"width": 0},
                hoverinfo="skip",
                name=name,
                legendgroup=name,
                showlegend=place == 1,
            )
            figure.add_trace(band, row=1, col=place)
        median = go.Scatter(
            x=fan.years,
            y=by_rank[2],
            mode="lines+markers",
            name=names[2],
            legendgroup=names[2],
            showlegend=place == 1,
            line={"color": BLUE, "width": 3},
        )
        figure.add_trace(median, row=1, col=place)
    figure.update_xaxes(title=axes[0], dtick=2)
    figure.update_yaxes(range=[0, 9.5], dtick=1)
    figure.update_yaxes(title=axes[1], col=1)
    return _finish(figure, height=380)


def _finish(figure: go.Figure, *, height: float) -> Figure:
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    figure.update_layout(
        template="none",
        height=round(height),
        legend={"orientation": "h", "yref": "container", "y": 1, "yanchor": "top"},
        margin={"l": 60, "r": 16, "t": 70, "b": 60},
        font={"family": "system-ui, sans-serif", "size": 14},
    )
    figure.update_yaxes(automargin=True)
    made: Mapping[str, Any] = json.loads(figure.to_json())
    return dict(made)
