from typing import Any

import numpy as np
import pytest

from riskmodel.engine.eligibility import Status
from riskmodel.engine.options import (
    Plan,
    get_effect_left,
    get_hazard_ratio,
    get_improved,
    get_plan,
)
from riskmodel.engine.profile import Course, Option, Scenario
from riskmodel.engine.series import TOLERANCE
from tests.engine_cases import compare_profile, get_draws, profile_with

DRAWS = get_draws()
NO_DMT, NATALIZUMAB = Option.NO_DMT, Option.NATALIZUMAB
ALEMTUZUMAB, AHSCT = Option.ALEMTUZUMAB, Option.AHSCT
DRUGS = (NATALIZUMAB, ALEMTUZUMAB, AHSCT)
#: The length of a series follows from the fastest year, later ones included.
SERIES = 3 * TOLERANCE


def plan_of(
    option: Option,
    scenario: Scenario = Scenario.DEFAULT,
    status: Status = Status.ESTIMATED,
    **answers: Any,
) -> Plan:
    return get_plan(
        option,
        DRAWS,
        profile_with(**answers),
        scenario=scenario,
        years=10,
        status=status,
    )


def test_no_drug_does_nothing() -> None:
    plan = plan_of(NO_DMT)
    assert (plan.hazard_ratio == 1).all()
    assert (plan.relapse_ratio == 1).all()
    for harmless in (plan.initial_death, plan.initial_of_year, plan.pml_in_year):
        assert not harmless.any()
    assert plan.stop_after is None


@pytest.mark.parametrize("option", DRUGS)
def test_each_scenario_has_its_hazard_ratio(option: Option) -> None:
    id = f"{option}_worsening_hr"
    for scenario, name in (
        (Scenario.DEFAULT, id),
        (Scenario.COMPARATIVE_ONLY, f"{id}_comparative_only"),
        (Scenario.COHORT_ONLY, f"{id}_cohort_only"),
        (Scenario.SEED_ERA, id),
    ):
        plan = plan_of(option, scenario)
        assert plan.hazard_ratio == pytest.approx(np.tile(DRAWS[name], (10, 1)))


@pytest.mark.parametrize("option", DRUGS)
def test_effect_wanes_on_the_log_scale(option: Option) -> None:
    waning, full = plan_of(option, Scenario.WANING), plan_of(option)
    left = np.log(waning.hazard_ratio) / np.log(full.hazard_ratio)
    assert left[:, 0] == pytest.approx([1, 1, 0.75, 0.75, 0.75, *[0.5] * 5])
    assert list(get_effect_left(Scenario.DEFAULT, 3)) == [1, 1, 1]


def test_waning_leaves_more_people_worse_on_every_drug() -> None:
    full, waning = compare_profile(), compare_profile(scenario=Scenario.WANING)
    for option in Option:
        before = full.options[option].projection
        after = waning.options[option].projection
        assert before is not None and after is not None
        if option is NO_DMT:
            assert np.array_equal(before.worse, after.worse)
        else:
            assert after.worse[10].mean() > before.worse[10].mean()
            assert np.abs(after.worse[2] - before.worse[2]).max() < SERIES


def test_secondary_progressive_has_ratios_of_its_own() -> None:
    for option in (NATALIZUMAB, AHSCT):
        plan = plan_of(option, course=Course.SPMS)
        assert np.array_equal(
            plan.hazard_ratio[0], DRAWS[f"{option}_worsening_hr_spms"]
        )


@pytest.mark.parametrize("option", DRUGS)
def test_without_an_estimate_there_is_no_effect(option: Option) -> None:
    ratio = get_hazard_ratio(
        option,
        DRAWS,
        profile_with(course=Course.PPMS),
        scenario=Scenario.DEFAULT,
        status=Status.NOT_ESTIMABLE,
    )
    assert (ratio == 1).all()


def test_outside_its_studies_a_transplant_is_less_certain() -> None:
    draws = get_draws(4000)
    inside, outside = (
        np.log(
            get_hazard_ratio(
                AHSCT,
                draws,
                profile_with(),
                scenario=Scenario.DEFAULT,
                status=status,
            )
        )
        for status in (Status.ESTIMATED, Status.EXTRAPOLATED)
    )
    extra = np.sqrt(outside.var() - inside.var())
    # four standard errors of 4000 draws
    assert extra == pytest.approx(0.3, abs=0.3 * 4 / np.sqrt(4000) + 0.01)
    for option in (NATALIZUMAB, ALEMTUZUMAB):
        same = plan_of(option, status=Status.EXTRAPOLATED)
        assert np.array_equal(same.hazard_ratio, plan_of(option).hazard_ratio)


def test_deaths_of_alemtuzumab_come_with_its_two_courses() -> None:
    deaths = plan_of(ALEMTUZUMAB).initial_of_year
    assert not deaths[2:].any()
    both = 1 - np.prod(1 - deaths[:2], axis=0)
    assert both == pytest.approx(DRAWS["alemtuzumab_treatment_death"])


