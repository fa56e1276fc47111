"""What tests of the engine share: the release's draws, and people to compare."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from riskmodel.engine.comparison import compare_together
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import (
    ComparisonRequest,
    Course,
    Drug,
    DrugYears,
    PatientProfile,
    Scenario,
    Sex,
)
from riskmodel.engine.results import Comparison
from riskmodel.engine.sampling import UNIFORM, sample_parameters
from riskmodel.evidence.registry import get_evidence

#: Draws that a test of a law needs: laws hold draw by draw.
FEW_DRAWS = 100

#: A woman of 35 with RRMS for six years at EDSS 3.5; nothing else is known.
WOMAN_35 = PatientProfile(
    course=Course.RRMS,
    edss_low=3.5,
    edss_high=3.5,
    duration_years=6.0,
    age_years=35.0,
    sex=Sex.FEMALE,
)


def profile_with(**changes: Any) -> PatientProfile:
    """The woman of 35, but for what is given; ``edss`` sets both ends."""
    if "edss" in changes:
        changes["edss_low"] = changes["edss_high"] = changes.pop("edss")
    return replace(WOMAN_35, **changes)


def had(**years: float) -> tuple[DrugYears, ...]:
    """Drugs so far, by name and years."""
    return tuple(DrugYears(Drug(drug), time) for drug, time in years.items())


@cache
def get_draws(count: int = FEW_DRAWS, seed: int = 1) -> ParameterDraws:
    """Draws of the release's parameters."""
    return sample_parameters(get_evidence().inputs, count=count, seed=seed)


def get_point_draws() -> ParameterDraws:
    """One draw: the release's point values, uniform variates in the middle."""
    evidence = get_evidence()
    values = {
        id: np.array([estimate.value])
        for id, estimate in evidence.inputs.estimates.items()
    }
    posterior = evidence.inputs.posterior
    for id, draws in zip(posterior.ids, posterior.draws.T, strict=True):
        values[id] = np.array([draws.mean()])
    values |= {id: np.array([0.5]) for id in UNIFORM}
    return ParameterDraws(values, evidence.inputs.tables, 1)


def fix_draws(draws: ParameterDraws, **values: float) -> ParameterDraws:
    """The same draws, with some parameters at one value."""
    fixed: dict[str, FloatArray] = {
        id: np.full(draws.count, value) for id, value in values.items()
    }
    return draws.replace(**fixed)


def compare_profile(
    profile: PatientProfile = WOMAN_35,
    *,
    draws: ParameterDraws | None = None,
    scenario: Scenario = Scenario.DEFAULT,
    horizons: tuple[int, ...] = (1, 2, 5, 10),
) -> Comparison:
    """Compare the options for one person on the release's evidence."""
    draws = get_draws() if draws is None else draws
    evidence = get_evidence()
    # the draws are given: how many to sample is not read
    request = ComparisonRequest(profile, scenario, horizons)
    return compare_together(
        draws, [request], limits=evidence.limits, harms=evidence.harms
    )[0]
