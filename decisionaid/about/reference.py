"""The reference person: one made-up person whose numbers the answers use.

Nobody's answers are in it. Its comparisons are computed once in a process for each
release of the evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from decisionaid.presentation.counts import (
    count_outcomes,
    make_figure,
    make_number,
)
from decisionaid.presentation.page import Figure, Number
from decisionaid.releases.selectors import get_release
from riskmodel import interface

#: Relapsing MS for six years, EDSS 3.5, 35 years old; everything else not known.
PERSON: Mapping[str, Any] = {
    "course": "rrms",
    "edss": 3.5,
    "duration": 6,
    "age": 35,
    "sex": "unknown",
    "horizons": [1, 5],
    "draws": 4000,
    "seed": 1,
}
#: Somebody like many in the report of 2011, with either course.
LIKE_THE_REPORT: Mapping[str, Any] = {
    "edss": 6.5,
    "duration": 11,
    "age": 36,
    "horizons": [1, 2, 5, 7],
}
#: The same person, otherwise in one respect; then those of the report.
VARIANTS: Mapping[str, Mapping[str, Any]] = {
    "default": {},
    "seed_era": {"scenario": "seed_era"},
    "jcv_negative": {"jcv": "negative"},
    "jcv_high": {"jcv": "positive", "jcv_index": 2.5},
    "spms": {"course": "spms"},
    "ppms": {"course": "ppms"},
    "report_relapsing": {**LIKE_THE_REPORT, "scenario": "seed_era"},
    "report_relapsing_today": LIKE_THE_REPORT,
    "report_progressive": {
        **LIKE_THE_REPORT,
        "course": "spms",
        "scenario": "seed_era",
    },
    "report_progressive_today": {**LIKE_THE_REPORT, "course": "spms"},
}


@lru_cache(maxsize=2 * len(VARIANTS))
def _compare(variant: str, release: str, digest: str) -> interface.Document:
    """Compute a variant; the digest is there so that other files start anew."""
    request = interface.read_json({**PERSON, **VARIANTS[variant]})
    return interface.compare(request, release=release)


class Reference:
    """One variant of the reference person, and its figures."""

    def __init__(self, variant: str = "default") -> None:
        self.variant = variant
        release = get_release()
        self.document = _compare(variant, release.id, release.digest)

    @property
    def options(self) -> Mapping[str, Any]:
        options: Mapping[str, Any] = self.document["options"]
        return options

    def make_outcome(self, option: str, years: int, outcome: str) -> Figure:
        """Make the figure of one of the five groups, allotted with the others."""
        outcomes = self.options[option]["horizons"][str(years)]["outcomes"]
        return make_figure(
            self._name(option, years, outcome),
            outcomes[outcome],
            count=count_outcomes(outcomes)[outcome],
        )

    def make_ability(self, option: str, years: int, ability: str) -> Figure:
        """Make the figure of walking or relapses."""
        estimate = self.options[option]["horizons"][str(years)][ability]
        return make_figure(self._name(option, years, ability), estimate)

    def make_harm(self, option: str, years: int, harm: str) -> Figure:
        """Make the figure of a harm."""
        estimate = self.options[option]["harms"][harm][str(years)]
        return make_figure(self._name(option, years, "harms", harm), estimate)

    def make_break_even(self, comparator: str, years: int) -> tuple[Figure, Number]:
        """Make the level at which two options tie, and how often they never do."""
        tie = self.document["break_even"][comparator]["dead_or_worse"][str(years)]
        name = self._name("break_even", comparator, years, "dead_or_worse")
        return make_figure(name, tie), make_number(f"{name}.no_tie", tie["no_tie"])

    def get_harm_sources(self, option: str, harm: str) -> tuple[str, ...]:
        """Get the publications behind a harm's figure."""
        return tuple(self.options[option]["harms"][harm]["sources"])

    def _name(self, *parts: str | int) -> str:
        return ".".join(("reference", self.variant, *map(str, parts)))
