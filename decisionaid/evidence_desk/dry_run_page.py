"""What a dry run found, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisionaid.evidence_desk.dry_run import NOT_COMPARED
from decisionaid.presentation.wording.labels import (
    OPTION_NAMES,
    OUTCOME_LABELS,
)
from decisionaid.presentation.wording.people import word_patient

SIZE_NAMES = {
    "-over": gettext_lazy("more than 50 fewer"),
    "-50": gettext_lazy("21 to 50 fewer"),
    "-20": gettext_lazy("6 to 20 fewer"),
    "-5": gettext_lazy("1 to 5 fewer"),
    "0": gettext_lazy("the same"),
    "+5": gettext_lazy("1 to 5 more"),
    "+20": gettext_lazy("6 to 20 more"),
    "+50": gettext_lazy("21 to 50 more"),
    "+over": gettext_lazy("more than 50 more"),
    NOT_COMPARED: gettext_lazy("not known in one or both"),
}

STATUS_WORDS = {
    "estimated": gettext_lazy("estimated"),
    "extrapolated": gettext_lazy("extrapolated"),
    "not_estimable": gettext_lazy("not estimable"),
}


@dataclass(frozen=True)
class CountTable:
    """How many people of the panel change by how much, for one outcome."""

    id: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class DryRunPage:
    """What the page prints."""

    panel: int
    draws: int
    years: int
    live: str
    candidate: str
    counts: tuple[CountTable, ...]
    most: tuple[tuple[str, ...], ...]
    statuses: tuple[tuple[str, ...], ...]


def present_dry_run(found: Mapping[str, Any]) -> DryRunPage:
    """Present what is kept of a dry run."""
    return DryRunPage(
        panel=found["panel"],
        draws=found["draws"],
        years=found["years"],
        live=found["live"],
        candidate=found["candidate"],
        counts=tuple(
            _present_counts(outcome, options)
            for outcome, options in found["counts"].items()
        ),
        most=tuple(
            (
                _word_person(one["profile"]),
                str(OPTION_NAMES[one["option"]]),
                str(OUTCOME_LABELS[one["outcome"]]),
                str(one["before"]),
                str(one["after"]),
                f"{one['change']:+d}",
            )
            for one in found["most"]
        ),
        statuses=tuple(
            (
                _word_person(one["profile"]),
                str(OPTION_NAMES[one["option"]]),
                str(STATUS_WORDS[one["before"]]),
                str(STATUS_WORDS[one["after"]]),
            )
            for one in found["statuses"]
        ),
    )


def _present_counts(
    outcome: str, options: Mapping[str, Mapping[str, int]]
) -> CountTable:
    rows = (
        (str(name), tuple(counts.get(size, 0) for counts in options.values()))
        for size, name in SIZE_NAMES.items()
    )
    return CountTable(
        outcome,
        str(OUTCOME_LABELS[outcome]),
        tuple(str(OPTION_NAMES[option]) for option in options),
        # Sizes that nobody changes by say nothing; "the same" always does.
        tuple(row for row in rows if any(row[1]) or row[0] == str(SIZE_NAMES["0"])),
    )


def _word_person(profile: Mapping[str, Any]) -> str:
    jcv = _("JC virus %(state)s") % {"state": _JCV[profile["jcv"]]}
    return f"{word_patient(profile)}, {jcv}"


_JCV = {
    "positive": gettext_lazy("positive"),
    "negative": gettext_lazy("negative"),
    "unknown": gettext_lazy("not known"),
}
