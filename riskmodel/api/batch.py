"""Bodies that hold more than one comparison's inputs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from riskmodel import interface
from riskmodel.api.limits import MOST_WORK, check_work, measure_work
from riskmodel.engine.profile import LONGEST_HORIZON_YEARS
from riskmodel.errors import FieldError, InvalidProfile
from riskmodel.inputs import show_json
from riskmodel.interface import ComparisonRequest

NAME = "comparisons"
MOST_COMPARISONS = 100
#: Years told in all: a hundred comparisons at the usual four years.
MOST_HORIZONS = 400
USUAL_YEARS = 5


def read_batch(given: Mapping[str, object]) -> list[ComparisonRequest]:
    """Read a batch.

    Parameters
    ----------
    given : mapping of str to object
        The decoded body.

    Returns
    -------
    list of ComparisonRequest

    Raises
    ------
    InvalidProfile
        With one entry for each wrong field, named like ``comparisons[2].edss``.
    """
    listed = given.get(NAME)
    errors = [
        FieldError(name[:60], show_json(value), f"one name only: {NAME}")
        for name, value in given.items()
        if name != NAME
    ]
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_COMPARISONS:
        allowed = f"a list of 1 to {MOST_COMPARISONS} comparisons"
        if isinstance(listed, list):
            told = f"{len(listed)} of them"
        else:
            told = show_json(listed) if NAME in given else ""
        raise InvalidProfile((*errors, FieldError(NAME, told, allowed)))
    requests = []
    for place, item in enumerate(listed):
        try:
            requests.append(read_one(item))
        except InvalidProfile as invalid:
            errors.extend(
                FieldError(f"{NAME}[{place}].{e.field}".rstrip("."), e.given, e.allowed)
                for e in invalid.errors
            )
    errors.extend(_list_excesses(requests) if not errors else ())
    if errors:
        raise InvalidProfile(tuple(errors))
    return requests


def read_sensitivity(given: Mapping[str, object]) -> tuple[int, ComparisonRequest]:
    """Read the year that sensitivity is looked at, and the rest apart.

    Parameters
    ----------
    given : mapping of str to object
        The decoded body.

    Returns
    -------
    int
        5 where nothing is said.
    ComparisonRequest

    Raises
    ------
    InvalidProfile
        With one entry for each wrong field.
    """
    wrong = []
    years = given.get("years", USUAL_YEARS)
    if isinstance(years, bool) or years not in range(1, LONGEST_HORIZON_YEARS + 1):
        allowed = f"a whole number from 1 to {LONGEST_HORIZON_YEARS} years"
        wrong.append(FieldError("years", show_json(years), allowed))
    try:
        request = read_one({name: given[name] for name in given if name != "years"})
    except InvalidProfile as invalid:
        raise InvalidProfile((*wrong, *invalid.errors)) from None
    if wrong:
        raise InvalidProfile(tuple(wrong))
    return int(cast(int, years)), request


def read_one(item: object) -> ComparisonRequest:
    """Read a single comparison.

    Parameters
    ----------
    item : object
        Decoded JSON.

    Returns
    -------
    ComparisonRequest

    Raises
    ------
    InvalidProfile
        Also for more work than one request may ask for.
    """
    if not isinstance(item, dict):
        allowed = "an object, as for a single comparison"
        raise InvalidProfile((FieldError("", show_json(item), allowed),))
    request = interface.read_json(item)
    check_work(request)
    return request


def _list_excesses(requests: list[ComparisonRequest]) -> Iterator[FieldError]:
    work = measure_work(requests)
    if work > MOST_WORK:
        yield FieldError(
            f"{NAME}[*].draws",
            str(sum(request.draws for request in requests)),
            f"draws times EDSS bands at most {MOST_WORK} in all, here {work}",
        )
    years = sum(len(request.horizons) for request in requests)
    if years > MOST_HORIZONS:
        allowed = f"at most {MOST_HORIZONS} years in all"
        yield FieldError(f"{NAME}[*].horizons", str(years), allowed)
