"""Pool comparisons and cohorts into one set of hazard ratios, alike for all options.

Unknown are the log hazard ratios of natalizumab, alemtuzumab and a transplant
against no drug. A comparison observes a difference of two; a cohort observes one
of them, as the ratio that the untreated model needs to meet the cohort, with a
bias. All is normal on the log scale, so generalised least squares is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course, Option
from riskmodel.evidence.schema import CheckStatus, Effect
from riskmodel.synthesis.natural_history import STEP, Fit, spread
from riskmodel.synthesis.prediction import predict_worse, with_era

OPTIONS = (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.AHSCT)
#: Factor on the variance of a log hazard ratio that needs checking.
UNCHECKED_VARIANCE = 4.0
WIDTH_95 = 2 * 1.959963984540054


@dataclass(frozen=True)
class Pool:
    """Log hazard ratios given the natural history, and their joint spread.

    Parameters
    ----------
    mean : array, shape (option,)
        At the centre of the natural-history fit.
    covariance : array, shape (option, option)
        Given the natural history.
    slope : array, shape (option, parameter)
        How the ratios move with the log parameters of the natural history.
    """

    mean: FloatArray
    covariance: FloatArray
    slope: FloatArray


def imply_log_ratios(cohort: Effect, draws: ParameterDraws) -> FloatArray:
    """Find the log hazard ratio with which the model meets a cohort.

    Parameters
    ----------
    cohort : Effect
    draws : ParameterDraws

    Returns
    -------
    array, shape (draw,)
        The mean over the cohort's time points.
    """
    at_era = with_era(draws, cohort.era)
    found = np.zeros(draws.count)
    for years, share in cohort.worse:
        for draw in range(draws.count):
            one = at_era.select(slice(draw, draw + 1))

            log = brentq(_miss, -6.0, 3.0, args=(cohort, one, years, share), xtol=1e-10)
            found[draw] += log / len(cohort.worse)
    return found


def _miss(
    log: float, cohort: Effect, draws: ParameterDraws, years: float, share: float
) -> float:
    """How far a log hazard ratio is from meeting a cohort at one time."""
    worse = predict_worse(
        cohort, draws, Course.RRMS, years=years, hazard_ratio=float(np.exp(log))
    )
    return float(worse[0]) - share


def pool_effects(
    effects: Sequence[Effect], fit: Fit, base: ParameterDraws, *, kinds: Sequence[str]
) -> Pool:
    """Pool the effects of some kinds of evidence.

    Parameters
    ----------
    effects : sequence of Effect
    fit : Fit
        Of the natural history; it is not updated.
    base : ParameterDraws
        One draw of everything that is not fitted.
    kinds : sequence of str
        ``comparison``, ``cohort`` or both.

    Returns
    -------
    Pool
    """
    rows, observed, variances, slopes = [], [], [], []
    for effect in effects:
        if effect.kind not in kinds:
            continue
        row = np.array([float(option is effect.option) for option in OPTIONS])
        slope = np.zeros(len(fit.mean))
        if effect.kind == "comparison":
            row -= np.array([float(option is effect.against) for option in OPTIONS])
            value = np.log(effect.value)
            variance = (np.log(effect.high / effect.low) / WIDTH_95) ** 2
        else:
            value, slope = _imply(effect, fit, base)
            value -= effect.bias[0]
            variance = effect.sd_log**2
        if effect.status is CheckStatus.NEEDS_CHECKING:
            variance *= UNCHECKED_VARIANCE
        rows.append(row)
        observed.append(value)
        variances.append(variance + effect.bias[1] ** 2)
        slopes.append(slope)
    design = np.stack(rows)
    weight = np.diag(1 / np.array(variances))
    covariance = np.linalg.inv(design.T @ weight @ design)
    gain = covariance @ design.T @ weight
    return Pool(gain @ np.array(observed), covariance, gain @ np.stack(slopes))


def _imply(cohort: Effect, fit: Fit, base: ParameterDraws) -> tuple[float, FloatArray]:
    """Implied log ratio, and its slope in the natural-history parameters."""
    count = len(fit.mean)
    steps = np.concatenate([np.zeros((1, count)), 100 * STEP * np.eye(count)])
    implied = imply_log_ratios(cohort, spread(base, (fit.mean + steps).T))
    return float(implied[0]), (implied[1:] - implied[0]) / (100 * STEP)
