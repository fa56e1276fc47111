"""The same curves as a Plotly figure, fetched only when a person asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from decisionaid.presentation.page import PEOPLE, Figure

#: Ink's grey: readable on white and on the dark page.
DEATHS_COLOUR = "#7c8894"


@dataclass(frozen=True)
class Line:
    """One line of a panel: its name, colour, dashes and figures by year."""

    name: str
    colour: str
    band: str
    dash: str
    figures: Mapping[int, Figure]


def _traces(line: Line, *, legend: bool) -> list[go.Scatter]:
    years = sorted(line.figures)
    shown = [line.figures[year] for year in years]
    band = go.Scatter(
        x=[*years, *reversed(years)],
        y=[
            *(figure.upper.count for figure in shown),
            *(figure.lower.count for figure in reversed(shown)),
        ],
        fill="toself",
        fillcolor=line.band,
        line={"width": 0},
        hoverinfo="skip",
        legendgroup=line.name,
        showlegend=False,
    )
    best = go.Scatter(
        x=years,
        y=[figure.best.count for figure in shown],
        mode="lines+markers",
        name=line.name,
        legendgroup=line.name,
        showlegend=legend,
        line={"color": line.colour, "dash": line.dash, "width": 3},
        customdata=[
            [figure.best.text, figure.lower.text, figure.upper.text] for figure in shown
        ],
        hovertemplate="%{customdata[0]} (%{customdata[1]} - %{customdata[2]})",
    )
    return [band, best]


@dataclass(frozen=True)
class Panel:
    """One option: its lines with ranges, and deaths of any cause by year."""

    name: str
    lines: Sequence[Line]
    died: Mapping[int, int]
    died_name: str


def _deaths(panel: Panel, *, legend: bool) -> go.Scatter:
    """Draw deaths of any cause: a sum of two groups, without a range of its own."""
    years = sorted(panel.died)
    return go.Scatter(
        x=years,
        y=[panel.died[year] for year in years],
        mode="lines+markers",
        name=panel.died_name,
        legendgroup=panel.died_name,
        showlegend=legend,
        line={"color": DEATHS_COLOUR, "dash": "dot", "width": 3},
        hovertemplate="%{y}",
    )


def make_figure(
    panels: Sequence[Panel],
    *,
    columns: int,
    axis_words: tuple[str, str],
) -> dict[str, Any]:
    """Make the figure: one panel for each option, all on the same axes."""
    rows = -(-len(panels) // columns)
    figure = make_subplots(
        rows=rows,
        cols=columns,
        subplot_titles=[panel.name for panel in panels],
        shared_yaxes=True,
        vertical_spacing=0.24 / rows,
    )
    for place, panel in enumerate(panels):
        row, column = divmod(place, columns)
        # The legend names each kind of line once, in the first panel.
        traces = [
            trace for line in panel.lines for trace in _traces(line, legend=not place)
        ]
        for trace in (*traces, _deaths(panel, legend=not place)):
            figure.add_trace(trace, row=row + 1, col=column + 1)
    figure.update_xaxes(range=[0, 10.3], dtick=2, fixedrange=True)
    figure.update_xaxes(title={"text": axis_words[0], "standoff": 6}, row=rows)
    figure.update_yaxes(range=[0, PEOPLE], dtick=250, tickformat=",d", fixedrange=True)
    figure.update_yaxes(title={"text": axis_words[1], "standoff": 6}, col=1)
    figure.update_layout(
        template="none",
        height=320 * rows + 80,
        hovermode="x",
        legend={"orientation": "h", "yref": "container", "y": 1, "yanchor": "top"},
        margin={"l": 70, "r": 12, "t": 80, "b": 50},
        font={"family": "system-ui, sans-serif", "size": 14},
    )
    made: dict[str, Any] = json.loads(figure.to_json())
    return made
