"""Keeping results, withdrawing them, and forgetting them in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from decisionaid.summaries.codes import hash_code, make_code
from decisionaid.summaries.deliberated import Deliberation
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface


@dataclass(frozen=True)
class NewCode:
    """A code just made; it is shown once and stored nowhere."""

    code: str
    expires_at: datetime


@transaction.atomic
def create_saved_comparison(
    *,
    answers: Mapping[str, Any],
    document: interface.Document,
    now: datetime,
    deliberation: Deliberation | None = None,
    view: Mapping[str, Any] | None = None,
) -> NewCode:
    """Keep a result with the answers behind it, and make the code that opens it.

    ``deliberation`` holds the parts that the person agreed to keep, and no others;
    ``view`` the order and the time in which they saw it.
    """
    delete_expired_comparisons(now=now)
    code = make_code()
    saved = SavedComparison.objects.create(
        code_hash=hash_code(code),
        answers=dict(answers),
        deliberation=dict(deliberation or {}),
        view=dict(view or {}),
        document=interface.encode(document),
        release_id=document["release"]["id"],
        release_digest=document["release"]["digest"],
        model_version=document["release"]["model_version"],
        created_at=now,
        expires_at=now + timedelta(days=settings.SAVED_COMPARISON_DAYS),
    )
    return NewCode(code=code, expires_at=saved.expires_at)


@transaction.atomic
def withdraw_saved_comparison(*, saved: SavedComparison, now: datetime) -> None:
    """Delete what a kept result holds; that there was one, and when, remains."""
    SavedComparison.objects.filter(pk=saved.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=now, answers={}, deliberation={}, view={}, document=""
    )
    # What others wrote about it goes with it.
    for relation in SavedComparison._meta.related_objects:
        written = relation.related_model._base_manager
        written.filter(**{relation.field.name: saved.pk}).delete()


@transaction.atomic
def delete_expired_comparisons(*, now: datetime) -> int:
    """Delete every result whose time is over; give how many there were."""
    deleted, _by_model = SavedComparison.objects.filter(expires_at__lte=now).delete()
    return deleted
