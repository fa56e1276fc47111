"""Lasting worsening: the generator's upward intensities, and what scales them.

The published generator counts every reading of the EDSS. Only the share ``k``
of its upward moves that last is taken (docs/model.md, eq. 1); backward moves are
left out, because a hazard ratio on worsening alone would turn them into healing.
"""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course
from riskmodel.engine.states import BANDS

#: Bands of each share k that lasts.
BAND_GROUPS = ("k_low",) * 4 + ("k_mid",) * 2 + ("k_high",) + ("k_top",) * 3
#: Bands on which the course acts; above them the generator's people are
#: progressive already.
COURSE_BANDS = 6
COURSE_FACTOR = {
    Course.RRMS: None,
    Course.SPMS: "spms_factor",
    Course.PPMS: "ppms_factor",
}


def get_band_rates(draws: ParameterDraws, course: Course) -> FloatArray:
    """Rate of leaving each band by lasting worsening (docs/model.md, eq. 1).

    Parameters
    ----------
    draws : ParameterDraws
    course : Course

    Returns
    -------
    array, shape (band, draw)
        For a person of frailty 1, untreated, of the registries' era. Per year.
    """
    leaving = draws.tables.worsening_per_year.sum(axis=1)
    rates = np.stack([leaving[b] * draws[BAND_GROUPS[b]] for b in range(BANDS)])
    factor = COURSE_FACTOR[course]
    if factor is not None:
        rates[:COURSE_BANDS] *= draws[factor]
    return rates


def get_jump_shares(draws: ParameterDraws) -> FloatArray:
    """Distribution of the band reached when worsening.

    Parameters
    ----------
    draws : ParameterDraws

    Returns
    -------
    array, shape (band, band)
        Rows sum to 1, but for the last band, which nobody leaves.
    """
    upward = draws.tables.worsening_per_year
    leaving = upward.sum(axis=1, keepdims=True)
    shares = np.zeros_like(upward)
    np.divide(upward, leaving, out=shares, where=leaving > 0)
    return shares
