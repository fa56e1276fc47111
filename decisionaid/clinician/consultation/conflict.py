"""Two people changed one consultation: both are shown, and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from decisionaid.clinician.consultation.forms import WorkForm, word_answer
from decisionaid.clinician.models import Consultation


@dataclass(frozen=True)
class Difference:
    """One field: what is kept now, and what was about to be kept."""

    name: str
    label: str
    kept: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """What the page shows, and the form that keeps yours after all."""

    pk: int
    version: int
    changed_by: str
    changed_at: datetime | None
    differences: tuple[Difference, ...]
    form: WorkForm


def build_conflict(consultation: Consultation, form: WorkForm) -> Conflict:
    """Set the kept and the unkept side by side, field by field."""
    kept = {**consultation.corrections, "notes": consultation.notes}
    yours = {**form.work.corrections, "notes": form.work.notes}
    changed_by = consultation.changed_by
    return Conflict(
        pk=consultation.pk,
        version=consultation.version,
        changed_by=changed_by.get_username() if changed_by else "",
        changed_at=consultation.changed_at,
        differences=tuple(
            Difference(
                name,
                str(form.fields[name].label),
                word_answer(name, kept.get(name, "")),
                word_answer(name, yours.get(name, "")),
            )
            for name in form.fields
            if kept.get(name, "") != yours.get(name, "") and name != "version"
        ),
        form=form,
    )
