"""Reading the audit trail: what is asked for, and the rows as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from decisionaid.clinician.audit import Act
from decisionaid.clinician.models import AuditEvent

ROWS_A_PAGE = 50
ACT_NAMES = {
    Act.SIGN_IN: _("signed in"),
    Act.SIGN_IN_REFUSED: _("sign-in refused"),
    Act.SIGN_OUT: _("signed out"),
    Act.SESSION_ENDED: _("was signed out"),
    Act.VIEW: _("viewed"),
    Act.CREATE: _("made"),
    Act.CHANGE: _("changed"),
    Act.EXPORT: _("exported"),
    Act.WITHDRAW: _("withdrew"),
    Act.PURGE: _("purged"),
    Act.REVIEW: _("reviewed"),
    Act.PROPOSE: _("proposed"),
    Act.DRY_RUN: _("ran dry"),
    Act.APPROVE: _("approved"),
    Act.ROLL_BACK: _("rolled back"),
}


class TrailForm(forms.Form):
    """What to look for; everything may be left empty."""

    who = forms.CharField(label=_("Account"), required=False, max_length=150)
    act = forms.ChoiceField(
        label=_("Act"),
        required=False,
        choices=[("", _("any")), *((a.value, n) for a, n in ACT_NAMES.items())],
    )
    thing = forms.CharField(label=_("Thing"), required=False, max_length=200)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput({"type": "date"})
    )


@dataclass(frozen=True)
class Row:
    """One row as it is printed."""

    at: datetime
    who: str
    act: str
    thing: str
    details: str


@dataclass(frozen=True)
class RowPage:
    """A page of the trail."""

    rows: tuple[Row, ...]
    page: Page[AuditEvent]


def list_rows(form: TrailForm, number: str | None) -> RowPage:
    """List a page of rows that fit; of a form with errors, none."""
    found = AuditEvent.objects.none()
    if form.is_valid():
        found = _filter(AuditEvent.objects.all(), form.cleaned_data)
    page = Paginator(found, ROWS_A_PAGE).get_page(number)
    return RowPage(tuple(_present(event) for event in page), page)


def _filter(
    events: QuerySet[AuditEvent], asked: dict[str, Any]
) -> QuerySet[AuditEvent]:
    wanted = {
        "actor_name": asked["who"],
        "act": asked["act"],
        "object": asked["thing"],
        "at__date__gte": asked["since"],
        "at__date__lte": asked["until"],
    }
    return events.filter(**{name: value for name, value in wanted.items() if value})


def _present(event: AuditEvent) -> Row:
    known = event.act in set(Act)
    return Row(
        at=event.at,
        who=event.actor_name or str(_("the site")),
        act=str(ACT_NAMES[Act(event.act)]) if known else event.act,
        thing=event.object,
        details="; ".join(f"{k}: {_word(v)}" for k, v in event.details.items()),
    )


def _word(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
