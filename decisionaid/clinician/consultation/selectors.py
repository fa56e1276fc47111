"""Finding consultations: a clinician's own, by the code they were given."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from decisionaid.clinician.models import Opening


def list_openings(*, clinician: User, now: datetime) -> QuerySet[Opening]:
    """List what a clinician has opened and is still kept, newest first."""
    return (
        Opening.objects.filter(
            clinician=clinician,
            consultation__saved__expires_at__gt=now,
            consultation__saved__withdrawn_at__isnull=True,
        )
        .select_related("consultation__saved", "consultation__changed_by", "clinician")
        .order_by("-opened_at", "-pk")
    )


def find_opening(*, clinician: User, pk: int, now: datetime) -> Opening | None:
    """Find a clinician's key to a consultation; None where they have none."""
    return (
        list_openings(clinician=clinician, now=now).filter(consultation_id=pk).first()
    )
