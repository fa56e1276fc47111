"""Counting in the database, which every worker of every node shares.

django-ratelimit counts in Django's cache and needs one that adds in a single step:
a second server, beside the database, for a few small numbers. One statement here does
the same on SQLite and PostgreSQL; see docs/adr/0008-limits-in-the-database.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.crypto import salted_hmac

from decisionaid.limits.models import Count

_SALT = "decisionaid.limits"


@dataclass(frozen=True)
class Limit:
    """At most so many of one kind within each stretch; 0 is no limit."""

    kind: str
    most: int
    seconds: int


#: What is counted, and whose it is.
Use = tuple[Limit, str]


def count(uses: Sequence[Use], *, now: float) -> int:
    """Count one more of each; give the seconds to wait, 0 where all are allowed."""
    kept = {_key(limit, who, now): limit for limit, who in uses if limit.most}
    if not kept:
        return 0
    # What is past its time goes first: nothing of an address outlives its stretch.
    Count.objects.filter(ends_at__lte=now).delete()
    waits = [
        _end(kept[key], now) - now
        for key, sent in _add_one({key: _end(kept[key], now) for key in kept})
        if sent > kept[key].most
    ]
    return _whole_seconds(max(waits, default=0))


def is_over(use: Use, *, now: float) -> int:
    """Give the seconds to wait where a limit is used up; count nothing."""
    limit, who = use
    full = Count.objects.filter(key=_key(limit, who, now), sent__gte=limit.most)
    if not limit.most or not full.exists():
        return 0
    return _whole_seconds(_end(limit, now) - now)


def _add_one(ends: dict[str, int]) -> list[tuple[str, int]]:
    # In the order of the keys, so that two requests never wait for each other.
    rows = [part for key in sorted(ends) for part in (key, ends[key])]
    table = Count._meta.db_table
    values = ", ".join(["(%s, %s, 1)"] * len(ends))
    with connection.cursor() as cursor:
        cursor.execute(
            # Only the table's own name and placeholders are put together here.
            f"INSERT INTO {table} (key, ends_at, sent) VALUES {values} "
            f"ON CONFLICT (key) DO UPDATE SET sent = {table}.sent + 1 "
            "RETURNING key, sent",
            rows,
        )
        return [(key, sent) for key, sent in cursor.fetchall()]


def _key(limit: Limit, who: str, now: float) -> str:
    text = f"{limit.kind}:{_end(limit, now)}:{who}"
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()


def _end(limit: Limit, now: float) -> int:
    return (int(now) // limit.seconds + 1) * limit.seconds


def _whole_seconds(wait: float) -> int:
    return int(wait) + 1 if wait else 0
