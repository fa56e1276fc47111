"""Relapses of a person on an option: how many to expect, and the chance of none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course, PatientProfile
from riskmodel.engine.relapses import (
    get_own_rate,
    get_rebound_years,
    get_relapse_free,
    get_years,
)


def count_relapses(
    draws: ParameterDraws,
    profile: PatientProfile,
    *,
    plan: Plan,
    starts: Sequence[tuple[float, int, FloatArray]],
) -> tuple[FloatArray, FloatArray]:
    """Count expected relapses, and the probability of none (eq. 16, 17).

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    plan : Plan
    starts : sequence of (float, int, array of shape (year, draw))
        Probability of each starting band, the band, and who is alive of those
        there; year 0 is the start.

    Returns
    -------
    relapses, free : array, shape (year, draw)
    """
    relapses, free = np.zeros((2, *starts[0][2].shape))
    for share, band, alive in starts:
        lived = (alive[1:] + alive[:-1]) / 2
        rate = get_own_rate(draws, profile, band)
        for probability, stop in _stopping_years(plan):
            exposure = []
            for year in range(len(lived)):
                length = get_years(draws, profile, year)
                off = stop is not None and year >= stop
                if not off:
                    length = length * plan.relapse_ratio
                if stop == year and profile.course is not Course.PPMS:
                    length = get_rebound_years(draws, rate, length)
                exposure.append(length)
            total = np.cumsum(exposure, axis=0)
            weight = share * probability
            mean = rate.shape / rate.exposure
            relapses[1:] += weight * mean * np.cumsum(exposure * lived, axis=0)
            free[1:] += weight * get_relapse_free(rate, total)
            free[0] += weight
    return relapses, free


def _stopping_years(plan: Plan) -> list[tuple[FloatArray | float, int | None]]:
    """Probability of stopping the option at the start of each year, or never."""
    if plan.stop_after is not None:
        return [(1.0, plan.stop_after)]
    stopping = plan.stopping_in_year
    if not stopping.any():
        return [(1.0, None)]
    years = len(plan.hazard_ratio)
    # those who stop in a year do so at its end
    stops: list[tuple[FloatArray | float, int | None]] = [
        ((1 - stopping) ** (year - 1) * stopping, year) for year in range(1, years)
    ]
    return [*stops, ((1 - stopping) ** (years - 1), None)]
