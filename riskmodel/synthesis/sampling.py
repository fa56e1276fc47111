"""Run a chain, refuse it where it did not converge, and keep what tells so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import arviz as az
import numpy as np
import pymc as pm

from riskmodel.engine.parameters import FloatArray
from riskmodel.errors import EvidenceError

CHAINS, DRAWS, TUNE = 4, 1000, 1500
#: Acceptance asked for: small steps, as some parameters are near 0.
TARGET_ACCEPT = 0.97
#: What every fit of a release must satisfy.
LARGEST_RHAT, SMALLEST_ESS, LARGEST_PARETO_K = 1.01, 400.0, 0.7


@dataclass(frozen=True)
class Chain:
    """Draws of a posterior and how they converged.

    Parameters
    ----------
    values : mapping of str to array, shape (draw, ...)
    diagnostics : dict
        ``rhat``, ``ess_bulk``, ``ess_tail``: the worst of all parameters;
        ``divergences``, ``draws``.
    """

    values: dict[str, FloatArray]
    diagnostics: dict[str, float]


def sample(model: pm.Model, *, seed: int, draws: int = DRAWS) -> Chain:
    """Draw from a posterior by the no-U-turn sampler.

    Parameters
    ----------
    model : pymc.Model
    seed : int
    draws : int
        Of each chain.

    Returns
    -------
    Chain
    """
    with model:
        data = pm.sample(
            draws,
            tune=TUNE,
            chains=CHAINS,
            cores=2,
            random_seed=seed,
            target_accept=TARGET_ACCEPT,
            progressbar=False,
        )
    posterior = data.posterior
    return Chain(
        values={
            str(name): np.asarray(
                posterior[name].stack(sample=("chain", "draw")).values.T
            )
            for name in posterior.data_vars
        },
        diagnostics={
            "rhat": _worst(az.rhat(data), np.max),
            "ess_bulk": _worst(az.ess(data, method="bulk"), np.min),
            "ess_tail": _worst(az.ess(data, method="tail"), np.min),
            "divergences": int(data.sample_stats["diverging"].sum()),
            "draws": CHAINS * draws,
        },
    )


def has_converged(diagnostics: dict[str, float]) -> bool:
    """Tell whether a fit satisfies what a release asks of it.

    Parameters
    ----------
    diagnostics : dict
        Of a chain, or of importance sampling (``pareto_k``, ``ess``).

    Returns
    -------
    bool
    """
    if "pareto_k" in diagnostics:
        return (
            diagnostics["pareto_k"] < LARGEST_PARETO_K
            and diagnostics["ess"] > SMALLEST_ESS
        )
    return (
        diagnostics["rhat"] < LARGEST_RHAT
        and diagnostics["ess_bulk"] > SMALLEST_ESS
        and diagnostics["ess_tail"] > SMALLEST_ESS
        and diagnostics["divergences"] == 0
    )


def refuse_unconverged(diagnostics: Mapping[str, dict[str, float]]) -> None:
    """Refuse fits that did not converge.

    Parameters
    ----------
    diagnostics : mapping of str to dict
        By the name of the fit.

    Raises
    ------
    EvidenceError
        Which names them.
    """
    failed = {n: found for n, found in diagnostics.items() if not has_converged(found)}
    if failed:
        raise EvidenceError(f"did not converge: {failed}")


def weigh(log_ratio: FloatArray) -> tuple[FloatArray, dict[str, float]]:
    """Smooth importance weights and tell how far they can be trusted.

    Parameters
    ----------
    log_ratio : array, shape (draw,)
        Log density of the target less that of where the draws come from.

    Returns
    -------
    weight : array, shape (draw,)
        Summing to 1.
    diagnostics : dict
        ``pareto_k`` and effective sample size ``ess``.
    """
    smoothed, k = az.psislw(log_ratio)
    weight = np.exp(smoothed - smoothed.max())
    weight = np.asarray(weight / weight.sum())
    return weight, {"pareto_k": float(k), "ess": float(1 / (weight**2).sum())}


def resample(
    weight: FloatArray, count: int, rng: np.random.Generator
) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Take draws in proportion to their weight, as evenly as can be.

    Parameters
    ----------
    weight : array, shape (draw,)
        Summing to 1.
    count : int
    rng : numpy.random.Generator

    Returns
    -------
    array of int, shape (count,)
    """
    places = (np.arange(count) + rng.random()) / count
    found = np.searchsorted(np.cumsum(weight), places)
    return np.minimum(found, len(weight) - 1)


def get_monte_carlo_error(values: FloatArray, figure: str = "mean") -> float:
    """Compute the standard error of a figure of draws that lie chain after chain.

    Parameters
    ----------
    values : array, shape (draw,)
    figure : str
        ``mean`` or ``sd``.

    Returns
    -------
    float
    """
    if figure == "sd":
        # an error of the variance, on the scale of its root
        sd = float(values.std())
        return get_monte_carlo_error((values - values.mean()) ** 2) / (2 * sd)
    chains = {"x": values.reshape(CHAINS, -1)}
    return float(az.mcse(chains, method="mean")["x"])


def _worst(found: Any, choose: Any) -> float:
    return float(
        choose([choose(np.asarray(found[name].values)) for name in found.data_vars])
    )
