"""Intensities to state occupation: competing risks in continuous time.

Within a year intensities are constant, so occupation after the year is the
matrix exponential of the generator, applied to the occupation before it. It is
summed as a power series of a non-negative matrix, which keeps probabilities
non-negative and never forms the matrix of any draw.
"""

from __future__ import annotations

from math import ceil, exp

import numpy as np

from riskmodel.engine.parameters import FloatArray
from riskmodel.errors import NumericalError

#: Probability that the truncated series of a step may leave out. Added over all
#: steps it stays far below the tolerance on sums, 1e-12.
SERIES_TOLERANCE = 1e-13
#: Longest part of a step that one series covers, in expected jumps.
LONGEST_SHIFT = 30.0
#: Draws that are carried together.
BLOCK = 1024


def advance(
    occupation: FloatArray,
    *,
    worsening: FloatArray,
    jumps: FloatArray,
    death: FloatArray | None = None,
    improvement: FloatArray | None = None,
) -> FloatArray:
    """Move occupation forward with constant intensities (docs/model.md, eq. 3).

    Parameters
    ----------
    occupation : array, shape (state, draw)
        Probabilities of the live states before.
    worsening : array, shape (state, draw)
        Intensity of worsening, times the length of the step.
    jumps : array, shape (state, state)
        Distribution of the state reached by worsening, by the state left.
    death : array, shape (state, draw), optional
        Intensity of dying, times the length of the step.
    improvement : array, shape (draw,), optional
        Intensity of moving from state 0 to state 1, times the length of the
        step.

    Returns
    -------
    array, shape (state, draw)
        Probabilities after; what is missing has died.

    Raises
    ------
    NumericalError
        When an intensity is negative or not a number.
    """
    states, draws = occupation.shape
    if draws > BLOCK:
        # each block stays in the processor's cache, and has its own pace
        blocks = [slice(first, first + BLOCK) for first in range(0, draws, BLOCK)]
        carried = [
            advance(
                occupation[:, block],
                worsening=worsening[:, block],
                jumps=jumps,
                death=None if death is None else death[:, block],
                improvement=None if improvement is None else improvement[block],
            )
            for block in blocks
        ]
        return np.concatenate(carried, axis=1)
    rates = np.empty((2, states, draws))
    leaving = rates[1]
    if death is None:
        leaving[:] = worsening
    else:
        np.add(worsening, death, out=leaving)
    if improvement is not None:
        leaving[0] += improvement
    fastest = float(leaving.max())
    if not (worsening.min() >= 0 and leaving.min() >= 0 and fastest < np.inf):
        raise NumericalError("an intensity is negative or not finite")
    parts = max(ceil(fastest / LONGEST_SHIFT), 1)
    # exp(G) = exp(-m) exp(G + m I): with m at least the fastest intensity the
    # second matrix has no negative entry
    shift = fastest / parts
    rates[0] = worsening
    np.subtract(fastest, leaving, out=leaving)
    if parts > 1:
        rates /= parts
    # what is left out is a share of the people there are: few need fewer terms
    people = max(float(occupation.sum(axis=0).max()), SERIES_TOLERANCE)
    terms = count_terms(shift, SERIES_TOLERANCE / (people * parts))
    apply = np.hstack([jumps.T, np.eye(states)])
    flow = np.empty_like(rates)
    stacked = flow.reshape(2 * states, draws)
    # two buffers take turns: nothing is allocated within the series
    following, spare = np.empty((2, states, draws))
    for _ in range(parts):
        term = occupation
        for order in range(terms, 0, -1):
            np.multiply(rates, term, out=flow)
            np.matmul(apply / order, stacked, out=following)
            if improvement is not None:
                following[1] += improvement / (parts * order) * term[0]
            following += occupation
            term, following, spare = following, spare, following
        occupation = exp(-shift) * term
    return occupation


def count_terms(shift: float, tolerance: float = SERIES_TOLERANCE) -> int:
    """Count the terms after which the rest of the series is negligible.

    Parameters
    ----------
    shift : float
        Expected number of jumps of the uniformised chain, 0 or more.
    tolerance : float
        Probability that may be left out.

    Returns
    -------
    int
        Order of the last term kept, 1 or more.
    """
    order, left = 1, shift * exp(-shift)
    # past the mode each term is the one before, times a falling factor
    while left > tolerance or order < shift:
        order += 1
        left *= shift / order
    return order
