"""Documents and parameters as rows for staff: rounded and worded, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from decisionaid.presentation.counts import make_figure, make_outcome_figures
from decisionaid.presentation.page import Figure
from decisionaid.presentation.wording.harms import HARMS
from decisionaid.presentation.wording.labels import (
    ABILITY_LABELS,
    OPTION_NAMES,
    OUTCOME_LABELS,
    STATUS_LABELS,
    word_years,
)
from decisionaid.releases import model
from riskmodel import interface

#: Of the years in a document, those that staff see; the same as people's links.
YEARS = (1, 2, 5, 10)
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One line of a table: its name, and a cell for each option."""

    name: str
    cells: tuple[Figure | str | None, ...]


@dataclass(frozen=True)
class Table:
    """One time, all options."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class KeptNumbers:
    """A kept document, for reading."""

    options: tuple[str, ...]
    statuses: Row
    tables: tuple[Table, ...]
    transplant_mortality: Figure
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ParameterRow:
    """One parameter of the release, its numbers written out."""

    parameter: interface.Parameter
    value: str
    interval: str
    sources: tuple[str, ...]


def make_kept_numbers(document: Document) -> KeptNumbers:
    """Write a Comparison document as tables of people of 1,000."""
    options = document["options"]
    return KeptNumbers(
        options=tuple(str(OPTION_NAMES.get(name, name)) for name in options),
        statuses=Row(
            _("How well the studies fit"),
            tuple(
                str(STATUS_LABELS.get(option["status"], option["status"]))
                for option in options.values()
            ),
        ),
        tables=tuple(
            Table(word_years(years), _make_rows(options, years))
            for years in YEARS
            if str(years) in options["no_dmt"]["horizons"]
        ),
        transplant_mortality=make_figure(
            "transplant_mortality", document["transplant_mortality"]
        ),
        notes=tuple(note["text"] for note in document["warnings"]),
    )


def _make_rows(options: Document, years: int) -> tuple[Row, ...]:
    at_time = {name: option["horizons"][str(years)] for name, option in options.items()}
    outcomes = {
        name: make_outcome_figures(name, years, horizon["outcomes"])
        for name, horizon in at_time.items()
        if None not in horizon["outcomes"].values()
    }
    rows = [
        Row(str(label), tuple(outcomes.get(name, {}).get(outcome) for name in options))
        for outcome, label in OUTCOME_LABELS.items()
    ]
    for share, ability in ABILITY_LABELS.items():
        figures = (
            _make_cell(f"{name}.{years}.{share}", horizon[share])
            for name, horizon in at_time.items()
        )
        rows.append(Row(str(ability), tuple(figures)))
    averages = {
        "mean_edss": _("EDSS band, on average (3.5 counts as 3)"),
        "expected_relapses": _("Relapses, on average"),
    }
    for average, name in averages.items():
        words = (_word_average(horizon[average]) for horizon in at_time.values())
        rows.append(Row(name, tuple(words)))
    return (*rows, *_make_harm_rows(options, years))


def _make_harm_rows(options: Document, years: int) -> list[Row]:
    rows = []
    for harm in dict.fromkeys(
        h for option in options.values() for h in option["harms"]
    ):
        words = HARMS.get(harm)
        cells = (
            _make_cell(f"{name}.{years}.{harm}", option["harms"][harm].get(str(years)))
            if harm in option["harms"]
            else ""
            for name, option in options.items()
        )
        rows.append(Row(str(words.name) if words else harm, tuple(cells)))
    return rows


def _make_cell(figure_id: str, estimate: Document | None) -> Figure | None:
    return None if estimate is None else make_figure(figure_id, estimate)


def _word_average(estimate: Document | None) -> str | None:
    if estimate is None:
        return None
    return _("%(mean).1f (%(lower95).1f to %(upper95).1f)") % estimate


def describe_profile(document: Document) -> list[tuple[str, str]]:
    """Write the answers as the model read them, name and value."""
    return [
        (name.replace("_", " "), str(value).replace("_", " "))
        for name, value in document["profile"].items()
    ]


def word_edss(profile: Document) -> str:
    """Write the EDSS of a profile: a step, or the two ends of a range."""
    if "edss" in profile:
        return f"{profile['edss']:g}"
    return f"{profile['edss_low']:g}–{profile['edss_high']:g}"  # noqa: RUF001


def list_parameters() -> list[ParameterRow]:
    """List the release's parameters with their numbers written out."""
    citations = {source.id: source.citation for source in model.sources()}
    return [
        ParameterRow(
            parameter=parameter,
            value=_write(parameter.value),
            interval=_word_interval(parameter.low, parameter.high),
            sources=tuple(citations.get(i, i) for i in parameter.source_ids),
        )
        for parameter in model.parameters()
    ]


def _write(value: float) -> str:
    # Four digits, as no study reports more; the file holds them all.
    return f"{value:.4g}"


def _word_interval(low: float, high: float) -> str:
    if low == high:
        return _("fixed")
    return _("%(low)s to %(high)s") % {"low": _write(low), "high": _write(high)}
