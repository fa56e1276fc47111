"""Lasting worsening: the generator's upward intensities, and what scales them.

The published generator counts every reading of the EDSS. Only the share ``k``
of its upward moves that last is taken (docs/model.md, eq. 1); backward moves are
left out, because a hazard ratio on worsening alone would turn them into healing.
"""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course, PatientProfile, Unknown
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


def get_activity(
    draws: ParameterDraws, profile: PatientProfile, year: int
) -> FloatArray:
    """Factor of recent relapses on worsening in one coming year (eq. 5).

    The factor of an unknown history is 1: the natural history was measured in
    people with and without recent relapses.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    year : int
        Year counted from now, 0 for the first.

    Returns
    -------
    array, shape (draw,)
    """
    since = years_since_relapse(profile)
    if since == np.inf and profile.years_on_natalizumab > 0:
        # no relapse on a drug that prevents them says nothing of the disease itself
        since = None
    if profile.course is not Course.RRMS or since is None:
        return np.ones(draws.count)
    excess = draws["activity_excess_now"]
    # the excess fades exponentially through its values now and after ten years
    fade = np.maximum(np.log(excess / draws["activity_excess_10_years"]) / 10, 0.0)
    middle = year + 0.5
    average = 1 + draws["active_share"] * excess * np.exp(-fade * middle)
    if since == np.inf:
        return np.asarray(1 / average)
    return np.asarray((1 + excess * np.exp(-fade * (middle + since))) / average)


def years_since_relapse(profile: PatientProfile) -> float | None:
    """Tell how long ago the last relapse was, as far as the answers say.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    float or None
        Years: 0 with a relapse in the last year, 1 with one in the year before,
        infinite without either, None when not known.
    """
    one, two = profile.relapses_1y, profile.relapses_2y
    if not isinstance(one, Unknown) and one > 0:
        return 0.0
    if not isinstance(two, Unknown) and two > 0:
        # in the last two years, and not (or not known) in the last
        return 1.0 if not isinstance(one, Unknown) else 0.5
    if not isinstance(one, Unknown) or not isinstance(two, Unknown):
        return np.inf
    return None
