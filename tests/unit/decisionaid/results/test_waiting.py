"""A transplant now or in two years."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pytest

from decisionaid.results.waiting import OUTCOMES, reckon_waiting
from riskmodel import interface

PERSON: dict[str, Any] = {
    "course": "rrms",
    "duration": 6,
    "age": 35,
    "sex": "female",
    "horizons": [2, 3, 5],
    "draws": 300,
}


@cache
def get_document(**answers: Any) -> dict[str, Any]:
    return interface.compare(interface.read_json({**PERSON, **answers}))


def test_everybody_is_counted_once() -> None:
    for shares in reckon_waiting(get_document(edss=3.5), years=5).values():
        assert set(shares) == set(OUTCOMES)
        assert math.fsum(shares.values()) == pytest.approx(1, abs=1e-3)


def test_waiting_costs_what_the_two_years_cost() -> None:
    """More are worse than with a transplant now; fewer than without one at all."""
    document = get_document(edss=3.5)
    found = reckon_waiting(document, years=5)
    worse = {
        option: document["options"][option]["horizons"]["5"]["outcomes"]["worse"]
        for option in ("no_dmt", "ahsct")
    }
    waited = found["no_dmt"]["worse"]
    assert worse["ahsct"]["mean"] < waited < worse["no_dmt"]["mean"]
    assert found["natalizumab"]["worse"] < waited


@pytest.mark.parametrize(
    "answers",
    [{"edss_low": 3.0, "edss_high": 5.0}, {"edss": 3.5, "course": "ppms"}],
)
def test_what_cannot_be_reckoned_is_not(answers: dict[str, Any]) -> None:
    assert reckon_waiting(get_document(**answers), years=5) == {}


def test_two_years_leave_no_time_after() -> None:
    assert reckon_waiting(get_document(edss=3.5), years=2) == {}


def test_a_range_within_one_band_will_do() -> None:
    assert reckon_waiting(get_document(edss_low=3.0, edss_high=3.5), years=5)
