"""Laws that the model keeps for every person, whatever the evidence says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from riskmodel.engine.asked import SUM_TOLERANCE
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import (
    ComparisonRequest,
    Course,
    Option,
    PatientProfile,
    Scenario,
)
from riskmodel.engine.projection import Projection
from riskmodel.engine.results import Comparison, OptionResult
from riskmodel.engine.series import TOLERANCE
from riskmodel.interface import compare, encode
from tests import strategies
from tests.engine_cases import (
    compare_profile,
    fix_draws,
    get_draws,
    profile_with,
)

#: A law holds draw by draw, so a few draws of the parameters do.
DRAWS = get_draws(20, seed=7)
#: Beyond the horizon of patients, so that the extrapolated years are seen too.
YEARS = 12
#: Rounding of double precision, gathered over the steps.
ROUNDING = 1e-12
#: What the series of all years may leave out of a person.
SERIES = YEARS * TOLERANCE
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
TREATED = (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.AHSCT)
#: Nobody improves, so that nothing but getting worse can happen.
NEVER_IMPROVED = {
    id: 1e-12
    for id in (
        "improved_no_dmt",
        "improved_natalizumab",
        "improved_alemtuzumab",
        "improved_ahsct",
        "improved_progressive",
    )
}
few = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
ESTIMABLE = strategies.profiles(
    courses=st.just(Course.RRMS),
    edss=st.sampled_from([0.0, 1.0, 2.0, 3.5, 4.0, 5.5, 6.0, 6.5, 7.0]),
    ages=st.sampled_from([18.0, 30.0, 45.5, 65.0]),
)


def project(
    profile: PatientProfile,
    scenario: Scenario = Scenario.DEFAULT,
    draws: ParameterDraws = DRAWS,
    **fixed: float,
) -> Comparison:
    return compare_profile(
        profile, draws=fix_draws(draws, **fixed), scenario=scenario, horizons=(YEARS,)
    )


def projections(result: Comparison) -> list[Projection]:
    found = [one.projection for one in result.options.values()]
    return [projection for projection in found if projection is not None]


def of(result: Comparison, option: Option) -> Projection:
    projection = result.options[option].projection
    assert projection is not None
    return projection


def dead_or_worse(projection: Projection) -> FloatArray:
    return projection.died_treatment + projection.died_other + projection.worse


@settings(few, max_examples=40)
@given(strategies.profiles(), strategies.scenarios())
def test_whatever_is_told_of_anybody_is_possible(
    profile: PatientProfile, scenario: Scenario
) -> None:
    result = project(profile, scenario)
    assert (result.transplant_mortality > 0).all()
    assert (result.transplant_mortality < 1).all()
    for option, one in result.options.items():
        assert (one.projection is None) is (one.status == "not_estimable")
        assert option is not Option.NO_DMT or one.projection is not None
        if one.projection is not None:
            check_sums_to_one(one.projection)
            check_deaths_never_fall(one.projection)
        check_harms_never_fall(one)
        check_relapses_never_fall(one)


def check_sums_to_one(projection: Projection) -> None:
    parts = [getattr(projection, name) for name in OUTCOMES]
    assert np.abs(sum(parts) - 1).max() <= SUM_TOLERANCE
    for part in (*parts, projection.band):
        assert part.min() >= 0
        assert part.max() <= 1 + SUM_TOLERANCE
    dead = projection.died_treatment + projection.died_other
    assert np.abs(projection.band.sum(axis=1) + dead - 1).max() <= SUM_TOLERANCE


def check_deaths_never_fall(projection: Projection) -> None:
    for deaths in (projection.died_treatment, projection.died_other):
        assert np.diff(deaths, axis=0).min() >= -ROUNDING


def check_harms_never_fall(one: OptionResult) -> None:
    for share in one.harms.values():
        assert share.min() >= 0
        assert share.max() <= 1 + ROUNDING
        assert np.diff(share, axis=0).min() >= -ROUNDING


def check_relapses_never_fall(one: OptionResult) -> None:
    if one.relapses is not None and one.relapse_free is not None:
        assert np.diff(one.relapses, axis=0).min() >= 0
        assert np.diff(one.relapse_free, axis=0).max() <= ROUNDING
        assert one.relapse_free.min() >= 0


@few
@given(strategies.profiles(), strategies.scenarios())
def test_a_range_of_the_edss_is_the_mean_of_its_steps(
    profile: PatientProfile, scenario: Scenario
) -> None:
    low, high = profile.edss_low, min(profile.edss_high, profile.edss_low + 2)
    profile = replace(profile, edss_high=high)
    found = project(profile, scenario)
    alone = [
        project(replace(profile, edss_low=step, edss_high=step), scenario)
        for step in profile.edss_steps
    ]
    for option, one in found.options.items():
        steps = [result.options[option] for result in alone]
        if one.projection is None or not low < high:
            continue
        for name in ("band", *OUTCOMES):
            mean = np.mean([getattr(s.projection, name) for s in steps], axis=0)
            assert getattr(one.projection, name) == pytest.approx(mean, abs=1e-9)
        for name in ("relapses", "relapse_free"):
            mean = np.mean([getattr(step, name) for step in steps], axis=0)
            assert getattr(one, name) == pytest.approx(mean, abs=1e-9)
    mean = np.mean([result.transplant_mortality for result in alone], axis=0)
    assert found.transplant_mortality == pytest.approx(mean, abs=1e-12)


@few
@given(strategies.profiles(), strategies.scenarios())
def test_dead_or_worse_never_falls_when_nobody_improves(
    profile: PatientProfile, scenario: Scenario
) -> None:
    for projection in projections(project(profile, scenario, **NEVER_IMPROVED)):
        assert np.diff(dead_or_worse(projection), axis=0).min() >= -ROUNDING


@few
@given(ESTIMABLE, st.floats(-2, 2), st.floats(0.01, 3))
def test_deaths_rise_with_transplant_mortality_and_the_rest_falls(
    profile: PatientProfile, shift: float, more: float
) -> None:
    base = float(DRAWS["trm_intercept"].mean()) + shift
    low, high = (
        of(project(profile, trm_intercept=level), Option.AHSCT)
        for level in (base, base + more)
    )
    assert (high.died_treatment > low.died_treatment).all()
    for name in ("worse", "same", "better", "died_other"):
        assert (getattr(high, name) <= getattr(low, name)).all()


@few
@given(ESTIMABLE, st.floats(0.05, 1.5), st.floats(0.3, 0.99))
def test_dead_or_worse_falls_with_a_lower_hazard_ratio(
    profile: PatientProfile, ratio: float, times: float
) -> None:
    high, low = (
        project(
            profile,
            **{f"{option}_worsening_hr": level for option in TREATED},
            **NEVER_IMPROVED,
        )
        for level in (ratio, ratio * times)
    )
    for option in TREATED:
        more, fewer = of(high, option), of(low, option)
        # of the worse alone this need not hold: the very disabled die sooner
        assert (dead_or_worse(fewer) <= dead_or_worse(more) + ROUNDING).all()
        assert fewer.worse[5].mean() < more.worse[5].mean()


@few
@given(ESTIMABLE)
def test_a_treatment_that_does_nothing_is_no_treatment(profile: PatientProfile) -> None:
    nothing = {f"{option}_worsening_hr": 1.0 for option in TREATED}
    nothing |= {f"improved_{option}": 0.13 for option in Option}
    nothing |= {f"{option}_relapse_ratio": 1.0 for option in TREATED}
    nothing |= {
        "ahsct_extrapolation_ratio": 1.0,
        "ahsct_late_improvement_odds_ratio": 1.0,
        "alemtuzumab_treatment_death": 1e-18,
        "pml_level": 1e-18,
        "pml_jcv_negative": 1e-18,
        "trm_intercept": -500.0,
        "rebound_relapse_12_months": 1e-9,
    }
    result = project(profile, **nothing)
    untreated = result.options[Option.NO_DMT]
    for option in TREATED:
        for name in ("band", "worse", "died_other"):
            difference = getattr(of(result, option), name) - getattr(
                of(result, Option.NO_DMT), name
            )
            assert np.abs(difference).max() < ROUNDING
        treated = result.options[option]
        assert treated.relapses == pytest.approx(untreated.relapses)
        assert treated.relapse_free == pytest.approx(untreated.relapse_free)


#: What sets natalizumab and alemtuzumab apart besides their effects.
NO_RISK = {
    "alemtuzumab_treatment_death": 0.0,
    "pml_level": 1e-300,
    "pml_jcv_negative": 0.0,
}


@few
@given(ESTIMABLE, *(st.tuples(st.floats(0.1, 0.9), st.floats(0.05, 0.5)),) * 2)
def test_swapping_two_options_flips_the_sign_of_their_difference(
    profile: PatientProfile, one: tuple[float, float], other: tuple[float, float]
) -> None:
    def get_difference(
        first: tuple[float, float], second: tuple[float, float]
    ) -> FloatArray:
        effects = {
            "natalizumab_worsening_hr": first[0],
            "improved_natalizumab": first[1],
            "alemtuzumab_worsening_hr": second[0],
            "improved_alemtuzumab": second[1],
            # of those on natalizumab already no more improve than without a drug
            "improved_no_dmt": 0.95,
        }
        result = project(profile, **effects, **NO_RISK)
        left, right = of(result, Option.NATALIZUMAB), of(result, Option.ALEMTUZUMAB)
        return dead_or_worse(left) - dead_or_worse(right)

    there, back = get_difference(one, other), get_difference(other, one)
    assert np.abs(there + back).max() < ROUNDING
    if abs(one[0] - other[0]) > 0.01:
        assert np.abs(there).max() > ROUNDING


@few
@given(strategies.profiles(), st.floats(0.1, 0.9))
def test_less_death_in_the_life_table_is_less_death_of_other_causes(
    profile: PatientProfile, times: float
) -> None:
    rates = DRAWS.tables.death_per_year
    fewer_die = replace(
        DRAWS, tables=replace(DRAWS.tables, death_per_year=times * rates)
    )
    # who improves is solved for with death competing: not a fixed competitor
    more, less = (
        project(profile, draws=draws, **NEVER_IMPROVED) for draws in (DRAWS, fewer_die)
    )
    for option in Option:
        if more.options[option].projection is None:
            continue
        fewer, rest = of(less, option).died_other, of(more, option).died_other
        assert (fewer <= rest + SERIES).all()
        assert (fewer[YEARS] < rest[YEARS]).all()


@few
@given(ESTIMABLE, st.floats(0.01, 0.9))
def test_a_lower_risk_of_a_treatment_is_fewer_deaths_of_it(
    profile: PatientProfile, times: float
) -> None:
    def scale(by: float) -> Comparison:
        ids = ("alemtuzumab_treatment_death", "pml_level", "pml_jcv_negative")
        scaled = {id: by * float(DRAWS[id].mean()) for id in ids}
        return project(profile, **scaled)

    more, less = scale(1.0), scale(times)
    for option in (Option.NATALIZUMAB, Option.ALEMTUZUMAB):
        fewer, rest = (of(one, option).died_treatment for one in (less, more))
        assert (fewer[1:] < rest[1:]).all()
    pml = [one.options[Option.NATALIZUMAB].harms["pml"] for one in (less, more)]
    assert (pml[0][1:] < pml[1][1:]).all()


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.requests())
def test_same_seed_same_bytes(request: ComparisonRequest) -> None:
    assert encode(compare(request)) == encode(compare(request))


@few
@given(
    st.sampled_from([3.0, 8.0, 15.0, 25.0]),
    st.sampled_from([Course.RRMS, Course.SPMS, Course.PPMS]),
)
def test_prognosis_rises_with_edss_at_one_duration(
    years: float, course: Course
) -> None:
    reached = []
    for edss in (0.0, 1.0, 2.0, 3.0, 4.0, 5.0):
        profile = profile_with(
            course=course, edss=edss, age_years=45.0, duration_years=years
        )
        band = of(project(profile), Option.NO_DMT).band[10]
        reached.append(band[6:].sum(axis=0).mean())
    assert (np.diff(reached) > 0).all()


def worse_by_duration(edss: float, course: Course, *durations: float) -> FloatArray:
    return np.array(
        [
            of(
                project(
                    profile_with(
                        edss=edss, course=course, age_years=50.0, duration_years=years
                    )
                ),
                Option.NO_DMT,
            )
            .worse[5]
            .mean()
            for years in durations
        ]
    )


@pytest.mark.parametrize("course", Course)
@pytest.mark.parametrize("edss", [0.0, 1.0, 2.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.0])
def test_at_one_edss_a_longer_duration_is_a_slower_disease_from_four_years_on(
    edss: float, course: Course
) -> None:
    worse = worse_by_duration(edss, course, 4.0, 5.0, 7.0, 10.0, 20.0, 35.0)
    assert (np.diff(worse) < 0).all()


@pytest.mark.parametrize("edss", [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
def test_so_soon_that_a_misreading_explains_it_an_edss_says_less(edss: float) -> None:
    today, year = worse_by_duration(edss, Course.RRMS, 0.0, 1.0)
    assert today < year


@few
@given(ESTIMABLE)
def test_untreated_course_is_the_worst_of_the_release(profile: PatientProfile) -> None:
    assume(profile.edss_high < 6)
    result = project(profile)
    untreated = of(result, Option.NO_DMT).worse[10].mean()
    for option in TREATED:
        assert of(result, option).worse[10].mean() < untreated


def test_monte_carlo_error_falls_with_the_square_root() -> None:
    def batches(count: int) -> list[ParameterDraws]:
        return [get_draws(count, seed=seed) for seed in range(100, 124)]

    def spread(count: int) -> float:
        # batches of draws that share nothing
        means = [
            of(compare_profile(draws=draws, horizons=(2,)), Option.AHSCT)
            .worse[2]
            .mean()
            for draws in batches(count)
        ]
        return float(np.std(means, ddof=1))

    # sixteen times the draws: a quarter of the error. A ratio of two standard
    # deviations of 24 batches lies within a factor 2 of it in 99.9 of 100 trials.
    assert 2 < spread(25) / spread(400) < 8
