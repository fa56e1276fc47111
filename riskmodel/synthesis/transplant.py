"""Fit transplant mortality: a random-effects binomial meta-regression.

Studies are few and deaths fewer, so the priors matter (docs/model.md, eq. 11).
The random effect of each study is integrated out by quadrature, and the posterior
is summarised by importance sampling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from scipy.optimize import minimize
from scipy.special import log_expit, logsumexp
from scipy.stats import multivariate_t, norm

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.transplant import REFERENCE_EDSS, REFERENCE_YEAR

#: Parameters; the last is on the log scale, so that it stays above 0.
NAMES = (
    "trm_intercept",
    "trm_edss_slope",
    "trm_year_slope",
    "trm_high_intensity",
    "trm_tau",
)
#: Priors: mean and standard deviation (judgement; docs/model.md, section 5).
PRIOR_MEAN = np.array([-4.5, np.log(1.5), -0.10, np.log(2.0)])
PRIOR_SD = np.array([2.0, 0.3, 0.08, 0.5])
#: Scale of the half-normal prior of the spread between studies.
TAU_SCALE = 0.5
#: Importance sampling: draws, and degrees of freedom of the proposal.
PROPOSALS, PROPOSAL_DF = 10_000, 5
_STEP = 1e-3


@dataclass(frozen=True)
class TransplantStudy:
    """Deaths of one study.

    Parameters
    ----------
    deaths, transplanted : int
    mid_year : float
        Middle of the years of transplant.
    edss : float
        Median or mean at transplant.
    high_intensity_share : float
    """

    deaths: int
    transplanted: int
    mid_year: float
    edss: float
    high_intensity_share: float


def fit_transplant_mortality(
    studies: Sequence[TransplantStudy], rng: np.random.Generator
) -> tuple[FloatArray, FloatArray, float]:
    """Find the mean and spread of the posterior, by importance sampling.

    Parameters
    ----------
    studies : sequence of TransplantStudy
    rng : numpy.random.Generator

    Returns
    -------
    mean : array, shape (parameter,)
    covariance : array, shape (parameter, parameter)
        In the order of ``NAMES``, the spread between studies on the log scale.
    effective : float
        Effective number of independent draws.
    """
    start = np.append(PRIOR_MEAN, np.log(0.4))
    mode = minimize(minus_log_posterior, start, args=(studies,), method="BFGS")
    proposal = multivariate_t(
        mode.x, np.linalg.inv(_curvature(mode.x, studies)), df=PROPOSAL_DF, seed=rng
    )
    points = proposal.rvs(PROPOSALS)
    log_weight = -np.array([minus_log_posterior(point, studies) for point in points])
    log_weight -= proposal.logpdf(points)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    mean = weight @ points
    covariance = (points - mean).T @ (weight[:, None] * (points - mean))
    # few studies say little about a small spread, so the posterior of its
    # logarithm has a long lower tail. A lognormal with the mean and the variance
    # of the spread itself has no upper tail that the data do not have.
    tau = np.exp(points[:, -1])
    average = weight @ tau
    variance = np.log1p(weight @ (tau - average) ** 2 / average**2)
    mean[-1] = np.log(average) - variance / 2
    shrink = np.sqrt(variance / covariance[-1, -1])
    covariance[-1] *= shrink
    covariance[:, -1] *= shrink
    return mean, covariance, float(1 / (weight**2).sum())


def minus_log_posterior(at: FloatArray, studies: Sequence[TransplantStudy]) -> float:
    """Compute minus the log posterior, up to a constant.

    Parameters
    ----------
    at : array, shape (parameter,)
        In the order of ``NAMES``.
    studies : sequence of TransplantStudy

    Returns
    -------
    float
    """
    tau = float(np.exp(at[-1]))
    prior = np.sum(norm.logpdf(at[:-1], PRIOR_MEAN, PRIOR_SD))
    # half-normal on tau, with the Jacobian of its logarithm
    prior += norm.logpdf(tau, 0, TAU_SCALE) + at[-1]
    points, weights = hermegauss(21)
    weights = weights / weights.sum()
    total = float(prior)
    for study in studies:
        logit = (
            at[0]
            + at[1] * (study.edss - REFERENCE_EDSS)
            + at[2] * (study.mid_year - REFERENCE_YEAR)
            + at[3] * study.high_intensity_share
        )
        died = study.deaths * log_expit(logit + tau * points)
        lived = (study.transplanted - study.deaths) * log_expit(-logit - tau * points)
        total += float(logsumexp(died + lived, b=weights))
    return -total


def _curvature(at: FloatArray, studies: Sequence[TransplantStudy]) -> FloatArray:
    """Second derivatives of minus the log posterior, by central differences."""
    count = len(at)
    steps = _STEP * np.eye(count)
    curvature = np.empty((count, count))
    for i in range(count):
        for j in range(count):
            corners = [
                minus_log_posterior(at + a * steps[i] + b * steps[j], studies) * a * b
                for a in (1, -1)
                for b in (1, -1)
            ]
            curvature[i, j] = sum(corners) / (4 * _STEP**2)
    return curvature
