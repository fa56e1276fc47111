"""Counting: results seen, times looked at, questions understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F

from decisionaid.core.answers import mark_counted
from decisionaid.usage.models import UseCount

COURSE, HORIZON = "course", "horizon"
#: A question's own kind begins with this.
UNDERSTOOD = "understood."
RIGHT, WRONG = "right", "wrong"


def count_results(
    session: SessionBase, *, course: str, years: int, today: date
) -> None:
    """Count that results of a course were seen, and at which time."""
    _count_once(session, COURSE, course, today=today)
    _count_once(session, HORIZON, str(years), today=today)


def count_understanding(
    session: SessionBase, given: Mapping[str, Any], *, today: date
) -> None:
    """Count each question answered, by whether it was understood."""
    for question, answer in given["given"].items():
        if answer:
            key = WRONG if question in given["unclear"] else RIGHT
            _count_once(session, f"{UNDERSTOOD}{question}", key, today=today)


def _count_once(session: SessionBase, kind: str, key: str, *, today: date) -> None:
    # Of a question the first answer counts; of courses and times each.
    name = kind if kind.startswith(UNDERSTOOD) else f"{kind}:{key}"
    if mark_counted(session, name):
        add_one(kind=kind, key=key, today=today)


def add_one(*, kind: str, key: str, today: date) -> None:
    """Add one to this week's counter; the first of a week makes it."""
    week = today - timedelta(days=today.weekday())
    counter = UseCount.objects.filter(week=week, kind=kind, key=key)
    if counter.update(count=F("count") + 1):
        return
    # Two may be the first at once: the second finds the counter of the other.
    first = UseCount(week=week, kind=kind, key=key)
    UseCount.objects.bulk_create([first], ignore_conflicts=True)
    counter.update(count=F("count") + 1)
