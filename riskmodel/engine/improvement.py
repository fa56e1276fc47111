"""Improvement: once, one band down, in the first two years.

The studies print the share of people who improve by two years, with worsening
competing. The intensity that gives that share is solved for (docs/model.md,
eq. 9).
"""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray
from riskmodel.errors import NumericalError

#: Years in which people improve.
IMPROVEMENT_YEARS = 2
#: Lowest EDSS band from which the studies count improvement.
LOWEST_BAND = 2
#: Highest EDSS band at which studies of relapsing MS counted improvement.
HIGHEST_BAND = 6

_ITERATIONS = 60
_TOLERANCE = 1e-12


def solve_intensity(
    share: FloatArray, *, competing: FloatArray, weight: FloatArray
) -> FloatArray:
    """Find the intensity of improvement that gives the published share.

    Parameters
    ----------
    share : array, shape (draw,)
        Share of people who improve within two years, 0 to 1.
    competing : array, shape (year, node, draw)
        Rate of leaving the start by anything else in each of the two years.
    weight : array, shape (node, draw)
        Weights of the frailty.

    Returns
    -------
    array, shape (draw,)
        Per year.

    Raises
    ------
    NumericalError
        When the search does not settle.
    """
    intensity = -np.log1p(-share) / IMPROVEMENT_YEARS
    for _ in range(_ITERATIONS):
        reached, slope = _share_and_slope(intensity, competing, weight)
        step = (share - reached) / slope
        # the share is increasing and concave, so Newton's steps from the left
        # never pass the solution
        intensity = intensity + step
        if np.max(np.abs(step)) < _TOLERANCE:
            return intensity
    raise NumericalError("no intensity of improvement gives the published share")


def _share_and_slope(
    intensity: FloatArray, competing: FloatArray, weight: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Share improved within the years, and its derivative."""
    left = np.ones_like(weight)
    left_slope = np.zeros_like(weight)
    share = np.zeros_like(weight)
    slope = np.zeros_like(weight)
    for rate in competing:
        total = intensity + rate
        stay = np.exp(-total)
        part = intensity / total * (1 - stay)
        part_slope = rate / total**2 * (1 - stay) + intensity / total * stay
        share += left * part
        slope += left_slope * part + left * part_slope
        left_slope = (left_slope - left) * stay
        left = left * stay
    return (share * weight).sum(axis=0), (slope * weight).sum(axis=0)
