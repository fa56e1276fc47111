from dataclasses import replace

import numpy as np
import pytest

from riskmodel.engine.profile import UNKNOWN, Course, Option, Scenario
from riskmodel.engine.relapses import (
    RelapseRate,
    get_own_rate,
    get_rebound_years,
    get_relapse_free,
    get_years,
)
from tests.engine_cases import (
    compare_profile,
    fix_draws,
    get_draws,
    had,
    profile_with,
)

DRAWS = fix_draws(
    get_draws(),
    relapse_rate_untreated=0.8,
    relapse_fall_per_5_years=0.3,
    relapse_shape=1.0,
    natalizumab_relapse_ratio=0.3,
    past_relapse_ratio_platform=0.7,
    past_relapse_ratio_high=0.4,
    relapses_before_trial=1.4,
)
#: Exposure before a count is known of: people with the trial's count in one year have
#: the trial's rate.
BEFORE = (1 + 1.4) / 0.8 - 1
AT_36 = {"age_years": 36.0, "treatments": ()}


def rate_of(**answers: object) -> tuple[float, float]:
    rate = get_own_rate(DRAWS, profile_with(**{**AT_36, **answers}), 3)
    return float(rate.shape[0]), float(rate.exposure[0])


def test_without_a_count_the_rate_is_the_populations() -> None:
    assert rate_of() == pytest.approx((1, 1 / 0.8))


def test_count_updates_the_rate_as_gamma_and_poisson_do() -> None:
    assert rate_of(relapses_2y=3) == pytest.approx((4, BEFORE + 2))
    assert rate_of(relapses_1y=2) == pytest.approx((3, BEFORE + 1))
    # the longer count holds the shorter one
    assert rate_of(relapses_1y=2, relapses_2y=3) == rate_of(relapses_2y=3)


def test_people_with_the_history_of_the_trial_have_its_rate() -> None:
    shape, exposure = rate_of(relapses_1y=1)
    assert (shape - 1 + 1.4) / exposure == pytest.approx(0.8)


def test_a_release_without_that_history_takes_the_rate_for_everybodys() -> None:
    values = {k: v for k, v in DRAWS.values.items() if k != "relapses_before_trial"}
    profile = profile_with(**AT_36, relapses_1y=2)
    rate = get_own_rate(replace(DRAWS, values=values), profile, 3)
    assert rate.exposure == pytest.approx(np.full(100, 1 / 0.8 + 1))


def test_relapses_before_the_first_symptoms_are_not_counted() -> None:
    assert rate_of(relapses_2y=1, duration_years=0.5) == pytest.approx(
        (2, BEFORE + 0.5)
    )
    # no time has passed in which any could be counted
    assert rate_of(relapses_2y=1, duration_years=0.0) == rate_of()


def test_relapses_on_a_drug_mean_more_without_it() -> None:
    on_it = rate_of(relapses_2y=1, years_on_natalizumab=3.0)
    assert on_it == pytest.approx((2, BEFORE + 2 * 0.3))
    half = rate_of(relapses_2y=1, years_on_natalizumab=1.0)
    assert half == pytest.approx((2, BEFORE + 2 * (1 - 0.5 * 0.7)))
    past = rate_of(relapses_2y=1, treatments=had(interferon=3))
    assert past == pytest.approx((2, BEFORE + 2 * (1 - 0.5 * 0.3)))
    both = rate_of(relapses_2y=1, treatments=had(interferon=3, natalizumab=3))
    assert both == pytest.approx((2, BEFORE + 2 * 0.55))
    # of one year counted, one year on natalizumab is all
    whole = rate_of(relapses_1y=1, years_on_natalizumab=1.0)
    assert whole == pytest.approx((2, BEFORE + 0.3))
    # before natalizumab there was another drug, for three of four years
    changed = rate_of(
        relapses_2y=1,
        duration_years=5.0,
        years_on_natalizumab=1.0,
        treatments=had(interferon=3, natalizumab=1),
    )
    assert changed == pytest.approx((2, BEFORE + 0.3 + (1 - 0.75 * 0.3)))
    nothing = rate_of(relapses_2y=1, treatments=had(interferon=0))
    assert nothing == rate_of(relapses_2y=1)


def test_rate_falls_with_age() -> None:
    _, young = rate_of(age_years=31.0)
    _, older = rate_of(age_years=41.0)
    assert 1 / young == pytest.approx(0.8 / 0.7)
    assert 1 / older == pytest.approx(0.8 * 0.7)
    lengths = [get_years(DRAWS, profile_with(**AT_36), year)[0] for year in range(6)]
    assert lengths[5] / lengths[0] == pytest.approx(0.7)


def test_rate_of_the_young_is_held_at_that_of_30() -> None:
    at_30, at_20 = rate_of(age_years=30.0), rate_of(age_years=20.0, duration_years=3.0)
    assert at_20 == at_30
    at_28 = profile_with(age_years=28.0, duration_years=3.0)
    lengths = [get_years(DRAWS, at_28, year)[0] for year in range(4)]
    assert lengths == pytest.approx([1, 1, 0.7**0.1, 0.7**0.3])


