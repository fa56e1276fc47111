"""The published natural history on one scale, and what the model says of it.

Shares and median times are both put on the log of the pace: the logarithm of the
cumulative hazard, and minus the logarithm of the time. There a hazard ratio is a
shift, and cohorts that differ in pace differ by an amount that does not depend on
what they reported.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import least_squares

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.evidence.priors import read_priors
from riskmodel.evidence.registry import DATA
from riskmodel.evidence.schema import Target
from riskmodel.synthesis.prediction import predict

#: Fitted parameters, all on the log scale.
NAMES = (
    "k_low",
    "k_mid",
    "k_high",
    "k_top",
    "frailty_sigma",
    "spms_factor",
    "ppms_factor",
    "era_factor",
)
_PRIORS = read_priors(DATA)
#: Priors: mean and standard deviation of the logarithm.
PRIOR_MEAN = np.array([_PRIORS[name].mean for name in NAMES])
PRIOR_SD = np.array([_PRIORS[name].spread for name in NAMES])
#: Prior of how far results differ in pace beyond chance: half-normal.
DISCREPANCY_SCALE = _PRIORS["discrepancy"].spread
#: Prior of how much faster people of a hospital are from onset, on the log scale.
REFERRAL_MEAN, REFERRAL_SD = _PRIORS["referral"].mean, _PRIORS["referral"].spread
#: What the search for the mode takes for the spread of cohorts.
_DISCREPANCY_START = 0.15
#: Step of the finite differences, on the log scale.
_STEP = 1e-3


def is_share(target: Target) -> bool:
    """Tell a share of people from a time."""
    return target.kind in ("reach_share", "worse_share")


def to_pace(target: Target, values: FloatArray) -> FloatArray:
    """Put a share or a time of a target on the scale of the log pace.

    Parameters
    ----------
    target : Target
    values : array
        On the scale of the target's value.

    Returns
    -------
    array
        Log cumulative hazard of a share, minus the log of a time.
    """
    if is_share(target):
        return np.asarray(np.log(-np.log1p(-values)))
    return -np.log(values)


def from_pace(target: Target, pace: FloatArray) -> FloatArray:
    """Put a log pace back on the scale of a target's value: see ``to_pace``."""
    if is_share(target):
        return np.asarray(-np.expm1(-np.exp(pace)))
    return np.exp(-pace)


def get_sampling_sd(target: Target) -> float:
    """Give a target's standard error on the scale of the log pace.

    Parameters
    ----------
    target : Target

    Returns
    -------
    float
    """
    if is_share(target):
        free = 1 - target.value
        return float(target.sampling_sd / (free * -np.log(free)))
    return target.sampling_sd / target.value


def observe_pace(targets: Sequence[Target]) -> FloatArray:
    """Give the published values on the scale of the log pace, shape (target,)."""
    return np.array([to_pace(t, np.array(t.value)) for t in targets])


def list_fitted(targets: Sequence[Target]) -> list[Target]:
    """List the targets that are fitted to; the others are held aside."""
    return [target for target in targets if target.sampling_sd > 0]


def predict_pace(
    targets: Sequence[Target], base: ParameterDraws, logs: FloatArray
) -> FloatArray:
    """Predict targets on the scale of the log pace.

    Parameters
    ----------
    targets : sequence of Target
    base : ParameterDraws
        One draw of everything that is not fitted.
    logs : array, shape (draw, parameter)
        Logarithms of ``NAMES``.

    Returns
    -------
    array, shape (draw, target)
    """
    draws = spread(base, logs)
    return np.stack([to_pace(t, predict(t, draws)) for t in targets], axis=1)


def find_mode(
    targets: Sequence[Target], base: ParameterDraws
) -> tuple[FloatArray, FloatArray]:
    """Find about where the posterior is, to place the emulator's design.

    Parameters
    ----------
    targets : sequence of Target
        Those that are fitted to.
    base : ParameterDraws

    Returns
    -------
    mode : array, shape (parameter,)
        Logarithms of ``NAMES``.
    covariance : array, shape (parameter, parameter)
    """
    referred = REFERRAL_MEAN * np.array([t.referral for t in targets])
    observed = observe_pace(targets) - referred
    sd = np.array([np.hypot(get_sampling_sd(t), _DISCREPANCY_START) for t in targets])

    def residuals(logs: FloatArray) -> FloatArray:
        fit = (predict_pace(targets, base, logs) - observed) / sd
        prior = (logs - PRIOR_MEAN) / PRIOR_SD
        return np.concatenate([fit, prior], axis=1)

    def jacobian(logs: FloatArray) -> FloatArray:
        steps = _STEP * np.eye(len(logs))
        values = residuals(np.concatenate([logs + steps, logs - steps]))
        half = len(logs)
        return np.asarray((values[:half] - values[half:]).T / (2 * _STEP))

    def at_point(logs: FloatArray) -> FloatArray:
        return np.asarray(residuals(logs[None])[0])

    found = least_squares(
        at_point,
        PRIOR_MEAN,
        jac=jacobian,
        xtol=1e-6,
    )
    slope = jacobian(found.x)
    return found.x, np.asarray(np.linalg.inv(slope.T @ slope), dtype=np.float64)


def spread(base: ParameterDraws, logs: FloatArray) -> ParameterDraws:
    """Make draws that differ in the fitted parameters only.

    Parameters
    ----------
    base : ParameterDraws
        One draw of the others.
    logs : array, shape (draw, parameter)

    Returns
    -------
    ParameterDraws
    """
    count = len(logs)
    values = {id: np.full(count, draws[0]) for id, draws in base.values.items()}
    values |= {name: np.exp(logs[:, axis]) for axis, name in enumerate(NAMES)}
    return ParameterDraws(values, base.tables, count)
