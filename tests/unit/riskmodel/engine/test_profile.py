from typing import Any

import pytest

from riskmodel.engine.profile import (
    EDSS_STEPS,
    UNKNOWN,
    ComparisonRequest,
    PatientProfile,
)
from riskmodel.errors import InvalidProfile
from riskmodel.fields import FIELDS
from tests.engine_cases import WOMAN_35, profile_with


def test_scale_has_no_half_and_no_ten() -> None:
    assert len(EDSS_STEPS) == 19
    assert EDSS_STEPS[:3] == (0.0, 1.0, 1.5)
    assert EDSS_STEPS[-1] == 9.5


def test_range_is_averaged_over_its_steps() -> None:
    assert profile_with(edss_low=0.0, edss_high=2.0).edss_steps == (0, 1, 1.5, 2)
    assert WOMAN_35.edss_steps == (3.5,)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("age", {"age_years": 17.9}),
        ("age", {"age_years": 85.1}),
        ("edss_low", {"edss": 0.5}),
        ("edss_high", {"edss": 10.0}),
        ("edss_high", {"edss_low": 4.0, "edss_high": 3.5}),
        ("duration", {"duration_years": -0.1}),
        ("duration", {"duration_years": 25.1}),
        ("duration", {"duration_years": float("nan")}),
        ("relapses_2y", {"relapses_1y": 2, "relapses_2y": 1}),
        ("relapses_1y", {"relapses_1y": 21}),
        ("relapses_2y", {"relapses_2y": -1}),
        ("jcv_index", {"jcv_index": 10.1}),
        ("years_on_natalizumab", {"years_on_natalizumab": 20.5}),
        ("years_on_natalizumab", {"years_on_natalizumab": float("nan")}),
    ],
)
def test_contradiction_is_refused_by_field(
    field: str, changes: dict[str, float]
) -> None:
    with pytest.raises(InvalidProfile) as refused:
        profile_with(**changes)
    assert field in [error.field for error in refused.value.errors]


@pytest.mark.parametrize(
    "changes",
    [
        {"duration_years": 25.0},
        {"duration_years": 0.0},
        {"age_years": 18.0, "duration_years": 8.0},
        {"age_years": 85.0},
        {"relapses_1y": 2, "relapses_2y": 2},
        {"relapses_1y": UNKNOWN, "relapses_2y": 0},
    ],
)
def test_edge_is_allowed(changes: dict[str, float]) -> None:
    assert isinstance(profile_with(**changes), PatientProfile)


def test_all_errors_are_told_at_once() -> None:
    with pytest.raises(InvalidProfile) as refused:
        profile_with(age_years=90.0, edss_low=5.0, edss_high=0.5)
    fields = [error.field for error in refused.value.errors]
    assert fields == ["age", "edss_high", "edss_high"]
    assert "18 to 85 years" in str(refused.value)


def test_error_with_nothing_given_says_so() -> None:
    with pytest.raises(InvalidProfile, match=r"'0\.5' given") as refused:
        profile_with(edss=0.5)
    assert "\n" in str(refused.value)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("horizons", {"horizons": ()}),
        ("horizons", {"horizons": (0,)}),
        ("horizons", {"horizons": (-1,)}),
        ("horizons", {"horizons": (16,)}),
        ("horizons", {"horizons": (20,)}),
        ("horizons", {"horizons": (2, 1)}),
        ("horizons", {"horizons": (2, 2)}),
        ("horizons", {"horizons": (2.0,)}),
        ("horizons", {"horizons": (True,)}),
        ("horizons", {"horizons": [1, 2]}),
        ("horizons", {"horizons": 5}),
        ("draws", {"draws": 0}),
        ("draws", {"draws": 99}),
        ("draws", {"draws": 20_001}),
        ("draws", {"draws": 400.0}),
        ("draws", {"draws": "400"}),
        ("seed", {"seed": -1}),
        ("seed", {"seed": 2**32}),
        ("seed", {"seed": True}),
        ("seed", {"seed": None}),
    ],
)
def test_what_cannot_be_compared_is_refused_by_field(
    field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidProfile) as refused:
        ComparisonRequest(WOMAN_35, **changes)
    [error] = refused.value.errors
    assert (error.field, error.given) == (field, str(changes[field]))


@pytest.mark.parametrize(
    "changes",
    [
        {"horizons": (1,)},
        {"horizons": (1, 15)},
        {"draws": 100},
        {"draws": 20_000},
        {"seed": 0},
        {"seed": 2**32 - 1},
    ],
)
def test_ends_of_what_can_be_compared_are_allowed(changes: dict[str, Any]) -> None:
    assert isinstance(ComparisonRequest(WOMAN_35, **changes), ComparisonRequest)


def test_every_wrong_part_of_a_request_is_told_at_once() -> None:
    with pytest.raises(InvalidProfile) as refused:
        ComparisonRequest(WOMAN_35, horizons=(20,), draws=3, seed=-1)
    fields = {error.field: error.allowed for error in refused.value.errors}
    assert fields == {
        "horizons": "whole years from 1 to 15, ascending, each once",
        # in the words of the API and the command line
        "draws": FIELDS["draws"].allowed,
        "seed": FIELDS["seed"].allowed,
    }
