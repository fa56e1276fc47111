"""Text and JSON to a ComparisonRequest, and back: one table says what is allowed.

The command line and the API read the same inputs; only the spelling differs.
Every wrong field is reported at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, cast

import numpy as np

from riskmodel.engine.profile import (
    AGE_RANGE_YEARS,
    EDSS_ALLOWED,
    EDSS_STEPS,
    JCV_INDEX_RANGE,
    LONGEST_HORIZON_YEARS,
    ON_NATALIZUMAB_RANGE_YEARS,
    RELAPSES_RANGE,
    UNKNOWN,
    YOUNGEST_ONSET_YEARS,
    Answer,
    Centre,
    Children,
    ComparisonRequest,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    PatientProfile,
    Scenario,
    Sex,
    Unknown,
)
from riskmodel.errors import FieldError, InvalidProfile

#: Digits only: no sign but minus, no exponent, no underscore, no other script.
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class _Wrong(ValueError):
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
            raise _Wrong
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
            raise _Wrong
        return self._checked(float(text))

    def from_json(self, value: object) -> float | Unknown:
        """Read a JSON number; numbers in quotes and booleans are refused."""
        if self.unknown and value == UNKNOWN.value:
            return UNKNOWN
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _Wrong
        return self._checked(value)

    def _checked(self, number: float) -> float:
        # Also false for nan; and unlike math.isfinite it stands integers of any length.
        if not self.low <= number <= self.high:
            raise _Wrong
        if self.whole:
            if number != int(number):
                raise _Wrong
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
            raise _Wrong
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
            raise _Wrong
        if text == UNKNOWN.value:
            return UNKNOWN
        if text == "none":
            return ()
        pairs = [part.split(":") for part in text.split(",")]
        years = {Drug(name.strip()): float(years) for name, years in pairs}
        if len(years) < len(pairs):
            raise _Wrong
        return tuple(DrugYears(drug, years[drug]) for drug in Drug if drug in years)

    def from_json(self, value: object) -> tuple[DrugYears, ...] | Unknown:
        """Read the same text from JSON."""
        if not isinstance(value, str):
            raise _Wrong
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
            raise _Wrong
        return self.from_json([int(part) for part in parts])

    def from_json(self, value: object) -> tuple[int, ...]:
        """Read a list of years."""
        if not isinstance(value, list) or not value:
            raise _Wrong
        year = Number(1, LONGEST_HORIZON_YEARS, whole=True)
        years = {int(cast(float, year.from_json(one))) for one in value}
        if len(years) < len(value):
            raise _Wrong
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
    "draws": Number(100, 20_000, whole=True),
    "seed": Number(0, 2**32 - 1, whole=True),
}

#: Inputs that have no default; EDSS comes besides, as a step or a range.
REQUIRED = ("course", "duration", "age")


def read_text(given: Mapping[str, str]) -> ComparisonRequest:
    """Read a request from text, as the command line gives it.

    Parameters
    ----------
    given : mapping of str to str
        Field name to its text; absent fields take their defaults.

    Returns
    -------
    ComparisonRequest

    Raises
    ------
    InvalidProfile
        With one entry for each wrong field.
    """
    return _read(given, lambda kind, value: kind.from_text(value.strip()), str)


def read_json(given: Mapping[str, object]) -> ComparisonRequest:
    """Read a request from a decoded JSON object, as the API gives it.

    Parameters
    ----------
    given : mapping of str to object
        Field name to its JSON value; absent fields take their defaults.

    Returns
    -------
    ComparisonRequest

    Raises
    ------
    InvalidProfile
        With one entry for each wrong or unknown field.
    """
    return _read(given, lambda kind, value: kind.from_json(value), show_json)


def show_json(value: object) -> str:
    """Show a value in an error as JSON spells it, shortened and on one line.

    Parameters
    ----------
    value : object

    Returns
    -------
    str
    """
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _read(
    given: Mapping[str, Any],
    read: Callable[[Kind, Any], Any],
    shown: Callable[[Any], str],
) -> ComparisonRequest:
    # By field, so that each is told once.
    errors: dict[str, FieldError] = {}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in FIELDS:
            allowed = "one of the names " + ", ".join(FIELDS)
            errors[name] = FieldError(show_json(name)[1:-1], shown(value), allowed)
            continue
        try:
            values[name] = read(FIELDS[name], value)
        except _Wrong:
            errors[name] = FieldError(name, shown(value), FIELDS[name].allowed)
    for name in REQUIRED:
        if name not in given:
            errors[name] = FieldError(name, "", FIELDS[name].allowed)
    _check_edss(given, shown, errors)
    # Contradictions are told together with single wrong fields wherever the fields
    # they concern could be read.
    for found in _contradictions(values):
        wrong = FieldError(found.field, shown(given[found.field]), found.allowed)
        errors.setdefault(found.field, wrong)
    if errors:
        raise InvalidProfile(tuple(errors.values()))
    step = values.pop("edss", None)
    how = {
        name: values.pop(name)
        for name in ("scenario", "horizons", "draws", "seed")
        if name in values
    }
    profile = PatientProfile(
        edss_low=values.pop("edss_low", step),
        edss_high=values.pop("edss_high", step),
        duration_years=values.pop("duration"),
        age_years=values.pop("age"),
        **values,
    )
    return ComparisonRequest(profile, **how)


def _check_edss(
    given: Mapping[str, Any],
    shown: Callable[[Any], str],
    errors: dict[str, FieldError],
) -> None:
    """Tell what is missing or too much of a step, or of a range's two ends."""
    ends = [name for name in ("edss_low", "edss_high") if name in given]
    if "edss" in given:
        for name in ends:
            allowed = "edss alone, or edss_low and edss_high"
            errors[name] = FieldError(name, shown(given[name]), allowed)
    elif not ends:
        allowed = f"{EDSS_ALLOWED}; or edss_low, edss_high"
        errors["edss"] = FieldError("edss", "", allowed)
    elif len(ends) == 1:
        missing = "edss_high" if ends == ["edss_low"] else "edss_low"
        errors[missing] = FieldError(missing, "", f"{EDSS_ALLOWED}, the other end")


