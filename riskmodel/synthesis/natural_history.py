"""Fit k, frailty, course and era factors to the published natural history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.evidence.schema import Target
from riskmodel.synthesis.prediction import predict

#: Fitted parameters, all on the log scale, with where the search starts.
NAMES = (
    "k_low",
    "k_mid",
    "k_high",
    "frailty_sigma",
    "spms_factor",
    "ppms_factor",
    "era_factor",
)
START = np.log([0.35, 0.35, 0.9, 0.55, 1.6, 1.2, 0.85])
#: The Swedish fall was in treated people, so it only bounds the effect of era on
#: the untreated: median .85, 95 % .65 to 1.0 at its widest (judgement).
ERA_MEAN, ERA_SD = np.log(0.85), np.log(1.0 / 0.65) / 3.92
#: Step of the finite differences, on the log scale.
STEP = 1e-4


@dataclass(frozen=True)
class Fit:
    """A least-squares fit and its normal approximation.

    Parameters
    ----------
    mean : array, shape (parameter,)
        On the log scale.
    covariance : array, shape (parameter, parameter)
    cost : float
        Sum of squared weighted residuals.
    """

    mean: FloatArray
    covariance: FloatArray
    cost: float


def fit_natural_history(targets: Sequence[Target], base: ParameterDraws) -> Fit:
    """Fit by weighted least squares.

    Parameters
    ----------
    targets : sequence of Target
        Those with a weight take part.
    base : ParameterDraws
        One draw of everything that is not fitted.

    Returns
    -------
    Fit
    """
    used = [target for target in targets if target.weight_sd > 0]

    def residuals(logs: FloatArray) -> FloatArray:
        """Weighted residuals, shape (residual, draw), for logs (parameter, draw)."""
        draws = spread(base, logs)
        rows = [(predict(t, draws) - t.value) / t.weight_sd for t in used]
        rows.append((logs[NAMES.index("era_factor")] - ERA_MEAN) / ERA_SD)
        return np.stack(rows)

    def jacobian(logs: FloatArray) -> FloatArray:
        """Central differences, all in one call of the model."""
        steps = STEP * np.eye(len(logs))
        points = np.concatenate([logs + steps, logs - steps]).T
        values = residuals(points)
        half = len(logs)
        return np.asarray((values[:, :half] - values[:, half:]) / (2 * STEP))

    def at_point(logs: FloatArray) -> FloatArray:
        return residuals(logs[:, None])[:, 0]

    found = least_squares(at_point, START, jac=jacobian, xtol=1e-10)
    slope = jacobian(found.x)
    covariance = np.asarray(np.linalg.inv(slope.T @ slope), dtype=np.float64)
    # where targets contradict each other the fit is less certain than their own
    # intervals say
    freedom = len(found.fun) - len(NAMES)
    covariance = covariance * max(1.0, 2 * found.cost / freedom)
    return Fit(found.x, covariance, float(2 * found.cost))


def spread(base: ParameterDraws, logs: FloatArray) -> ParameterDraws:
    """Make draws that differ in the fitted parameters only.

    Parameters
    ----------
    base : ParameterDraws
        One draw of the others.
    logs : array, shape (parameter, draw)

    Returns
    -------
    ParameterDraws
    """
    count = logs.shape[1]
    values = {id: np.full(count, draws[0]) for id, draws in base.values.items()}
    values |= {name: np.exp(logs[row]) for row, name in enumerate(NAMES)}
    return ParameterDraws(values, base.tables, count)