def test_stopping_per_year_is_a_rate() -> None:
    plan = plan_of(NATALIZUMAB, Scenario.STOP_NATALIZUMAB)
    rate = DRAWS["natalizumab_stopping_per_year"]
    assert plan.stopping_in_year == pytest.approx(1 - np.exp(-rate))
    assert not plan_of(ALEMTUZUMAB, Scenario.STOP_NATALIZUMAB).stopping_in_year.any()


@pytest.mark.parametrize(
    ("years_on_it", "stop_after"), [(0, 2), (0.5, 2), (1, 1), (1.9, 1)]
)
def test_stop_comes_24_months_after_the_start(
    years_on_it: float, stop_after: int
) -> None:
    plan = plan_of(
        NATALIZUMAB, Scenario.NATALIZUMAB_STOP_24M, years_on_natalizumab=years_on_it
    )
    assert plan.stop_after == stop_after
    assert plan.pml_in_year[:stop_after].all()
    assert not plan.pml_in_year[stop_after:].any()


@pytest.mark.parametrize("years_on_it", [2.0, 6.0])
def test_after_24_months_the_stop_is_now_and_means_no_drug(years_on_it: float) -> None:
    profile = profile_with(years_on_natalizumab=years_on_it)
    result = compare_profile(profile, scenario=Scenario.NATALIZUMAB_STOP_24M)
    stopped, without = result.options[NATALIZUMAB], result.options[NO_DMT]
    assert stopped.projection is not None and without.projection is not None
    assert np.array_equal(stopped.projection.band, without.projection.band)
    assert stopped.projection.better[2].mean() > 0.05
    assert np.array_equal(stopped.relapses, without.relapses)
    assert not stopped.harms["pml"].any()


def test_who_stops_goes_on_as_untreated() -> None:
    stop = compare_profile(scenario=Scenario.NATALIZUMAB_STOP_24M)
    sometimes = compare_profile(scenario=Scenario.STOP_NATALIZUMAB)
    stay = compare_profile()

    def worse(one: Any, option: Option = NATALIZUMAB) -> Any:
        return one.options[option].projection.worse

    assert np.abs(worse(stop)[2] - worse(stay)[2]).max() < SERIES
    # a lower ratio protects, draw by draw where it is below 1
    helps = DRAWS["natalizumab_worsening_hr"] < 1
    assert (worse(stop)[10] > worse(stay)[10])[helps].all()
    assert (worse(sometimes)[10] > worse(stay)[10])[helps].all()
    assert worse(stop)[10].mean() < worse(stay, NO_DMT)[10].mean()


def test_improvement_after_ten_years_has_half_the_odds() -> None:
    early, late = (
        get_improved(AHSCT, DRAWS, profile_with(age_years=60.0, duration_years=years))
        for years in (10.0, 10.5)
    )
    ratio = late / (1 - late) / (early / (1 - early))
    assert ratio == pytest.approx(DRAWS["ahsct_late_improvement_odds_ratio"])
    drug = [
        get_improved(NATALIZUMAB, DRAWS, profile_with(duration_years=years))
        for years in (6.0, 20.0)
    ]
    assert np.array_equal(*drug)


@pytest.mark.parametrize("course", [Course.SPMS, Course.PPMS])
def test_progressive_courses_improve_alike(course: Course) -> None:
    for option in Option:
        improved = get_improved(option, DRAWS, profile_with(course=course))
        assert np.array_equal(improved, DRAWS["improved_progressive"])


@pytest.mark.parametrize("option", Option)
def test_from_edss_7_on_people_improve_as_rarely_as_in_progressive_ms(
    option: Option,
) -> None:
    very_disabled = get_improved(option, DRAWS, profile_with(edss=7.0))
    assert np.array_equal(very_disabled, DRAWS["improved_progressive"])
    below = get_improved(option, DRAWS, profile_with(edss=6.5))
    assert np.array_equal(below, DRAWS[f"improved_{option}"])


def test_natalizumab_brings_its_first_two_years_improvement_once() -> None:
    share = DRAWS["improved_natalizumab"]
    least = np.minimum(share, DRAWS["improved_no_dmt"])
    for years, left in ((0.5, 0.75), (2.0, 0.0), (9.0, 0.0)):
        profile = profile_with(years_on_natalizumab=years)
        found = get_improved(NATALIZUMAB, DRAWS, profile)
        assert found == pytest.approx(left * share + (1 - left) * least)
        # it is nothing to the other options
        assert np.array_equal(
            get_improved(AHSCT, DRAWS, profile), DRAWS["improved_ahsct"]
        )


def test_who_improves_differs_between_the_steps_of_a_range() -> None:
    wide = compare_profile(profile_with(edss_low=6.5, edss_high=7.0))
    alone = [compare_profile(profile_with(edss=edss)) for edss in (6.5, 7.0)]
    for option, result in wide.options.items():
        better = [one.options[option].projection.better for one in alone]
        assert result.projection.better == pytest.approx(sum(better) / 2, abs=1e-9)