def _contradictions(values: Mapping[str, Any]) -> list[FieldError]:
    """Contradictions between fields that were readable when others were not."""
    readable = {
        "edss_low": values.get("edss_low", 0.0),
        "edss_high": values.get("edss_high", 9.5),
        "duration_years": values.get("duration", 0.0),
        "age_years": values.get("age", float(AGE_RANGE_YEARS[1])),
        "relapses_1y": values.get("relapses_1y", UNKNOWN),
        "relapses_2y": values.get("relapses_2y", UNKNOWN),
    }
    if "age" not in values:
        readable["duration_years"] = 0.0
    try:
        PatientProfile(course=Course.RRMS, **readable)
    except InvalidProfile as invalid:
        return list(invalid.errors)
    return []


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _digits(years: float) -> str:
    """Write all digits that tell the number from others, and no exponent."""
    return np.format_float_positional(years, trim="-")


def profile_document(profile: PatientProfile) -> dict[str, object]:
    """Write a profile as the document's ``profile``: what ``read_json`` reads.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    dict
        The normalised inputs, unknowns spelt out; posting it gives the same
        profile again.
    """
    if profile.edss_low == profile.edss_high:
        edss: dict[str, object] = {"edss": profile.edss_low}
    else:
        edss = {"edss_low": profile.edss_low, "edss_high": profile.edss_high}
    if isinstance(profile.treatments, Unknown):
        treatments = UNKNOWN.value
    else:
        treatments = (
            ",".join(f"{t.drug.value}:{_digits(t.years)}" for t in profile.treatments)
            or "none"
        )
    return {
        "course": _plain(profile.course),
        **edss,
        "duration": profile.duration_years,
        "age": profile.age_years,
        "sex": _plain(profile.sex),
        "relapses_1y": _plain(profile.relapses_1y),
        "relapses_2y": _plain(profile.relapses_2y),
        "new_mri": _plain(profile.new_mri),
        "treatments": treatments,
        "jcv": _plain(profile.jcv),
        "jcv_index": _plain(profile.jcv_index),
        "prior_immunosuppression": _plain(profile.prior_immunosuppression),
        "years_on_natalizumab": profile.years_on_natalizumab,
        "centre": _plain(profile.centre),
        "conditioning": _plain(profile.conditioning),
        "children": _plain(profile.children),
    }
