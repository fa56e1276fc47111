"""The page of use: how many, never who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from decisionaid.clinician.roles import EVERY_ROLE, requires
from decisionaid.presentation.wording.labels import word_years
from decisionaid.presentation.wording.people import COURSES
from decisionaid.usage.actions import COURSE, HORIZON, RIGHT, UNDERSTOOD, WRONG
from decisionaid.usage.selectors import list_kinds, list_weeks

WEEKS_SHOWN = 26
HORIZONS = ("1", "2", "5", "10")


@dataclass(frozen=True)
class UseTable:
    """One kind of use: weeks down, counters across."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[date, tuple[str, ...]], ...]


@require_safe
@requires(*EVERY_ROLE)
def use(request: HttpRequest) -> HttpResponse:
    """Show the counters of the last half year."""
    since = timezone.localdate() - timedelta(weeks=WEEKS_SHOWN)
    tables = [
        _build(COURSE, _("Results seen, by course"), dict(COURSES), since=since),
        _build(
            HORIZON,
            _("Times looked at"),
            {years: word_years(int(years)) for years in HORIZONS},
            since=since,
            total=False,
        ),
        *(
            _build(kind, _word_question(kind), _answers(), since=since)
            for kind in list_kinds(UNDERSTOOD, since=since)
        ),
    ]
    return render(request, "clinician/use.html", {"tables": tables})


def _word_question(kind: str) -> str:
    name = kind.removeprefix(UNDERSTOOD).replace("_", " ")
    return _("Question on understanding: %(name)s") % {"name": name}


def _answers() -> dict[str, str]:
    return {RIGHT: _("right"), WRONG: _("not right")}


def _build(
    kind: str,
    title: str,
    names: Mapping[str, object],
    *,
    since: date,
    total: bool = True,
) -> UseTable:
    rows = []
    for week in list_weeks(kind, list(names), since=since):
        cells = [_word(week.counts.cells[key]) for key in names]
        rows.append((week.monday, (*cells, *[_word(week.counts.total)][:total])))
    heads = (*(str(name) for name in names.values()), *[_("all")][:total])
    return UseTable(kind, title, heads, tuple(rows))


def _word(count: int | None) -> str:
    return _("not shown") if count is None else f"{count:,}"
