"""What clinicians do with a kept result; each act with its row in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from decisionaid.clinician.audit import Act, record_event
from decisionaid.clinician.models import Consultation, Opening
from decisionaid.summaries.models import SavedComparison


class ChangedMeanwhile(Exception):
    """Somebody else has changed the consultation since the page was opened."""


@dataclass(frozen=True)
class Work:
    """What a clinician may write: corrected answers and notes."""

    corrections: Mapping[str, Any]
    notes: str


def name_result(saved_id: int) -> str:
    """Name a kept result in the trail; the name outlives the result."""
    return f"kept result {saved_id}"


@transaction.atomic
def open_result(*, saved: SavedComparison, clinician: User, now: datetime) -> Opening:
    """Give a clinician who has the code their key to the result."""
    consultation, _made = Consultation.objects.get_or_create(saved=saved)
    opening, _made = Opening.objects.update_or_create(
        consultation=consultation, clinician=clinician, defaults={"opened_at": now}
    )
    record_event(clinician, Act.VIEW, name_result(saved.pk), {"by": "code"})
    return opening


@transaction.atomic
def save_estimate(*, opening: Opening, estimate: Mapping[str, int]) -> None:
    """Keep what the clinician thought before seeing the numbers, once."""
    changed = Opening.objects.filter(pk=opening.pk, estimate__isnull=True).update(
        estimate=dict(estimate)
    )
    if changed:
        record_event(
            opening.clinician,
            Act.CREATE,
            name_result(opening.consultation.saved_id),
            {"fields": ["own estimate"]},
        )


@transaction.atomic
def save_work(
    *,
    consultation: Consultation,
    clinician: User,
    work: Work,
    version: int,
    now: datetime,
) -> None:
    """Keep corrections and notes written on the given version.

    Raises
    ------
    ChangedMeanwhile
        Where that version is no longer the newest. Nothing is kept.
    """
    before = Consultation.objects.filter(pk=consultation.pk, version=version)
    changed = before.update(
        corrections=dict(work.corrections),
        notes=work.notes,
        version=F("version") + 1,
        changed_at=now,
        changed_by=clinician,
    )
    if not changed:
        raise ChangedMeanwhile
    fields = _list_changes(consultation, work)
    record_event(
        clinician, Act.CHANGE, name_result(consultation.saved_id), {"fields": fields}
    )


def _list_changes(consultation: Consultation, work: Work) -> list[str]:
    """Name what differs, never what it was or is."""
    old, new = consultation.corrections, work.corrections
    fields = [name for name in {**old, **new} if old.get(name, "") != new.get(name, "")]
    return [*fields, *(["notes"] if consultation.notes != work.notes else [])]


@transaction.atomic
def record_view(*, opening: Opening, page: str) -> None:
    """Leave a row for a look at a page."""
    thing = name_result(opening.consultation.saved_id)
    record_event(opening.clinician, Act.VIEW, thing, {"page": page})


@transaction.atomic
def record_file(*, opening: Opening) -> None:
    """Leave a row for a result that leaves the site as a file."""
    thing = name_result(opening.consultation.saved_id)
    record_event(opening.clinician, Act.EXPORT, thing, {"file": "PDF"})


@transaction.atomic
def record_export(*, clinician: User, count: int) -> None:
    """Leave a row for a list that leaves the site."""
    record_event(clinician, Act.EXPORT, "consultations", {"rows": count})
