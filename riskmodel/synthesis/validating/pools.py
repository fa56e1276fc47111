"""Transplant mortality pooled by plainer methods, without EDSS or year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit, logsumexp
from scipy.stats import betabinom, binom, binomtest
from statsmodels.stats.meta_analysis import combine_effects

from riskmodel.engine.parameters import FloatArray
from riskmodel.synthesis.transplant import read_studies
from riskmodel.synthesis.validating.deaths import EXPERT

#: What is added to the deaths and to the survivors of each study, where a method
#: cannot take a study without deaths.
CORRECTION = 0.5
#: Levels of a study, in spreads, over which the likelihood is summed: close enough for
#: the sharp likelihood of a large study under a wide spread.
LEVELS = np.linspace(-6.0, 6.0, 301)


def pool_plainly(folder: Path) -> dict[str, list[float]]:
    """Pool the studies without covariates, by plain methods, in percent.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to list of float
        Estimate and 95 % interval.
    """
    studies = read_studies(folder)
    found = {}
    for label, used in (
        ("all seven", studies),
        ("without the expert centre", [s for s in studies if s.name != EXPERT]),
    ):
        deaths = np.array([s.deaths for s in used], dtype=float)
        people = np.array([s.transplanted for s in used], dtype=float)
        for method, pool in METHODS.items():
            found[f"{method}, {label}"] = [100 * x for x in pool(deaths, people)]
    return found


def pool_as_one(deaths: FloatArray, people: FloatArray) -> list[float]:
    """Share of all people, as if they were of one study, with its exact interval."""
    test = binomtest(int(deaths.sum()), int(people.sum()))
    interval = test.proportion_ci()
    return [float(test.statistic), float(interval.low), float(interval.high)]


def pool_corrected(deaths: FloatArray, people: FloatArray) -> list[float]:
    """Random effects on the logit, which needs a death in every study."""
    d, n = deaths + CORRECTION, people + 2 * CORRECTION
    effect, variance = np.log(d / (n - d)), 1 / d + 1 / (n - d)
    pooled = combine_effects(effect, variance, method_re="iterated")
    row = pooled.summary_frame().loc["random effect"]
    return [float(expit(row[column])) for column in ("eff", "ci_low", "ci_upp")]


def pool_binomial_normal(deaths: FloatArray, people: FloatArray) -> list[float]:
    """Random effects on the logit by the binomial likelihood: nothing is added.

    Maximum likelihood; the estimate is of the average study.
    """
    log_weights = -0.5 * LEVELS**2
    log_weights = log_weights - logsumexp(log_weights)

    def minus_log(log_spread: float, share: float) -> float:
        shares = expit(logit(share) + np.exp(log_spread) * LEVELS)
        logs = binom.logpmf(deaths[:, np.newaxis], people[:, np.newaxis], shares)
        return -float(np.sum(logsumexp(logs + log_weights, axis=1)))

    return _profile(minus_log, start=-1.0, bounds=(-6.0, 1.1))


def pool_beta_binomial(deaths: FloatArray, people: FloatArray) -> list[float]:
    """Beta-binomial by maximum likelihood: nothing is added."""

    def minus_log(log_size: float, mean: float) -> float:
        size = np.exp(log_size)
        logs = betabinom.logpmf(deaths, people, mean * size, (1 - mean) * size)
        return -float(np.sum(logs))

    return _profile(minus_log, start=4.0, bounds=(0.0, 12.0))


#: By the name under which the report prints them.
METHODS: dict[str, Callable[[FloatArray, FloatArray], list[float]]] = {
    "crude share, as if one study (exact interval)": pool_as_one,
    "random effects on the logit, one half added (statsmodels)": pool_corrected,
    "random effects on the logit, nothing added": pool_binomial_normal,
    "beta-binomial, nothing added": pool_beta_binomial,
}


def _profile(
    minus_log: Callable[[float, float], float],
    *,
    start: float,
    bounds: tuple[float, float],
) -> list[float]:
    """Find the largest likelihood, and the profile interval, of a pooled share."""
    grid = np.exp(np.linspace(np.log(5e-4), np.log(0.08), 160))

    def at_best(share: float) -> float:
        def minus_log_at(x: FloatArray) -> float:
            return minus_log(float(x[0]), share)

        return float(minimize(minus_log_at, [start], bounds=[bounds]).fun)

    profile = np.array([at_best(share) for share in grid])
    # half of the 95 % point of chi-squared on one degree of freedom
    inside = grid[profile < profile.min() + 1.92]
    return [float(x) for x in (grid[profile.argmin()], inside[0], inside[-1])]
