"""What each input of a comparison allows, in text and in JSON: one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from riskmodel.engine.profile import (
    AGE_RANGE_YEARS,
    DRAWS_RANGE,
    EDSS_ALLOWED,
    EDSS_STEPS,
    JCV_INDEX_RANGE,
    LONGEST_HORIZON_YEARS,
    ON_NATALIZUMAB_RANGE_YEARS,
    RELAPSES_RANGE,
    SEED_RANGE,
    UNKNOWN,
    YOUNGEST_ONSET_YEARS,
    Answer,
    Centre,
    Children,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    Scenario,
    Sex,
    Unknown,
)

#: Digits only: no sign but minus, no exponent, no underscore, no other script.
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class WrongValue(ValueError):
    """The value is not what the field allows."""


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    members: type[StrEnum]

    @property
    def allowed(self) -> str:
        """The words."""
        return ", ".join(self.members)

    def from_text(self, text: str) -> StrEnum:
        """Read a word."""
        return self.from_json(text)

    def from_json(self, value: object) -> StrEnum:
        """Read a word."""
        if not isinstance(value, str) or value not in list(self.members):
            raise WrongValue
        return self.members(value)


@dataclass(frozen=True)
class Number:
    """A number in a range, or "unknown" where that is an answer."""

    low: float
    high: float
    unit: str = ""
    whole: bool = False
    unknown: bool = False

    @property
    def allowed(self) -> str:
        """The range in words."""
        kind = "a whole number from " if self.whole else ""
        words = f"{kind}{self.low:.10g} to {self.high:.10g} {self.unit}".strip()
        return f"{words}, or unknown" if self.unknown else words

    def from_text(self, text: str) -> float | Unknown:
        """Read plain digits."""
        if self.unknown and text == UNKNOWN.value:
            return UNKNOWN
        if not _NUMBER.fullmatch(text):
            raise WrongValue
        return self._checked(float(text))

    def from_json(self, value: object) -> float | Unknown:
        """Read a JSON number; numbers in quotes and booleans are refused."""
        if self.unknown and value == UNKNOWN.value:
            return UNKNOWN
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongValue
        return self._checked(value)

    def _checked(self, number: float) -> float:
        # Also false for nan; and unlike math.isfinite it stands integers of any length.
        if not self.low <= number <= self.high:
            raise WrongValue
        if self.whole:
            if number != int(number):
                raise WrongValue
            return int(number)
        return float(number) + 0.0  # minus nought is nought


@dataclass(frozen=True)
class EdssStep(Number):
    """A step of the Kurtzke scale."""

    @property
    def allowed(self) -> str:
        """The scale in words."""
        return EDSS_ALLOWED

    def _checked(self, number: float) -> float:
        if number not in EDSS_STEPS:
            raise WrongValue
        return float(number) + 0.0


#: A drug and up to 75 years on it: the oldest age less the youngest at onset.
_DRUG_YEARS = (
    rf" *(?:{'|'.join(Drug)}): *"
    r"(?:0*(?:[1-6]?[0-9]|7[0-4])(?:\.[0-9]+)?|0*75(?:\.0+)?) *"
)


@dataclass(frozen=True)
class Treatments:
    """Drugs so far: none, unknown, or name:years joined by commas."""

    #: What a text looks like; that each drug stands there once is told apart.
    pattern: str = f"none|{UNKNOWN.value}|{_DRUG_YEARS}(?:,{_DRUG_YEARS})*"

    @property
    def allowed(self) -> str:
        """The grammar in words."""
        names = ", ".join(Drug)
        return (
            "none, unknown, or name:years joined by commas, each name once with 0 to "
            f"75 years, with names {names}"
        )

    def from_text(self, text: str) -> tuple[DrugYears, ...] | Unknown:
        """Read the list."""
        if not re.fullmatch(self.pattern, text):
            raise WrongValue
        if text == UNKNOWN.value:
            return UNKNOWN
        if text == "none":
            return ()
        pairs = [part.split(":") for part in text.split(",")]
        years = {Drug(name.strip()): float(years) for name, years in pairs}
        if len(years) < len(pairs):
            raise WrongValue
        return tuple(DrugYears(drug, years[drug]) for drug in Drug if drug in years)

    def from_json(self, value: object) -> tuple[DrugYears, ...] | Unknown:
        """Read the same text from JSON."""
        if not isinstance(value, str):
            raise WrongValue
        return self.from_text(value)


@dataclass(frozen=True)
class Horizons:
    """Whole years: a list in JSON, joined by commas in text."""

    @property
    def allowed(self) -> str:
        """The range in words."""
        return f"whole years from 1 to {LONGEST_HORIZON_YEARS}, each once"

    def from_text(self, text: str) -> tuple[int, ...]:
        """Read years joined by commas."""
        parts = [part.strip() for part in text.split(",")]
        if not all(re.fullmatch(r"\d{1,3}", part, re.ASCII) for part in parts):
            raise WrongValue
        return self.from_json([int(part) for part in parts])

    def from_json(self, value: object) -> tuple[int, ...]:
        """Read a list of years."""
        if not isinstance(value, list) or not value:
            raise WrongValue
        year = Number(1, LONGEST_HORIZON_YEARS, whole=True)
        years = {int(cast(float, year.from_json(one))) for one in value}
        if len(years) < len(value):
            raise WrongValue
        return tuple(sorted(years))


Kind = Choice | Number | EdssStep | Treatments | Horizons

#: Every input of a comparison, in the order of the document.
FIELDS: dict[str, Kind] = {
    "course": Choice(Course),
    "edss": EdssStep(0, 9.5),
    "edss_low": EdssStep(0, 9.5),
    "edss_high": EdssStep(0, 9.5),
    "duration": Number(0, AGE_RANGE_YEARS[1] - YOUNGEST_ONSET_YEARS, "years"),
    "age": Number(*AGE_RANGE_YEARS, "years"),
    "sex": Choice(Sex),
    "relapses_1y": Number(*RELAPSES_RANGE, whole=True, unknown=True),
    "relapses_2y": Number(*RELAPSES_RANGE, whole=True, unknown=True),
    "new_mri": Choice(Answer),
    "treatments": Treatments(),
    "jcv": Choice(JcvStatus),
    "jcv_index": Number(*JCV_INDEX_RANGE, unknown=True),
    "prior_immunosuppression": Choice(Answer),
    "years_on_natalizumab": Number(*ON_NATALIZUMAB_RANGE_YEARS, "years"),
    "centre": Choice(Centre),
    "conditioning": Choice(Conditioning),
    "children": Choice(Children),
    "scenario": Choice(Scenario),
    "horizons": Horizons(),
    "draws": Number(*DRAWS_RANGE, whole=True),
    "seed": Number(*SEED_RANGE, whole=True),
}

#: Inputs that have no default; EDSS comes besides, as a step or a range.
REQUIRED = ("course", "duration", "age")
