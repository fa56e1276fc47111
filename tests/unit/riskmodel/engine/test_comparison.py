from dataclasses import replace

import numpy as np
import pytest

from riskmodel.engine import comparison
from riskmodel.engine.break_even import get_break_even
from riskmodel.engine.profile import ComparisonRequest, Course, Option
from riskmodel.engine.results import Comparison
from riskmodel.engine.series import TOLERANCE
from riskmodel.evidence.registry import get_evidence
from tests.engine_cases import (
    WOMAN_35,
    compare_profile,
    get_draws,
    profile_with,
)

EVIDENCE = get_evidence()
REQUEST = ComparisonRequest(WOMAN_35, horizons=(1, 5), draws=100, seed=1)
#: A sum of a series may stop a term earlier or later beside other draws.
ROUNDING = 2 * TOLERANCE


def compare(request: ComparisonRequest = REQUEST) -> Comparison:
    return comparison.compare(
        EVIDENCE.inputs, request, limits=EVIDENCE.limits, harms=EVIDENCE.harms
    )


def worse(result: Comparison, option: Option = Option.AHSCT) -> np.ndarray:
    projection = result.options[option].projection
    assert projection is not None
    return projection.worse


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few draws together that a hundred make four parts, one of them short."""
    monkeypatch.setattr(comparison, "CHUNK", 30)


def test_parts_are_the_whole_in_the_order_of_frailty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = compare_profile(draws=get_draws(100, seed=1), horizons=(1, 5))
    monkeypatch.setattr(comparison, "CHUNK", 30)
    parts = compare()
    order = np.argsort(get_draws(100, seed=1)["frailty_sigma"], kind="stable")
    mortality = whole.transplant_mortality[order]
    assert np.array_equal(parts.transplant_mortality, mortality)
    for option in Option:
        joined, one = parts.options[option], whole.options[option]
        difference = worse(parts, option) - worse(whole, option)[:, order]
        assert np.abs(difference).max() < ROUNDING
        assert one.relapses is not None
        assert joined.relapses == pytest.approx(one.relapses[:, order])
        for id, share in one.harms.items():
            assert joined.harms[id] == pytest.approx(share[:, order])
    survivors = [one.options[Option.AHSCT].survivors for one in (parts, whole)]
    other = [one.options[Option.NO_DMT].projection for one in (parts, whole)]
    levels = [
        get_break_even(s, o, "dead_or_worse")[5]
        for s, o in zip(survivors, other, strict=True)
        if s is not None and o is not None
    ]
    assert levels[0] == pytest.approx(levels[1][order])


@pytest.mark.usefixtures("small_parts")
def test_what_has_no_estimate_stays_without() -> None:
    result = compare(replace(REQUEST, profile=profile_with(course=Course.PPMS)))
    one = result.options[Option.AHSCT]
    assert one.projection is None
    assert one.relapses is None
    assert one.survivors is None
    assert one.harms["treatment_death"].shape == (6, 100)
    assert worse(result, Option.NO_DMT).shape == (6, 100)


def test_longer_horizon_leaves_earlier_years_as_they_are() -> None:
    short, long = (compare_profile(horizons=horizons) for horizons in ((1,), (1, 15)))
    for option in Option:
        change = np.abs(worse(short, option)[:3] - worse(long, option)[:3])
        assert change.max() < 3 * ROUNDING
        assert worse(long, option).shape[0] == 16


def test_edss_range_is_the_average_of_its_steps() -> None:
    profiles = (
        profile_with(edss_low=2.0, edss_high=3.0),
        *(profile_with(edss=edss) for edss in (2.0, 2.5, 3.0)),
    )
    ranged, *single = (
        worse(compare_profile(profile), Option.NATALIZUMAB) for profile in profiles
    )
    assert ranged == pytest.approx(np.mean(single, axis=0))
    # half steps within a band give one result
    assert np.array_equal(single[0], single[1])
