"""Intensities to state occupation: competing risks in continuous time.

Within a year intensities are constant, so occupation after the year is the
matrix exponential of the generator, applied to the occupation before it. It is
summed as a power series of a non-negative matrix, which keeps probabilities
non-negative, conserves their sum, and never forms the matrix of any draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from riskmodel.engine.parameters import FloatArray
from riskmodel.errors import NumericalError

#: Share of the year's probability that the truncated series may leave out: far
#: below the rounding of double precision when added over 15 years.
SERIES_TOLERANCE = 1e-17


@dataclass(frozen=True)
class Channel:
    """One kind of event: how fast it happens and where it leads.

    Parameters
    ----------
    per_year : array, shape (state, draw)
        Intensity of leaving each state by this event. Per year.
    destination : array, shape (state, state)
        Distribution of the next state, by the state left; rows sum to 1 where
        the event can happen.
    """

    per_year: FloatArray
    destination: FloatArray


@dataclass(frozen=True)
class Generator:
    """The year's events, stacked so that one product applies them all.

    Parameters
    ----------
    per_year : array, shape (channel, state, draw)
    change : array, shape (state, channel * state)
        Destination minus origin of each event, transposed.
    fastest : float
        Largest total intensity of leaving a state. Per year.
    """

    per_year: FloatArray
    change: FloatArray
    fastest: float


def build_generator(channels: Sequence[Channel]) -> Generator:
    """Stack the channels of a year.

    Parameters
    ----------
    channels : sequence of Channel

    Returns
    -------
    Generator

    Raises
    ------
    NumericalError
        When an intensity is negative or not a number.
    """
    per_year = np.stack([channel.per_year for channel in channels])
    if not (per_year.min() >= 0 and np.isfinite(per_year.max())):
        raise NumericalError("an intensity is negative or not finite")
    identity = np.eye(per_year.shape[1])
    change = np.hstack([channel.destination.T - identity for channel in channels])
    return Generator(per_year, change, float(per_year.sum(axis=0).max()))


def advance(occupation: FloatArray, generator: Generator, years: float) -> FloatArray:
    """Move occupation forward with constant intensities (docs/model.md, eq. 3).

    Parameters
    ----------
    occupation : array, shape (state, draw)
        Probabilities before.
    generator : Generator
    years : float
        Length of the step.

    Returns
    -------
    array, shape (state, draw)
        Probabilities after.
    """
    # exp(G t) = exp(-m) exp(G t + m I): with m at least the fastest intensity
    # the second matrix has no negative entry. A little above it, so that
    # rounding cannot make its diagonal negative either.
    shift = generator.fastest * years * (1 + 1e-9)
    channels, states, draws = generator.per_year.shape
    change = generator.change * years
    flow = np.empty((channels, states, draws))
    term = occupation
    for order in range(count_terms(shift), 0, -1):
        np.multiply(generator.per_year, term, out=flow)
        following = (change / order) @ flow.reshape(channels * states, draws)
        following += (shift / order) * term
        following += occupation
        term = following
    return np.asarray(exp(-shift) * term)


def count_terms(shift: float) -> int:
    """Count the terms after which the rest of the series is negligible.

    Parameters
    ----------
    shift : float
        Expected number of jumps of the uniformised chain, 0 or more.

    Returns
    -------
    int
        Order of the last term kept, 1 or more.
    """
    order, left = 1, shift * exp(-shift)
    # the tail beyond `order` is at most its first term times a geometric sum
    while left > SERIES_TOLERANCE or order < shift:
        order += 1
        left *= shift / order
    return order
