import numpy as np
import pytest

from riskmodel.engine.harms import Harm, Law, get_harm
from riskmodel.engine.profile import Course, Option, Scenario, Sex
from tests.engine_cases import compare_profile, fix_draws, get_draws, profile_with

DRAWS = fix_draws(get_draws(), ahsct_thyroid_rate=0.05, alemtuzumab_thyroid=0.42)


def by_year(law: Law, *, years: float = 0.0, risk: float = 0.05) -> list[float]:
    harm = Harm("thyroid", Option.AHSCT, law, "ahsct_thyroid_rate", years)
    draws = fix_draws(DRAWS, ahsct_thyroid_rate=risk)
    return list(get_harm(draws, harm, 8)[:, 0])


def test_once_is_early_and_stays() -> None:
    assert by_year(Law.ONCE, risk=0.68) == [0, *[0.68] * 8]


def test_within_reaches_the_figure_and_stops() -> None:
    share = by_year(Law.WITHIN, years=6, risk=0.42)
    assert share[6:] == pytest.approx([0.42] * 3)
    # an even pace: three of six years leave the square root of those without
    assert 1 - share[3] == pytest.approx((1 - 0.42) ** 0.5)


def test_rate_starts_when_it_says() -> None:
    share = by_year(Law.RATE, years=0.5)
    assert share[0] == 0
    assert share[1] == pytest.approx(1 - np.exp(-0.05 * 0.5))
    assert share[8] == pytest.approx(1 - np.exp(-0.05 * 7.5))


def test_harm_without_an_estimate_has_no_number() -> None:
    with pytest.raises(ValueError, match="no estimate"):
        by_year(Law.NOT_KNOWN)


@pytest.mark.parametrize("sex", list(Sex))
def test_periods_are_told_to_all_but_men(sex: Sex) -> None:
    harms = compare_profile(profile_with(sex=sex)).options[Option.AHSCT].harms
    assert ("periods_stop" in harms) is (sex is not Sex.MALE)


def test_no_drug_has_no_harm() -> None:
    assert compare_profile().options[Option.NO_DMT].harms == {}


@pytest.mark.parametrize("course", [Course.RRMS, Course.PPMS])
def test_harms_never_fall_and_are_shares(course: Course) -> None:
    result = compare_profile(profile_with(course=course))
    for option in result.options.values():
        for share in option.harms.values():
            assert (np.diff(share, axis=0) >= -1e-15).all()
            assert share.min() >= 0
            assert share.max() <= 1


def test_pml_and_its_deaths_hang_together() -> None:
    fatality = get_draws()["pml_fatality"]
    for course in (Course.RRMS, Course.PPMS):
        result = compare_profile(profile_with(course=course))
        harms = result.options[Option.NATALIZUMAB].harms
        assert harms["treatment_death"] == pytest.approx(harms["pml"] * fatality)


def test_without_an_estimate_harms_are_of_people_who_live() -> None:
    known = compare_profile().options
    unknown = compare_profile(profile_with(course=Course.PPMS)).options
    assert unknown[Option.NATALIZUMAB].projection is None
    for option in (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.AHSCT):
        assert set(unknown[option].harms) == set(known[option].harms)
        alive, all_causes = (
            one[option].harms["treatment_death"][10] for one in (unknown, known)
        )
        # a few of a thousand die of something else first
        assert (alive >= all_causes * (1 - 1e-9)).all()
        assert alive == pytest.approx(all_causes, rel=0.03)


def test_stopping_limits_pml_where_benefits_are_not_known_too() -> None:
    profile = profile_with(course=Course.PPMS)
    stay, stop, some = (
        compare_profile(profile, scenario=scenario)
        .options[Option.NATALIZUMAB]
        .harms["pml"]
        for scenario in (
            Scenario.DEFAULT,
            Scenario.NATALIZUMAB_STOP_24M,
            Scenario.STOP_NATALIZUMAB,
        )
    )
    assert np.array_equal(stop[2], stay[2])
    assert np.array_equal(stop[10], stop[2])
    assert (some[10] < stay[10]).all()
    assert (some[10] > stop[10]).all()


def test_stopping_has_the_same_pml_with_and_without_an_estimate() -> None:
    for scenario in (Scenario.STOP_NATALIZUMAB, Scenario.NATALIZUMAB_STOP_24M):
        known, unknown = (
            compare_profile(profile_with(course=course), scenario=scenario)
            .options[Option.NATALIZUMAB]
            .harms["pml"][10]
            for course in (Course.RRMS, Course.PPMS)
        )
        assert unknown == pytest.approx(known, rel=0.03)
