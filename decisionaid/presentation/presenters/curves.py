"""Each option over the years, drawn by the server and for the interactive layer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from decisionaid.presentation.charts.curves import draw_curve
from decisionaid.presentation.charts.interactive import Line, Panel, make_figure
from decisionaid.presentation.counts import OUTCOMES
from decisionaid.presentation.icons import draw_icon
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import Curve, CurveRow, Figure, LegendEntry
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.wording import labels

LINES = ("worse", "better")
#: Colours of the interactive figure: the palette's amber and blue, by day.
COLOURS = {
    "worse": ("#a8642a", "rgba(185,114,47,.2)", "solid"),
    "better": ("#1f5a99", "rgba(31,90,153,.18)", "dash"),
}


def _axis_words() -> tuple[str, str]:
    return gettext("years from now"), gettext("people of 1,000")


def _by_year(scene: Scene, option_id: str) -> dict[int, dict[str, Figure]]:
    return {years: scene.outcomes(option_id, years) for years in scene.horizons}


def _count_died(by_year: dict[int, dict[str, Figure]]) -> dict[int, int]:
    return {
        years: figures["died_treatment"].best.count + figures["died_other"].best.count
        for years, figures in by_year.items()
    }


def present_curves(scene: Scene) -> tuple[Curve, ...]:
    """Present a curve for every option; one that is not known keeps its place."""
    return tuple(_present_curve(scene, option) for option in scene.option_ids)


def _present_curve(scene: Scene, option_id: str) -> Curve:
    name = str(labels.OPTION_NAMES[option_id])
    if not scene.is_known(option_id):
        unknown = str(labels.STATUS_LABELS["not_estimable"])
        return Curve(option_id, name, unknown, fill(""), columns=(), rows=())
    by_year = _by_year(scene, option_id)
    columns = tuple(
        LegendEntry(outcome, draw_icon(outcome), str(labels.OUTCOME_LABELS[outcome]))
        for outcome in OUTCOMES
    )
    return Curve(
        id=option_id,
        name=name,
        unknown="",
        drawing=draw_curve(
            f"{option_id}-curve",
            {
                line: {years: figures[line] for years, figures in by_year.items()}
                for line in LINES
            },
            died=_count_died(by_year),
            labels={
                **{line: str(labels.COUNT_LABELS[line]) for line in LINES},
                "died": str(labels.DIED_LABEL),
            },
            title=gettext("%(option)s, year by year") % {"option": name},
            text=gettext(
                "Lines for people of 1,000 who are more disabled, less disabled, or "
                "have died. The table below has the same numbers."
            ),
            axis_words=_axis_words(),
            years_shown=scene.years,
        ),
        columns=columns,
        rows=tuple(
            CurveRow(years, tuple(figures[outcome] for outcome in OUTCOMES))
            for years, figures in by_year.items()
        ),
    )


def present_interactive(scene: Scene, *, columns: int) -> dict[str, Any]:
    """Present the same curves as a Plotly figure."""
    panels = []
    for option in scene.option_ids:
        if not scene.is_known(option):
            continue
        by_year = _by_year(scene, option)
        lines = [
            Line(
                str(labels.COUNT_LABELS[name]),
                *COLOURS[name],
                figures={years: figures[name] for years, figures in by_year.items()},
            )
            for name in LINES
        ]
        name = str(labels.OPTION_NAMES[option])
        died = str(labels.DIED_LABEL)
        panels.append(Panel(name, lines, _count_died(by_year), died))
    return make_figure(panels, columns=columns, axis_words=_axis_words())
