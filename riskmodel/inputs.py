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
        return float(number)


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
        return float(number)


@dataclass(frozen=True)
class Treatments:
    """Drugs so far: none, unknown, or name:years joined by commas."""

    longest_years: float = 75.0

    @property
    def allowed(self) -> str:
        """The grammar in words."""
        names = ", ".join(Drug)
        return f"none, unknown, or name:years joined by commas, with names {names}"

    def from_text(self, text: str) -> tuple[DrugYears, ...] | Unknown:
        """Read the list."""
        if text == UNKNOWN.value:
            return UNKNOWN
        if text == "none":
            return ()
        found: dict[Drug, DrugYears] = {}
        years_of = Number(0, self.longest_years)
        for part in text.split(","):
            name, separator, years = part.strip().partition(":")
            if not separator or name not in list(Drug) or Drug(name) in found:
                raise _Wrong
            read = cast(float, years_of.from_text(years.strip()))
            found[Drug(name)] = DrugYears(Drug(name), read)
        return tuple(found[drug] for drug in Drug if drug in found)

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
        years = set()
        for year in value:
            if isinstance(year, bool) or not isinstance(year, int):
                raise _Wrong
            if not 1 <= year <= LONGEST_HORIZON_YEARS or year in years:
                raise _Wrong
            years.add(year)
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
    return _read(given, lambda kind, value: kind.from_json(value), _shown)


def _shown(value: object) -> str:
    """Show a value in an error as JSON spells it, shortened and on one line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _read(
    given: Mapping[str, Any],
    read: Callable[[Kind, Any], Any],
    shown: Callable[[Any], str],
) -> ComparisonRequest:
    errors: list[FieldError] = []
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in FIELDS:
            allowed = "one of the names " + ", ".join(FIELDS)
            errors.append(FieldError(_shown(name)[1:-1], shown(value), allowed))
            continue
        try:
            values[name] = read(FIELDS[name], value)
        except _Wrong:
            errors.append(FieldError(name, shown(value), FIELDS[name].allowed))
    errors.extend(
        FieldError(name, "", FIELDS[name].allowed)
        for name in REQUIRED
        if name not in given
    )
    low, high = _edss_range(given, values, errors)
    if errors:
        # Contradictions are told together with single wrong fields wherever the
        # fields they concern could be read.
        errors.extend(_contradictions(values))
        raise InvalidProfile(tuple(errors))
    how = {
        name: values.pop(name)
        for name in ("scenario", "horizons", "draws", "seed")
        if name in values
    }
    profile = PatientProfile(
        edss_low=low,
        edss_high=high,
        duration_years=values.pop("duration"),
        age_years=values.pop("age"),
        **{k: v for k, v in values.items() if not k.startswith("edss")},
    )
    return ComparisonRequest(profile, **how)


def _edss_range(
    given: Mapping[str, Any], values: Mapping[str, Any], errors: list[FieldError]
) -> tuple[float, float]:
    """Read the EDSS as a range, from a step or from its two ends."""
    ends = [name for name in ("edss_low", "edss_high") if name in given]
    if "edss" in given:
        errors.extend(
            FieldError(name, "", "edss alone, or edss_low and edss_high")
            for name in ends
        )
        step = values.get("edss", 0.0)
        return step, step
    if not ends:
        errors.append(FieldError("edss", "", f"{EDSS_ALLOWED}; or edss_low, edss_high"))
    elif len(ends) == 1:
        missing = "edss_high" if ends == ["edss_low"] else "edss_low"
        errors.append(FieldError(missing, "", f"{EDSS_ALLOWED}, the other end"))
    return values.get("edss_low", 0.0), values.get("edss_high", 9.5)


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
            ",".join(f"{t.drug.value}:{t.years:g}" for t in profile.treatments)
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
