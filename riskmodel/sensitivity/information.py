"""Value of information: how much less of the bad outcome if a parameter were known.

The expected value of perfect information about one parameter, by regression of the
outcomes on the draws [1]_: within the draws, the outcome of each option is smoothed
over the parameter; knowing the parameter lets one take the smaller of the smoothed
outcomes instead of the option that is smaller on average.

References
----------
.. [1] Strong M, Oakley JE, Brennan A. Estimating multiparameter partial expected
   value of perfect information from a probabilistic sensitivity analysis sample: a
   nonparametric regression approach. Medical Decision Making 2014;34:311-326.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermevander
from scipy.special import ndtri

from riskmodel.engine.parameters import FloatArray

#: Degree of the regression on the normal score of the parameter's rank.
DEGREE = 4
#: Groups of draws that are left out in turn for the standard error.
GROUPS = 10
#: Parameters without meaning on which the bias of the method is seen.
SHUFFLES = 100


@dataclass(frozen=True)
class Worth:
    """Value of knowing one parameter.

    Parameters
    ----------
    value : float
        Probability of the bad outcome that would be avoided, 0 or more.
    standard_error : float
    """

    value: float
    standard_error: float


@dataclass(frozen=True)
class Noise:
    """What the method finds in a parameter that means nothing.

    Parameters
    ----------
    mean, upper95 : float
        Mean, and the value that 5 % of such parameters exceed. A positive bias:
        taking the smaller of noisy averages always seems to gain something.
    """

    mean: float
    upper95: float


def get_perfect(losses: FloatArray) -> float:
    """Value of knowing everything.

    Parameters
    ----------
    losses : array, shape (option, draw)
        Probability of the bad outcome.

    Returns
    -------
    float
    """
    return _gain(losses)


def get_worth(level: FloatArray, losses: FloatArray) -> Worth:
    """Value of knowing one parameter, with its standard error.

    Parameters
    ----------
    level : array, shape (draw,)
        The parameter; of two values only, their groups are averaged.
    losses : array, shape (option, draw)

    Returns
    -------
    Worth
    """
    group = np.arange(len(level)) % GROUPS
    left_out = np.array(
        [_gain(smooth(level[group != g], losses[:, group != g])) for g in range(GROUPS)]
    )
    # the jackknife over groups: batches of the sample, each as good as the others
    spread = np.sqrt((GROUPS - 1) * left_out.var())
    return Worth(_gain(smooth(level, losses)), float(spread))


def get_noise(losses: FloatArray, rng: np.random.Generator) -> Noise:
    """See what the method finds where there is nothing to find.

    Parameters
    ----------
    losses : array, shape (option, draw)
    rng : numpy.random.Generator

    Returns
    -------
    Noise
    """
    draws = losses.shape[1]
    found = [
        _gain(smooth(rng.permutation(draws).astype(float), losses))
        for _ in range(SHUFFLES)
    ]
    return Noise(float(np.mean(found)), float(np.quantile(found, 0.95)))


def smooth(level: FloatArray, losses: FloatArray) -> FloatArray:
    """Smooth the losses over a parameter, by regression.

    Parameters
    ----------
    level : array, shape (draw,)
    losses : array, shape (option, draw)

    Returns
    -------
    array, shape (option, draw)
        Expected losses given the parameter.
    """
    first = level == level.min()
    if (first | (level == level.max())).all():
        return np.where(first, _mean(losses, first), _mean(losses, ~first))
    # ranks make the shape of the parameter's distribution and its unit irrelevant;
    # of levels that are the same, the middle one
    _, at, ties = np.unique(level, return_inverse=True, return_counts=True)
    ranks = np.cumsum(ties) - (ties - 1) / 2
    scores = ndtri((ranks[at] - 0.5) / len(level))
    basis = np.linalg.qr(hermevander(scores, DEGREE))[0]
    return np.asarray((losses @ basis) @ basis.T)


def _mean(
    losses: FloatArray, which: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> FloatArray:
    kept = losses[:, which]
    # a way that no draw took teaches nothing
    kept = kept if kept.size else losses
    return np.asarray(kept.mean(axis=1, keepdims=True))


def _gain(expected: FloatArray) -> float:
    """Mean of the smallest, below the smallest mean."""
    return float(expected.mean(axis=1).min() - expected.min(axis=0).mean())
