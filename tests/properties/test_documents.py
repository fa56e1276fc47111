"""What is told of 500 people, as the page and the API get it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from riskmodel.interface import ComparisonRequest, compare
from tests import strategies

OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
#: Means over draws that each sum to 1 within 1e-12.
SUMS = 1e-12
#: Rounding of a mean, and what a year's series may leave out.
ROUNDING = 1e-10


@pytest.mark.slow
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.requests())
def test_whatever_is_told_is_possible(request: ComparisonRequest) -> None:
    document = compare(request)
    check_figures(document["transplant_mortality"], most=1)
    for option in document["options"].values():
        horizons = list(option["horizons"].values())
        if option["status"] == "not_estimable":
            assert option["reasons"]
            assert {None} == {v for h in horizons for v in h["outcomes"].values()}
        else:
            check_outcomes(horizons)
        for harm in option["harms"].values():
            check_harm(harm)
    check_break_even(document["break_even"])


def check_figures(figures: dict[str, float], *, most: float = float("inf")) -> None:
    assert -ROUNDING <= figures["lower95"] <= figures["lower50"] <= figures["median"]
    assert figures["median"] <= figures["upper50"] <= figures["upper95"]
    assert figures["upper95"] <= most + ROUNDING
    assert -ROUNDING <= figures["mean"] <= most + ROUNDING


def check_outcomes(horizons: list[dict[str, Any]]) -> None:
    for horizon in horizons:
        outcomes = horizon["outcomes"]
        assert abs(sum(outcomes[name]["mean"] for name in OUTCOMES) - 1) <= SUMS
        shares = [*outcomes.values(), *horizon["edss_distribution"]]
        shares += [horizon[f"edss_at_least_{band}"] for band in (6, 7)]
        for figures in (*shares, horizon["relapse_free"]):
            check_figures(figures, most=1)
        check_figures(horizon["mean_edss"], most=9)
        check_figures(horizon["expected_relapses"])
        alive = sum(outcomes[name]["mean"] for name in ("worse", "same", "better"))
        bands = sum(figures["mean"] for figures in horizon["edss_distribution"])
        assert abs(alive - bands) <= SUMS
        beyond = [horizon[f"edss_at_least_{band}"]["mean"] for band in (6, 7)]
        assert beyond[0] >= beyond[1] - ROUNDING
    for before, after in pairwise(horizons):
        for figure in ("mean", "median", "lower95", "upper95"):
            for cause in ("died_treatment", "died_other"):
                died = [h["outcomes"][cause][figure] for h in (before, after)]
                assert died[1] >= died[0] - ROUNDING
            relapses = [h["expected_relapses"][figure] for h in (before, after)]
            assert relapses[1] >= relapses[0] - ROUNDING
            free = [h["relapse_free"][figure] for h in (before, after)]
            assert free[1] <= free[0] + ROUNDING


def check_harm(harm: dict[str, Any]) -> None:
    if harm.get("not_known"):
        assert harm["reason"]["text"]
        return
    years = [figures for year, figures in harm.items() if year != "sources"]
    for figures in years:
        check_figures(figures, most=1)
    for before, after in pairwise(years):
        assert after["mean"] >= before["mean"] - ROUNDING


def check_break_even(ties: dict[str, Any]) -> None:
    for outcomes in ties.values():
        for years in outcomes.values():
            for tie in filter(None, years.values()):
                assert 0 <= tie["no_tie"] <= 1
                if tie["no_tie"] == 1:
                    assert tie["mean"] is None
                else:
                    check_figures(tie, most=1)
