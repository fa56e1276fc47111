"""The release's own record: did its fits converge, and what do they expect?"""

from __future__ import annotations

from typing import Any

import pytest

from riskmodel.engine.profile import Option
from riskmodel.evidence.registry import (
    fit_is_current,
    get_evidence,
    is_expected,
    read_fitted,
    read_posterior,
)
from riskmodel.synthesis.rebuilding import FIGURES, YEARS

FITTED = read_fitted()
#: Standard errors that two builds may differ by: one figure in 16,000 differs by
#: more, and there are 48.
BUILDS_DIFFER_BY = 4.0
#: Published values outside their 90 % predictive interval, with the reason.
UNEXPECTED: dict[tuple[str, float], str] = {
    ("years_lost", 0.0): "deaths of other causes are too many far beyond ten years: "
    "people who reach EDSS 6 go on as fast as in Lyon, to where both published shapes "
    "put most deaths",
    ("chicago", 4.0): "one expert centre, fewer worse than in any other cohort",
}


def test_release_was_built_from_the_evidence_beside_it() -> None:
    assert fit_is_current()


@pytest.mark.parametrize("name", sorted(FITTED["diagnostics"]))
def test_fit_converged(name: str) -> None:
    found = FITTED["diagnostics"][name]
    if "pareto_k" in found:
        assert found["pareto_k"] < 0.7
        assert found["ess"] > 400
        return
    assert found["rhat"] < 1.01
    assert found["ess_bulk"] > 400
    assert found["ess_tail"] > 400
    assert found["divergences"] == 0
    assert found["draws"] == 4000


def test_every_fit_says_how_it_converged() -> None:
    assert set(FITTED["diagnostics"]) == {
        "effects",
        "effects_importance",
        "effects_comparisons_only",
        "transplant_mortality",
    }


@pytest.mark.parametrize(
    "row", FITTED["rebuild"], ids=lambda row: f"{row['id']}, {row['figure']}"
)
def test_two_builds_agree_within_monte_carlo_error(row: dict[str, Any]) -> None:
    assert row["error"] > 0
    distance = abs(row["one"] - row["other"])
    assert 0 < distance < BUILDS_DIFFER_BY * row["error"]


def test_ends_of_intervals_of_two_builds_are_near() -> None:
    assert 0 < FITTED["rebuild_ends"] < 0.15


def test_builds_are_compared_in_all_that_is_stored_and_in_what_is_shown() -> None:
    compared = {(row["id"], row["figure"]) for row in FITTED["rebuild"]}
    stored = {one["id"] for one in FITTED["parameters"]}
    assert compared == {
        *((id, figure) for id in stored for figure in FIGURES),
        *((f"worse at {YEARS} years, {option}", "mean") for option in Option),
    }


def test_stored_draws_are_those_described() -> None:
    draws = read_posterior()
    assert draws.shape == (4000, len(FITTED["parameters"]))
    parameters = get_evidence().parameters
    for column, described in zip(draws.T, FITTED["parameters"], strict=True):
        assert parameters[described["id"]].value == pytest.approx(column.mean())


@pytest.mark.parametrize(
    "row", [*FITTED["targets"], *FITTED["cohorts"]], ids=lambda row: row["id"]
)
def test_published_value_is_expected_or_known_not_to_be(row: dict[str, Any]) -> None:
    assert is_expected(row) is ((row["id"], row.get("years", 0.0)) not in UNEXPECTED), (
        f"published {row['published']}, 90 % of such cohorts "
        f"{row['low']} to {row['high']}"
    )


def test_every_target_and_cohort_was_checked() -> None:
    evidence = get_evidence()
    assert [row["id"] for row in FITTED["targets"]] == [t.id for t in evidence.targets]
    times = [
        (effect.id, float(years))
        for effect in evidence.effects
        if effect.kind == "cohort"
        for years, _ in effect.worse
    ]
    assert [(row["id"], row["years"]) for row in FITTED["cohorts"]] == times


def test_stated_ranges_are_met() -> None:
    model = {row["id"]: row["model"] for row in FITTED["targets"]}
    stated = [t for t in get_evidence().targets if t.high > 0]
    assert stated
    for target in stated:
        assert target.low <= model[target.id] <= target.high, target.label


def test_expected_is_inside_its_own_interval() -> None:
    for row in (*FITTED["targets"], *FITTED["cohorts"]):
        assert row["low"] < row["expected"] < row["high"]


def test_people_of_a_hospital_are_expected_to_be_faster() -> None:
    referred = {target.id for target in get_evidence().targets if target.referral}
    assert len(referred) > 3
    for row in FITTED["targets"]:
        if row["id"] in referred:
            assert row["expected"] < 0.9 * row["model"]
