"""One figure with its studies, its forest plot, its disagreements and its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from decisionaid.evidence_desk.forms import STATE_NAMES
from decisionaid.evidence_desk.models import Check, Discrepancy
from decisionaid.evidence_desk.selectors import Figure, State, get_standing
from decisionaid.evidence_desk.studies import Forest, make_forest
from decisionaid.presentation.page import SourceNote
from decisionaid.presentation.presenters.sureness import present_sources
from riskmodel import interface

#: The numbers that people see, of which we say whether they rest on a figure.
SHOWN = (
    *(
        f"{option}.5.{outcome}.mean"
        for option in interface.Option
        for outcome in ("died_treatment", "died_other", "worse", "same", "better")
    ),
    "transplant_mortality.mean",
)


@dataclass(frozen=True)
class HistoryRow:
    """One thing that somebody said."""

    at: datetime
    who: str
    act: str
    words: tuple[str, ...]
    release: str
    #: Of a discrepancy that can still be resolved.
    open_id: int | None = None


@dataclass(frozen=True)
class FigurePage:
    """What the page prints."""

    figure: Figure
    state: str
    is_open: bool
    value: str
    release: interface.Release
    forest: Forest | None
    sources: tuple[SourceNote, ...]
    conflicts: tuple[interface.Conflict, ...]
    shown_in: tuple[str, ...]
    history: tuple[HistoryRow, ...]


def build_figure_page(figure: Figure, release: interface.Release) -> FigurePage:
    """Gather all that is known of one figure of a release."""
    by_id = {source.id: source for source in interface.sources(release=release.id)}
    conflicts = interface.conflicts(release=release.id)
    state = get_standing(release).states[figure.id]
    return FigurePage(
        figure=figure,
        state=str(STATE_NAMES[state]),
        is_open=state is State.OPEN,
        value=word_value(figure),
        release=release,
        forest=None
        if isinstance(figure, interface.TableInfo)
        else make_forest(figure, release),
        sources=present_sources([by_id[id] for id in figure.source_ids]),
        conflicts=tuple(one for one in conflicts if figure.id in one.about),
        shown_in=_list_shown(figure.id, release),
        history=list_history(figure.id),
    )


def word_value(figure: Figure) -> str:
    """Write a figure with its interval and unit; a table has many."""
    if isinstance(figure, interface.TableInfo):
        return _("a table, %(unit)s") % {"unit": figure.unit}
    if figure.low == figure.high:
        return f"{figure.value:.4g} {figure.unit}"
    values = {"value": figure.value, "low": figure.low, "high": figure.high}
    interval = _("%(value).4g (%(low).4g to %(high).4g)") % values
    return f"{interval} {figure.unit}"


def _list_shown(figure_id: str, release: interface.Release) -> tuple[str, ...]:
    """List the numbers of people's pages, after five years, that rest on a figure."""
    found = []
    for number_id in SHOWN:
        passport = interface.explain(number_id, release=release.id)
        ids = {one.id for one in passport.parameters}
        if figure_id in ids | {one.id for one in passport.tables}:
            found.append(passport.words)
    return tuple(dict.fromkeys(found))


def list_history(figure_id: str) -> tuple[HistoryRow, ...]:
    """List what was said of a figure, newest first, of whatever release."""
    checks = Check.objects.filter(figure_id=figure_id).select_related("by")
    disputes = Discrepancy.objects.filter(figure_id=figure_id)
    disputes = disputes.select_related("by", "resolved_by")
    rows = [
        *(_present_check(check) for check in checks),
        *(row for one in disputes for row in _present_dispute(one)),
    ]
    return tuple(sorted(rows, key=lambda row: row.at, reverse=True))


def _present_check(check: Check) -> HistoryRow:
    words = (_("Compared: %(what)s") % {"what": check.compared}, check.note)
    return HistoryRow(
        check.at,
        check.by.get_username(),
        _("checked against the paper"),
        tuple(filter(None, words)),
        check.release_id,
    )


def _present_dispute(one: Discrepancy) -> Sequence[HistoryRow]:
    said = _("The paper says: %(what)s") % {"what": one.paper_says}
    place = _("Where: %(where)s") % {"where": one.place}
    raised = HistoryRow(
        one.at,
        one.by.get_username(),
        _("raised a discrepancy"),
        tuple(filter(None, (said, place, one.note))),
        one.release_id,
        None if one.resolved_at else one.pk,
    )
    if not one.resolved_at or not one.resolved_by:
        return (raised,)
    who = one.resolved_by.get_username()
    resolved = _("resolved it")
    return (
        HistoryRow(one.resolved_at, who, resolved, (one.reason,), one.release_id),
        raised,
    )
