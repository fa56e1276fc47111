"""Posterior-predictive checks: published values against what the model expects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.evidence.schema import Target
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.cohorts import predict_cohort
from riskmodel.synthesis.joint import Studies
from riskmodel.synthesis.prediction import predict, with_era
from riskmodel.synthesis.sampling import Chain

#: Draws that the checks use: means to well under a tenth of their intervals.
CHECK_DRAWS = 800
#: Ends of a 90 % interval.
_ENDS = (0.05, 0.95)


def check_targets(
    targets: Sequence[Target],
    base: ParameterDraws,
    chain: Chain,
    rng: np.random.Generator,
) -> list[dict[str, Any]]:
    """Hold every target against its 90 % predictive interval.

    The interval is of what another cohort of that size and kind would report:
    parameters, spread of cohorts, referral and sampling error.

    Parameters
    ----------
    targets : sequence of Target
        Also those held aside.
    base : ParameterDraws
    chain : Chain
        Of the joint model, equally weighted.
    rng : numpy.random.Generator

    Returns
    -------
    list of dict
        ``published``; ``model``, the mean of all people with MS; ``expected``, the
        mean of what is reported, of people who came to a hospital where these are
        the ones reported on; ``low`` and ``high``.
    """
    rows = _thin(chain)
    draws = nh.spread(base, chain.values["logs"][rows])
    found = []
    for target in targets:
        values = predict(target, draws)
        pace = nh.to_pace(target, values)
        sd = np.hypot(nh.get_sampling_sd(target), chain.values["discrepancy"][rows])
        shift = chain.values["referral"][rows] * float(target.referral)
        reported = pace + shift + sd * rng.standard_normal(len(rows))
        found.append(hold(target, values, nh.from_pace(target, reported)))
    return found


def check_cohorts(
    studies: Studies,
    base: ParameterDraws,
    chain: Chain,
    rng: np.random.Generator,
) -> list[dict[str, Any]]:
    """Hold every cohort of treated people against its 90 % predictive interval.

    Parameters
    ----------
    studies : Studies
    base : ParameterDraws
    chain : Chain
        Of the joint model, equally weighted.
    rng : numpy.random.Generator

    Returns
    -------
    list of dict
        As ``check_targets``, for each time of each cohort; ``model`` is without the
        cohort's bias, ``expected`` and the interval have it.
    """
    rows = _thin(chain)
    draws = nh.spread(base, chain.values["logs"][rows])
    found = []
    for axis, cohort in enumerate(studies.cohorts):
        at_era = with_era(draws, cohort.era)
        effect = chain.values["effect"][rows, studies.option[axis]]
        sd = np.sqrt(studies.sampling_variance[axis] + studies.bias_sd[axis] ** 2)
        bias = studies.bias_mean[axis] + sd * rng.standard_normal(len(rows))
        years = [time for time, _ in cohort.worse]
        mean = predict_cohort(cohort, at_era, np.exp(effect), years=years)
        reported = predict_cohort(cohort, at_era, np.exp(effect + bias), years=years)
        for place, (time, share) in enumerate(cohort.worse):
            low, high = np.quantile(reported[place], _ENDS)
            found.append(
                {
                    "id": cohort.id,
                    "years": float(time),
                    "published": float(share),
                    "model": float(mean[place].mean()),
                    "expected": float(reported[place].mean()),
                    "low": float(low),
                    "high": float(high),
                }
            )
    return found


def _thin(chain: Chain) -> np.ndarray[Any, np.dtype[np.intp]]:
    count = len(chain.values["discrepancy"])
    return np.linspace(0, count - 1, min(CHECK_DRAWS, count)).astype(np.intp)


def hold(target: Target, values: FloatArray, reported: FloatArray) -> dict[str, Any]:
    """Hold a published value against what the model expects to be reported."""
    low, high = np.quantile(reported, _ENDS)
    return {
        "id": target.id,
        "published": target.value,
        "model": float(values.mean()),
        "expected": float(reported.mean()),
        "low": float(low),
        "high": float(high),
    }
