"""What staff write at the evidence desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisionaid.evidence_desk.models import Discrepancy
from decisionaid.evidence_desk.selectors import State, list_open
from riskmodel import interface

LONGEST_TEXT = 4000
STATE_NAMES = {
    State.OPEN: _("discrepancy open"),
    State.NOT_CHECKED: _("not checked"),
    State.CHECKED: _("checked"),
}


class DeskForm(forms.Form):
    """A form whose fields are called as they are named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


def _text(label: Any, *, rows: int = 4, help_text: Any = "", **more: Any) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": rows}),
        **more,
    )


def _choose(releases: list[interface.Release]) -> forms.TypedChoiceField:
    by_id = {one.id: one for one in releases}
    return forms.TypedChoiceField(
        label=_("Release"),
        choices=[(id, id) for id in by_id],
        coerce=by_id.__getitem__,
    )


class FilterForm(DeskForm):
    """Which figures to list."""

    words = forms.CharField(label=_("Words"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("any")), *((s.value, name) for s, name in STATE_NAMES.items())],
    )


class CheckForm(DeskForm):
    """That a figure was held against its paper."""

    compared = _text(
        _("What you compared"),
        help_text=_("The paper's table or page, and which numbers you held together."),
    )
    note = _text(_("Note (you can leave this empty)"), rows=2, required=False)


class DiscrepancyForm(DeskForm):
    """That a figure and its paper disagree."""

    paper_says = _text(_("What the paper says"))
    place = forms.CharField(
        label=_("Where in the paper"),
        max_length=200,
        help_text=_("Its table, page or figure."),
    )
    note = _text(_("Note (you can leave this empty)"), rows=2, required=False)


class ReasonForm(DeskForm):
    """Why."""

    reason = _text(_("Reason"))


class ProposalForm(DeskForm):
    """Which release to use, why, and which discrepancies it answers."""

    reasons = _text(_("Reasons"))
    answers = forms.ModelMultipleChoiceField(
        label=_("Discrepancies it answers"),
        queryset=Discrepancy.objects.none(),
        required=False,
    )

    def __init__(
        self, *args: Any, candidates: list[interface.Release], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"] = _choose(candidates)
        self.fields["answers"].queryset = list_open()  # type: ignore[attr-defined]


class RollBackForm(ReasonForm):
    """Which earlier release to use again, and why."""

    def __init__(
        self, *args: Any, earlier: list[interface.Release], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["release"] = _choose(earlier)
        self.order_fields(("release", "reason"))
