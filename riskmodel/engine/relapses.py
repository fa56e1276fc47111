"""Relapses: a person's own rate, its fall with age, and each option's ratio.

A gamma-Poisson model (docs/model.md, eq. 15 and 16): the rate while untreated is
shrunk towards what people like this have.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskmodel.engine.frailty import PAST_EFFECT
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import (
    Course,
    Drug,
    PatientProfile,
    Unknown,
)

#: Younger people's rate is held at this age (judgement): carried back to 18 the fall
#: with age would give 2.6 relapses a year, where studies saw at most .93.
YOUNGEST_AGE_YEARS = 30.0
#: Relapse ratio of a drug taken while the relapses were counted, by the group of
#: its effect on worsening.
PAST_RELAPSE_RATIO = {
    "past_hr_platform": "past_relapse_ratio_platform",
    "past_hr_high": "past_relapse_ratio_high",
}


@dataclass(frozen=True)
class RelapseRate:
    """A person's own relapse rate while untreated, gamma distributed.

    Parameters
    ----------
    shape, exposure : array, shape (draw,)
        Mean shape / exposure, per year.
    """

    shape: FloatArray
    exposure: FloatArray


def get_own_rate(
    draws: ParameterDraws, profile: PatientProfile, band: int
) -> RelapseRate:
    """Own rate given the relapses counted (eq. 15).

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    band : int
        EDSS band, which sets the mean in secondary progressive MS.

    Returns
    -------
    RelapseRate
    """
    match profile.course:
        case Course.RRMS:
            age = max(profile.age_years, YOUNGEST_AGE_YEARS)
            years = (age - draws["relapse_reference_age"]) / 5
            mean = draws["relapse_rate_untreated"] * get_age_fall(draws) ** years
        case Course.SPMS:
            table = draws.tables.relapses_per_year_spms
            mean = np.full(draws.count, table[band])
        case _:
            mean = draws["relapse_rate_ppms"]
    shape = draws["relapse_shape"].copy()
    # no course has a rate of exactly none
    exposure = shape / np.maximum(mean, 1e-3)
    counted, years_counted = _counted(profile)
    if years_counted == 0:
        return RelapseRate(shape, exposure)
    before = draws.values.get("relapses_before_trial")
    if profile.course is Course.RRMS and before is not None:
        # the trial's people had relapsed to be let in: the rate is of those with
        # their count in the year before, and a count may not enter twice
        exposure = (shape + before) / mean - 1
    shape += counted
    exposure += years_counted * _ratio_while_counted(draws, profile, years_counted)
    return RelapseRate(shape, exposure)


def get_age_fall(draws: ParameterDraws) -> FloatArray:
    """Factor on the relapse rate for five more years of age, shape (draw,)."""
    return np.asarray(1 - draws["relapse_fall_per_5_years"])


def get_years(draws: ParameterDraws, profile: PatientProfile, year: int) -> FloatArray:
    """Length of one coming year in years of today's rate (eq. 16).

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
    now = max(profile.age_years, YOUNGEST_AGE_YEARS)
    then = max(profile.age_years + year + 0.5, YOUNGEST_AGE_YEARS)
    return np.asarray(get_age_fall(draws) ** ((then - now) / 5))


def get_relapse_free(rate: RelapseRate, exposure: FloatArray) -> FloatArray:
    """Probability of no relapse during an exposure (eq. 16).

    Parameters
    ----------
    rate : RelapseRate
    exposure : array, shape (..., draw)
        Years of today's untreated rate.

    Returns
    -------
    array, shape (..., draw)
    """
    return np.asarray((1 + exposure / rate.exposure) ** -rate.shape)


def get_rebound_years(
    draws: ParameterDraws, rate: RelapseRate, years: FloatArray
) -> FloatArray:
    """Exposure in the year after natalizumab is stopped (eq. 17).

    At least as many people relapse as after stopping in the studies.

    Parameters
    ----------
    draws : ParameterDraws
    rate : RelapseRate
    years : array, shape (draw,)
        The year's exposure without rebound.

    Returns
    -------
    array, shape (draw,)
    """
    free = 1 - draws["rebound_relapse_12_months"]
    least = rate.exposure * (free ** (-1 / rate.shape) - 1)
    return np.maximum(years, least)


def _counted(profile: PatientProfile) -> tuple[int, float]:
    """Relapses known of, and the years in which they were counted."""
    if not isinstance(profile.relapses_2y, Unknown):
        return profile.relapses_2y, min(2.0, profile.duration_years)
    if not isinstance(profile.relapses_1y, Unknown):
        return profile.relapses_1y, min(1.0, profile.duration_years)
    return 0, 0.0


def get_untreated_share(draws: ParameterDraws, profile: PatientProfile) -> FloatArray:
    """Probability that no drug was taken while the relapses were counted.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
        Of unknown treatments three histories are equally likely (eq. 8). Which of
        the drugs came last is not asked: the years on all of them are taken to lie
        alike in the past.

    Returns
    -------
    array, shape (draw,)
    """
    if profile.years_on_natalizumab > 0:
        return np.zeros(draws.count)
    if isinstance(profile.treatments, Unknown):
        return 1 - draws["history_treated_share"] * 2 / 3
    on_drugs = sum(had.years for had in profile.treatments)
    share = on_drugs / max(profile.duration_years, on_drugs) if on_drugs else 0.0
    return np.full(draws.count, 1 - share)


def _ratio_while_counted(
    draws: ParameterDraws, profile: PatientProfile, years_counted: float
) -> FloatArray:
    """Relapse ratio of whatever the person was taking in the years counted."""
    earlier = _ratio_before_natalizumab(draws, profile)
    on_it = profile.years_on_natalizumab
    if on_it == 0:
        return earlier
    share = min(on_it / years_counted, 1.0)
    return share * draws["natalizumab_relapse_ratio"] + (1 - share) * earlier


def _ratio_before_natalizumab(
    draws: ParameterDraws, profile: PatientProfile
) -> FloatArray:
    """Relapse ratio of the drugs named, without natalizumab where it is taken now."""
    if isinstance(profile.treatments, Unknown):
        ratios = [draws[name] for name in PAST_RELAPSE_RATIO.values()]
        # none, a platform drug or a strong one, all equally likely (eq. 8)
        saved = sum(1 - ratio for ratio in ratios) / (len(ratios) + 1)
        return 1 - draws["history_treated_share"] * saved
    now = profile.years_on_natalizumab > 0
    others = tuple(
        had for had in profile.treatments if not (now and had.drug is Drug.NATALIZUMAB)
    )
    on_drugs = sum(had.years for had in others)
    if on_drugs == 0:
        return np.ones(draws.count)
    weighted = sum(
        had.years * draws[PAST_RELAPSE_RATIO[PAST_EFFECT[had.drug]]] for had in others
    )
    share = on_drugs / max(
        profile.duration_years - profile.years_on_natalizumab, on_drugs
    )
    return np.asarray(1 - share * (1 - weighted / on_drugs))
