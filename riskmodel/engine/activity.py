"""Recent relapses: what they say of how fast the disability goes on."""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course, PatientProfile, Unknown
from riskmodel.engine.relapses import get_untreated_share


def get_activity(
    draws: ParameterDraws, profile: PatientProfile, year: int
) -> FloatArray:
    """Factor of recent relapses on worsening in one coming year (eq. 5).

    The factor of an unknown history is 1: the natural history was measured in
    people with and without recent relapses. So is that of no relapse on a drug,
    which says nothing of the disease without it.

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
    if profile.course is not Course.RRMS or since is None:
        return np.ones(draws.count)
    excess = draws["activity_excess_now"]
    # the excess fades exponentially through its values now and after ten years
    fade = np.maximum(np.log(excess / draws["activity_excess_10_years"]) / 10, 0.0)
    middle = year + 0.5
    active = draws["active_share"]

    def raised(years: float) -> FloatArray:
        return np.asarray(1 + excess * np.exp(-fade * (middle + years)))

    # last relapse in the last year, in the year before, or in neither
    average = active * raised(0.0) + (1 - active) * (
        active * raised(1.0) + (1 - active)
    )

    def after(years: float) -> FloatArray:
        return raised(years) / average

    if since < np.inf:
        return after(since)
    untreated = get_untreated_share(draws, profile)
    calm = untreated / average + (1 - untreated)
    if not isinstance(profile.relapses_2y, Unknown):
        return calm
    # the last year is known alone: the one before it is as anybody's
    return active * after(1.0) + (1 - active) * calm


def years_since_relapse(profile: PatientProfile) -> float | None:
    """Tell how long ago the last relapse was, as far as the answers say.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    float or None
        Years: 0 with a relapse in the last year, 1 with one in the year before, .5
        with one in either of them, infinite without any as far as is known, None
        when nothing is known.
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
