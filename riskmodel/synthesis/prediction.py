"""What the model says of a published result, by the draws of its parameters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from riskmodel.engine.eligibility import Status
from riskmodel.engine.frailty import Frailty, get_onset, get_posterior, get_prior
from riskmodel.engine.multistate import advance
from riskmodel.engine.options import get_plan
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.person import describe_person
from riskmodel.engine.profile import (
    Course,
    Option,
    PatientProfile,
    Scenario,
    Sex,
    Unknown,
)
from riskmodel.engine.projection import project
from riskmodel.engine.states import BANDS
from riskmodel.engine.worsening import get_activity, get_band_rates, get_jump_shares
from riskmodel.evidence.schema import Effect, Target

#: Grid of times on which medians are looked up, in years.
STEP_YEARS = 0.5
LONGEST_YEARS = 80.0
#: Age given to people of a study: the model's worsening does not use it.
STUDY_AGE = 60.0
#: Life lost is counted from onset at this age, to the end of the life table.
LIFE_FROM_AGE = 30.0
LIFE_YEARS = 70


def predict(target: Target, draws: ParameterDraws) -> FloatArray:
    """Predict a target.

    Parameters
    ----------
    target : Target
    draws : ParameterDraws

    Returns
    -------
    array, shape (draw,)
        On the scale of the target's value.
    """
    draws = with_era(draws, target.era)
    course = Course(target.course)
    match target.kind:
        case "worse_share":
            return predict_worse(target, draws, course, years=target.years)
        case "reach_share":
            start = get_onset(draws)
            if target.from_band:
                start = _at(target.from_band, draws.count)
            reached = _reached(
                draws,
                course,
                start=start,
                frailty=get_prior(draws),
                band=target.to_band,
                times=[target.years],
            )
            return np.asarray(reached[0])
        case "reach_median":
            return _median(
                draws,
                course,
                start=get_onset(draws),
                frailty=get_prior(draws),
                band=target.to_band,
            )
        case "move_median":
            # people who are at the band after so many years are frailer than all
            profile = _study_profile(course, target.after_years, active=False)
            return _median(
                draws,
                course,
                start=_at(target.from_band, draws.count),
                frailty=get_posterior(draws, profile, target.from_band),
                band=target.to_band,
            )
        case "years_lost":
            return predict_years_lost(target, draws, course)
        case _:
            raise ValueError(f"{target.id}: unknown kind {target.kind}")


def with_era(draws: ParameterDraws, share: float) -> ParameterDraws:
    """Put people a share of the way from the registries' era to today.

    Parameters
    ----------
    draws : ParameterDraws
    share : float
        0 for the registries, 1 for today, on the log scale.

    Returns
    -------
    ParameterDraws
    """
    return draws.replace(era_factor=draws["era_factor"] ** share)


def predict_worse(
    study: Target | Effect,
    draws: ParameterDraws,
    course: Course,
    *,
    years: float,
    hazard_ratio: FloatArray | float = 1.0,
) -> FloatArray:
    """Predict the share of a study's people who have worsened.

    Parameters
    ----------
    study : Target or Effect
        Its mix of bands, years since onset and activity are used.
    draws : ParameterDraws
        Already at the study's era.
    course : Course
    years : float
        Follow-up.
    hazard_ratio : float or array, shape (draw,)
        Of the study's treatment.

    Returns
    -------
    array, shape (draw,)
    """
    profile = _study_profile(course, study.after_years, active=study.active)
    whole = int(np.ceil(years))
    lengths = [min(1.0, years - year) for year in range(whole)]
    exposure = sum(
        length * get_activity(draws, profile, year)
        for year, length in enumerate(lengths)
    )
    rates = (
        get_band_rates(draws, course) * exposure * draws["era_factor"] * hazard_ratio
    )
    worse = np.zeros(draws.count)
    for band, share in enumerate(study.mix):
        if share:
            frailty = get_posterior(draws, profile, band)
            stayed = np.exp(-rates[band] * frailty.value)
            worse += share * (1 - (frailty.weight * stayed).sum(axis=0))
    return worse


def predict_years_lost(
    target: Target, draws: ParameterDraws, course: Course
) -> FloatArray:
    """Predict the years of life lost without a drug, from onset.

    Parameters
    ----------
    target : Target
        People start at ``from_band``, at the age ``LIFE_FROM_AGE``.
    draws : ParameterDraws
        Already at the target's era.
    course : Course

    Returns
    -------
    array, shape (draw,)
        Mean of both sexes and of both shapes of excess death, by their shares.
    """
    band = target.from_band
    women = draws["share_women"]
    smooth = draws["death_shape_share_smooth"]
    nobody = np.ones_like(draws.tables.death_multiplier)
    general = replace(draws, tables=replace(draws.tables, death_multiplier=nobody))
    # a uniform variate of 0 takes the smooth curve, one of 1 the other
    shapes = ((smooth, draws, 0.0), (1 - smooth, draws, 1.0), (-1.0, general, 0.0))
    lost = np.zeros(draws.count)
    for sex, part in ((Sex.FEMALE, women), (Sex.MALE, 1 - women)):
        profile = replace(
            _study_profile(course, 0.0, active=False),
            edss_low=float(band),
            edss_high=float(band),
            age_years=LIFE_FROM_AGE,
            sex=sex,
        )
        for share, of, variate in shapes:
            shaped = of.replace(death_shape=np.full(draws.count, variate))
            lost -= part * share * _expect_life(shaped, profile, band)
    return lost


def _expect_life(
    draws: ParameterDraws, profile: PatientProfile, band: int
) -> FloatArray:
    """Years lived from now on without a drug, shape (draw,)."""
    person = describe_person(
        draws, profile, band=band, frailty=get_prior(draws), years=LIFE_YEARS
    )
    plan = get_plan(
        Option.NO_DMT,
        draws,
        profile,
        scenario=Scenario.DEFAULT,
        years=LIFE_YEARS,
        status=Status.EXTRAPOLATED,
    )
    alive = project(person, plan).alive
    return np.asarray((alive[1:] + alive[:-1]).sum(axis=0) / 2)


def _study_profile(course: Course, years: float, *, active: bool) -> PatientProfile:
    return PatientProfile(
        course=course,
        edss_low=0.0,
        edss_high=0.0,
        duration_years=years,
        age_years=STUDY_AGE,
        treatments=(),
        relapses_1y=1 if active else Unknown.UNKNOWN,
    )


def _at(band: int, count: int) -> FloatArray:
    start = np.zeros((BANDS, count))
    start[band] = 1.0
    return start


def _reached(
    draws: ParameterDraws,
    course: Course,
    *,
    start: FloatArray,
    frailty: Frailty,
    band: int,
    times: list[float],
) -> FloatArray:
    """Share that has reached a band by increasing times, shape (time, draw)."""
    rates = get_band_rates(draws, course) * draws["era_factor"]
    # nobody leaves the band once reached: first passage is then occupation
    rates[band:] = 0.0
    shares = get_jump_shares(draws)
    reached = np.zeros((len(times), draws.count))
    for value, weight in zip(frailty.value, frailty.weight, strict=True):
        state = start
        before = 0.0
        for index, time in enumerate(times):
            step = rates * (value * (time - before))
            state = advance(state, worsening=step, jumps=shares)
            before = time
            reached[index] += weight * state[band:].sum(axis=0)
    return reached


def _median(
    draws: ParameterDraws,
    course: Course,
    *,
    start: FloatArray,
    frailty: Frailty,
    band: int,
) -> FloatArray:
    """Median time to a band, shape (draw,)."""
    times = np.arange(0.0, LONGEST_YEARS + STEP_YEARS, STEP_YEARS)
    reached = _reached(
        draws,
        course,
        start=start,
        frailty=frailty,
        band=band,
        times=[float(time) for time in times],
    )
    return np.array(
        [np.interp(0.5, reached[:, draw], times) for draw in range(draws.count)]
    )
