"""Long-term cohorts: the hazard ratio with which the model meets each of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course
from riskmodel.evidence.schema import Effect
from riskmodel.synthesis.natural_history import spread
from riskmodel.synthesis.prediction import predict_worse, with_era

#: A log hazard ratio is found to within this.
_TOLERANCE = 1e-7
_ITERATIONS = 60


def imply_log_ratio(cohort: Effect, draws: ParameterDraws) -> FloatArray:
    """Find the log hazard ratio with which the model meets a cohort.

    Parameters
    ----------
    cohort : Effect
    draws : ParameterDraws

    Returns
    -------
    array, shape (draw,)
        The mean over the cohort's time points.

    Raises
    ------
    ValueError
        When no ratio gives the share.
    """
    at_era = with_era(draws, cohort.era)
    found = np.zeros(draws.count)
    for years, share in cohort.worse:
        wanted = np.log(-np.log1p(-share))
        log = np.full(draws.count, -1.0)
        # on this scale the share moves with the ratio almost one to one
        for _ in range(_ITERATIONS):
            worse = predict_cohort(cohort, at_era, np.exp(log), years=[years])[0]
            step = wanted - np.log(-np.log1p(-worse))
            log = log + step
            if np.abs(step).max() < _TOLERANCE:
                break
        else:
            raise ValueError(f"{cohort.id}: no hazard ratio gives {share}")
        found += log / len(cohort.worse)
    return found


def predict_cohort(
    cohort: Effect,
    at_era: ParameterDraws,
    hazard_ratio: FloatArray,
    *,
    years: Sequence[float],
) -> FloatArray:
    """Predict the share worse of a cohort's people on their treatment.

    Parameters
    ----------
    cohort : Effect
    at_era : ParameterDraws
        Already at the cohort's era.
    hazard_ratio : array, shape (draw,)
    years : sequence of float

    Returns
    -------
    array, shape (time, draw)
    """
    return predict_worse(
        cohort,
        at_era,
        Course.RRMS,
        years=years,
        hazard_ratio=hazard_ratio,
        improved=at_era[f"improved_{cohort.option}"],
    )


def imply_all(
    cohorts: Sequence[Effect], base: ParameterDraws, logs: FloatArray
) -> FloatArray:
    """Find the implied log hazard ratios of all cohorts.

    Parameters
    ----------
    cohorts : sequence of Effect
    base : ParameterDraws
        One draw of everything that is not fitted.
    logs : array, shape (draw, parameter)
        Logarithms of the natural history's parameters.

    Returns
    -------
    array, shape (draw, cohort)
    """
    draws = spread(base, logs)
    return np.stack([imply_log_ratio(cohort, draws) for cohort in cohorts], axis=1)