def test_unknown_treatments_are_averaged_while_relapses_were_counted() -> None:
    unknown = rate_of(relapses_2y=1, treatments=UNKNOWN)
    half = DRAWS["history_treated_share"][0]
    ratio = (1 + (1 - half * 0.3) + (1 - half * 0.6)) / 3
    assert unknown == pytest.approx((2, BEFORE + 2 * ratio))


def test_progressive_courses_have_rates_of_their_own() -> None:
    spms = get_own_rate(DRAWS, profile_with(course=Course.SPMS), 2)
    assert spms.shape / spms.exposure == pytest.approx(np.full(100, 0.47))
    # the table's zero at band 1 is not taken for never
    never = get_own_rate(DRAWS, profile_with(course=Course.SPMS), 1)
    assert never.shape / never.exposure == pytest.approx(np.full(100, 1e-3))
    ppms = get_own_rate(DRAWS, profile_with(course=Course.PPMS), 2)
    assert ppms.shape / ppms.exposure == pytest.approx(DRAWS["relapse_rate_ppms"])


def test_relapse_free_is_the_average_over_own_rates() -> None:
    rate = RelapseRate(np.array([2.5]), np.array([3.0]))
    own = np.random.default_rng(1).gamma(2.5, 1 / 3.0, 200_000)
    # four standard errors of 200,000 draws
    assert get_relapse_free(rate, np.array([1.7]))[0] == pytest.approx(
        np.exp(-1.7 * own).mean(), abs=4 * 0.3 / np.sqrt(200_000)
    )


def test_rebound_is_at_least_the_published_share() -> None:
    rate = RelapseRate(np.full(100, 1.0), np.full(100, 20.0))
    years = get_rebound_years(DRAWS, rate, np.ones(100))
    relapsed = 1 - get_relapse_free(rate, years)
    assert relapsed == pytest.approx(DRAWS["rebound_relapse_12_months"])
    frequent = RelapseRate(np.full(100, 1.0), np.full(100, 0.2))
    assert (get_rebound_years(DRAWS, frequent, np.ones(100)) == 1).all()


@pytest.mark.parametrize("relapses", [0, 2])
def test_no_drug_after_natalizumab_is_stopping_it(relapses: int) -> None:
    profile = profile_with(years_on_natalizumab=3.0, relapses_2y=relapses)
    free = compare_profile(profile).options[Option.NO_DMT].relapse_free
    assert free is not None
    relapsed = 1 - free[1]
    assert relapsed.mean() >= 0.41
    assert (relapsed >= get_draws()["rebound_relapse_12_months"] - 1e-12).all()


def test_no_rebound_is_known_of_in_primary_progressive_ms() -> None:
    first = [
        compare_profile(profile_with(course=Course.PPMS, years_on_natalizumab=years))
        .options[Option.NO_DMT]
        .relapses
        for years in (0.0, 3.0)
    ]
    assert first[0] is not None and first[1] is not None
    assert first[1][1] == pytest.approx(first[0][1])


def test_planned_stop_brings_the_rebound_then() -> None:
    scenario = Scenario.NATALIZUMAB_STOP_24M
    result = compare_profile(scenario=scenario).options[Option.NATALIZUMAB]
    stay = compare_profile().options[Option.NATALIZUMAB]
    assert result.relapses is not None and stay.relapses is not None
    assert result.relapses[:3] == pytest.approx(stay.relapses[:3])
    third = result.relapses[3] - result.relapses[2]
    assert (third > 2 * (stay.relapses[3] - stay.relapses[2])).all()


def test_stopping_now_and_then_is_between_staying_and_stopping_at_once() -> None:
    stay = compare_profile()
    some = compare_profile(scenario=Scenario.STOP_NATALIZUMAB)
    expected = [
        one.options[option].relapses
        for one, option in (
            (stay, Option.NATALIZUMAB),
            (some, Option.NATALIZUMAB),
            (stay, Option.NO_DMT),
        )
    ]
    stayed, sometimes, none = (r for r in expected if r is not None)
    assert (stayed[10] < sometimes[10]).all()
    assert (sometimes[10] < none[10]).all()


def test_relapse_free_never_rises_and_expected_relapses_never_fall() -> None:
    for scenario in (Scenario.STOP_NATALIZUMAB, Scenario.NATALIZUMAB_STOP_24M):
        for result in compare_profile(scenario=scenario).options.values():
            assert result.relapses is not None and result.relapse_free is not None
            assert result.relapse_free[0] == pytest.approx(np.ones(100))
            assert (np.diff(result.relapse_free, axis=0) <= 0).all()
            assert (np.diff(result.relapses, axis=0) >= 0).all()
