"""What the model says of a published result, by the draws of its parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, floor

import numpy as np

from riskmodel.engine.eligibility import Status
from riskmodel.engine.frailty import Frailty, get_posterior, get_prior
from riskmodel.engine.improvement import IMPROVEMENT_YEARS
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
from riskmodel.engine.projection import Projection, project
from riskmodel.engine.readings import get_onset
from riskmodel.engine.states import BANDS
from riskmodel.engine.worsening import get_band_rates, get_jump_shares
from riskmodel.evidence.schema import Effect, Target

#: Grid of times on which medians are looked up, in years.
STEP_YEARS = 0.5
LONGEST_YEARS = 80.0
#: Age given to people of a study: the model's worsening does not use it.
STUDY_AGE = 36.0
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
            worse = predict_worse(target, draws, course, years=[target.years])
            return np.asarray(worse[0])
        case "reach_share":
            reached = _reached(
                draws,
                course,
                start=_start(target, draws),
                frailty=get_prior(draws),
                band=target.to_band,
                times=[target.years],
            )
            return np.asarray(reached[0])
        case "reach_median":
            return _median(
                draws,
                course,
                start=_start(target, draws),
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
        case "yearly_change":
            return predict_yearly_change(target, draws, course)
        case "death_ratio":
            return predict_death_ratio(target, draws, course)
        case "death_ratio_of_courses":
            relapsing = predict_death_ratio(target, draws, Course.RRMS)
            return predict_death_ratio(target, draws, course) / relapsing
        case "death_age_women":
            return predict_death_age(target, draws, course, Sex.FEMALE)
        case "death_age_men":
            return predict_death_age(target, draws, course, Sex.MALE)
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
    years: Sequence[float],
    hazard_ratio: FloatArray | float = 1.0,
    improved: FloatArray | None = None,
) -> FloatArray:
    """Predict the share of a study's people who have worsened by some times.

    They are carried through the engine itself, so that improvement competes with
    worsening here as it does in what patients are told. Deaths are few at the age
    of the studies, and are left out of the share.

    Parameters
    ----------
    study : Target or Effect
        Its mix of bands, years since onset, activity and history are used.
    draws : ParameterDraws
        Already at the study's era.
    course : Course
    years : sequence of float
        Times of follow-up.
    hazard_ratio : float or array, shape (draw,)
        Of the study's treatment.
    improved : array, shape (draw,), or None
        Share improved by two years; None for that without a drug.

    Returns
    -------
    array, shape (time, draw)
    """
    ahead = max(ceil(max(years)), IMPROVEMENT_YEARS)
    worse = np.zeros((ahead + 1, draws.count))
    for _, share, projection in _carry(
        study, draws, course, ahead, hazard_ratio, improved
    ):
        worse += share * projection.worse / projection.alive
    # between two years the hazard is constant
    free = np.log1p(-worse)
    found = []
    for time in years:
        before = min(floor(time), ahead - 1)
        part = time - before
        found.append(-np.expm1((1 - part) * free[before] + part * free[before + 1]))
    return np.stack(found)


def predict_yearly_change(
    target: Target, draws: ParameterDraws, course: Course
) -> FloatArray:
    """Predict the rise of the mean band in a year, of those alive, shape (draw,)."""
    years = int(target.years)
    rise = np.zeros(draws.count)
    for band, share, projection in _carry(target, draws, course, years):
        mean = np.arange(BANDS) @ projection.band[years] / projection.alive[years]
        rise += share * (mean - band)
    return rise / years


def _carry(
    study: Target | Effect,
    draws: ParameterDraws,
    course: Course,
    ahead: int,
    hazard_ratio: FloatArray | float = 1.0,
    improved: FloatArray | None = None,
) -> Iterator[tuple[int, float, Projection]]:
    """Carry a study's people through the engine, by band at the start."""
    profile = replace(
        _study_profile(course, study.after_years, active=study.active),
        treatments=Unknown.UNKNOWN if study.treated_before else (),
    )
    plan = get_plan(
        Option.NO_DMT,
        draws,
        profile,
        scenario=Scenario.DEFAULT,
        years=ahead,
        status=Status.EXTRAPOLATED,
    )
    plan = replace(
        plan,
        hazard_ratio=plan.hazard_ratio * hazard_ratio,
        improved=plan.improved if improved is None else improved,
    )
    for band, share in enumerate(study.mix):
        if share:
            person = describe_person(
                draws,
                profile,
                band=band,
                frailty=get_posterior(draws, profile, band),
                years=ahead,
            )
            yield band, share, project(person, plan)


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
    lost = np.zeros(draws.count)
    for sex, part in _list_sexes(draws):
        alive, general = _survive(target, draws, course, sex)
        lost += part * (_count_years(general) - _count_years(alive)).sum(axis=0)
    return lost


