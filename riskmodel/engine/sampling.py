"""Estimate to draws: one stream of random numbers per parameter.

Each parameter has a stream of its own, named by the seed and the parameter's
id. Adding a parameter, or asking for more draws, leaves the draws of the others
as they were, so that two runs differ only by what was changed.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np

from riskmodel.engine.parameters import (
    Distribution,
    Estimate,
    FloatArray,
    ModelInputs,
    ParameterDraws,
    Posterior,
)

#: Width of a central 95 % interval of a normal distribution, in standard
#: deviations.
WIDTH_95 = 2 * 1.959963984540054


#: Uniform variates that choose within a draw: which of two published shapes or
#: tables holds, and where in the spread between centres a centre lies.
UNIFORM = ("death_shape", "pml_table", "trm_centre")


def get_stream(seed: int, name: str) -> np.random.Generator:
    """Make the random stream of one name.

    Parameters
    ----------
    seed : int
        Seed of the whole run, 0 to 2**32 - 1.
    name : str
        A parameter's id.

    Returns
    -------
    numpy.random.Generator
    """
    sequence = np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()),))
    return np.random.Generator(np.random.PCG64(sequence))


def sample_estimate(
    estimate: Estimate, count: int, rng: np.random.Generator
) -> FloatArray:
    """Draw one parameter.

    Parameters
    ----------
    estimate : Estimate
    count : int
        Number of draws.
    rng : numpy.random.Generator

    Returns
    -------
    array, shape (draw,)
        On the parameter's own scale.

    Raises
    ------
    ValueError
        For a parameter that is fitted.
    """
    match estimate.distribution:
        case Distribution.FIXED:
            return np.full(count, estimate.value)
        case Distribution.LOGNORMAL:
            # each side of the median has its own spread, so that both ends hold
            normal = rng.standard_normal(count)
            end = np.where(normal < 0, estimate.low, estimate.high)
            spread = 2 * np.abs(np.log(end / estimate.value)) / WIDTH_95
            return np.asarray(estimate.value * np.exp(spread * normal))
        case Distribution.NORMAL:
            sd = (estimate.high - estimate.low) / WIDTH_95
            return estimate.value + sd * rng.standard_normal(count)
        case Distribution.BETA:
            mean = estimate.value
            variance = ((estimate.high - estimate.low) / WIDTH_95) ** 2
            size = mean * (1 - mean) / variance - 1
            return rng.beta(mean * size, (1 - mean) * size, count)
        case _:
            raise ValueError(f"{estimate.id} is fitted, not sampled")


def sample_posterior(
    posterior: Posterior, count: int, rng: np.random.Generator
) -> dict[str, FloatArray]:
    """Take draws of parameters that were fitted together.

    Every stored draw is taken equally often, as far as the number asked for allows.

    Parameters
    ----------
    posterior : Posterior
    count : int
        Number of draws.
    rng : numpy.random.Generator

    Returns
    -------
    dict of str to array, shape (draw,)
    """
    stored = len(posterior.draws)
    rounds = -(-count // stored)
    rows = np.concatenate([rng.permutation(stored) for _ in range(rounds)])[:count]
    return dict(zip(posterior.ids, posterior.draws[rows].T.copy(), strict=True))


def sample_parameters(inputs: ModelInputs, *, count: int, seed: int) -> ParameterDraws:
    """Draw every parameter once, for all options together.

    Parameters
    ----------
    inputs : ModelInputs
    count : int
        Number of draws.
    seed : int

    Returns
    -------
    ParameterDraws
    """
    values = {
        estimate.id: sample_estimate(estimate, count, get_stream(seed, estimate.id))
        for estimate in inputs.estimates.values()
    }
    values |= {id: get_stream(seed, id).random(count) for id in UNIFORM}
    stream = get_stream(seed, "posterior")
    values |= sample_posterior(inputs.posterior, count, stream)
    return ParameterDraws(values, inputs.tables, count)
