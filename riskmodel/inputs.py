"""Text and JSON to a ComparisonRequest, and back.

The command line and the API read the same inputs; only the spelling differs.
Every wrong field is reported at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import numpy as np

from riskmodel.engine.profile import (
    AGE_RANGE_YEARS,
    EDSS_ALLOWED,
    UNKNOWN,
    ComparisonRequest,
    Course,
    PatientProfile,
    Unknown,
)
from riskmodel.errors import FieldError, InvalidProfile
from riskmodel.fields import FIELDS, REQUIRED, Kind, WrongValue


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
        except WrongValue:
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
