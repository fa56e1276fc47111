"""Reading the counters, week by week, without small cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from decisionaid.usage.models import UseCount
from decisionaid.usage.suppression import Counts, suppress


@dataclass(frozen=True)
class Week:
    """One week of one kind."""

    monday: date
    counts: Counts


def list_weeks(kind: str, keys: list[str], *, since: date) -> list[Week]:
    """List the weeks of one kind, newest first."""
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for counter in UseCount.objects.filter(kind=kind, week__gte=since):
        found[counter.week][counter.key] = counter.count
    return [
        Week(week, suppress({key: found[week].get(key, 0) for key in keys}))
        for week in sorted(found, reverse=True)
    ]


def list_kinds(start: str, *, since: date) -> list[str]:
    """List the kinds that begin so and were counted."""
    counters = UseCount.objects.filter(kind__startswith=start, week__gte=since)
    return sorted(set(counters.values_list("kind", flat=True)))
