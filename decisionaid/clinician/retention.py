"""Deleting what was promised to be deleted: in batches, each with its row in the trail.

Each batch is a transaction of its own and finds its rows by an index, so that a
million rows hold up nobody and a run that is stopped has lost nothing: the next one
goes on. What the trail says of a deleted result stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, QuerySet

from decisionaid.clinician.audit import Act, record_event
from decisionaid.summaries.models import SavedComparison

BATCH = 5000
#: Refused sign-ins hold a name and an address; the lock-out needs them for minutes.
ATTEMPTS_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Kind:
    """One kind of row that is kept for a time."""

    name: str
    label: str
    find: Callable[[datetime], QuerySet[Any]]


KINDS = (
    # Anonymous answers: their sessions end 24 hours after the last one.
    Kind(
        "sessions",
        "answers in sessions",
        lambda now: Session.objects.filter(expire_date__lte=now).order_by(
            "expire_date"
        ),
    ),
    # Past these hours a session of staff opens nothing, whatever its row says.
    Kind(
        "sign_ins",
        "sign-ins",
        lambda now: UserSession.objects.filter(
            created_at__lte=now - timedelta(hours=settings.STAFF_SESSION_HOURS)
        ).order_by("created_at"),
    ),
    Kind(
        "kept_results",
        "kept results",
        lambda now: SavedComparison.objects.filter(expires_at__lte=now).order_by(
            "expires_at"
        ),
    ),
    Kind(
        "attempts",
        "refused sign-ins",
        lambda now: AccessAttempt.objects.filter(
            attempt_time__lte=now - ATTEMPTS_KEPT
        ).order_by("attempt_time"),
    ),
)


def count_due(*, now: datetime) -> dict[str, int]:
    """Count what a purge would delete."""
    return {kind.name: kind.find(now).count() for kind in KINDS}


def purge(*, now: datetime, batch: int = BATCH) -> dict[str, int]:
    """Delete everything whose time is over; give how much of each kind."""
    return {kind.name: sum(_delete(kind, now=now, batch=batch)) for kind in KINDS}


def _delete(kind: Kind, *, now: datetime, batch: int) -> Iterator[int]:
    due = kind.find(now)
    model: type[Model] = due.model
    while keys := list(due.values_list("pk", flat=True)[:batch]):
        with transaction.atomic():
            # Only the key is read: a kept result holds a document of many kilobytes.
            rows = model._default_manager.filter(pk__in=keys).only("pk")
            _deleted, by_model = rows.delete()
            count = by_model.get(model._meta.label, 0)
            # Another run may have been faster.
            if count:
                record_event(None, Act.PURGE, "expired rows", {kind.name: count})
        yield count