def predict_death_ratio(
    target: Target, draws: ParameterDraws, course: Course
) -> FloatArray:
    """Predict deaths against the general population's, as ``predict_years_lost``.

    Returns
    -------
    array, shape (draw,)
        Over the target's years from onset.
    """
    died, expected = np.zeros((2, draws.count))
    for sex, part in _list_sexes(draws):
        alive, general = (
            of[: int(target.years) + 1] for of in _survive(target, draws, course, sex)
        )
        rate = -np.diff(np.log(general), axis=0)
        died += part * (1 - alive[-1])
        expected += part * (_count_years(alive) * rate).sum(axis=0)
    return died / expected


def predict_death_age(
    target: Target, draws: ParameterDraws, course: Course, sex: Sex
) -> FloatArray:
    """Predict the median age at death, as ``predict_years_lost``, shape (draw,)."""
    alive, _ = _survive(target, draws, course, sex)
    ages = LIFE_FROM_AGE + np.arange(LIFE_YEARS + 1)
    return np.array([np.interp(0.5, 1 - one, ages) for one in alive.T])


def _list_sexes(draws: ParameterDraws) -> tuple[tuple[Sex, FloatArray], ...]:
    women = draws["share_women"]
    return (Sex.FEMALE, women), (Sex.MALE, 1 - women)


def _count_years(alive: FloatArray) -> FloatArray:
    """Years lived within each year."""
    return (alive[1:] + alive[:-1]) / 2


def _survive(
    target: Target, draws: ParameterDraws, course: Course, sex: Sex
) -> tuple[FloatArray, FloatArray]:
    """Alive without a drug, and of the general population, shape (year, draw)."""
    profile = replace(
        _study_profile(course, 0.0, active=False),
        edss_low=float(target.from_band),
        edss_high=float(target.from_band),
        age_years=LIFE_FROM_AGE,
        sex=sex,
    )
    nobody = np.ones_like(draws.tables.death_multiplier)
    general = replace(draws, tables=replace(draws.tables, death_multiplier=nobody))
    # a uniform variate of 0 takes the smooth curve, one of 1 the other
    smooth, steep, without = (
        _alive(of.replace(death_shape=np.full(draws.count, variate)), profile)
        for of, variate in ((draws, 0.0), (draws, 1.0), (general, 0.0))
    )
    share = draws["death_shape_share_smooth"]
    return share * smooth + (1 - share) * steep, without


def _alive(draws: ParameterDraws, profile: PatientProfile) -> FloatArray:
    """Alive at the end of each year without a drug, shape (year, draw)."""
    person = describe_person(
        draws,
        profile,
        band=int(profile.edss_low),
        frailty=get_prior(draws),
        years=LIFE_YEARS,
    )
    plan = get_plan(
        Option.NO_DMT,
        draws,
        profile,
        scenario=Scenario.DEFAULT,
        years=LIFE_YEARS,
        status=Status.EXTRAPOLATED,
    )
    return project(person, plan).alive


def _study_profile(course: Course, years: float, *, active: bool) -> PatientProfile:
    return PatientProfile(
        course=course,
        edss_low=0.0,
        edss_high=0.0,
        duration_years=years,
        # nobody is ill before the age of ten
        age_years=max(STUDY_AGE, years + 10),
        treatments=(),
        relapses_1y=1 if active else Unknown.UNKNOWN,
    )


def _start(target: Target, draws: ParameterDraws) -> FloatArray:
    """Where people are at onset: at the target's band, where it has one."""
    if target.from_band:
        return _at(target.from_band, draws.count)
    return get_onset(draws)


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
