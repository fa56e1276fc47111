from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.eligibility import Status
from riskmodel.engine.harms import Harm, Law, get_harm
from riskmodel.engine.options import get_plan
from riskmodel.engine.profile import Course, Option, Scenario, Sex
from tests.engine_cases import (
    WOMAN_35,
    compare_profile,
    fix_draws,
    get_draws,
    profile_with,
)

DRAWS = fix_draws(get_draws(), ahsct_thyroid_rate=0.05, alemtuzumab_thyroid=0.42)


def by_year(
    law: Law,
    *,
    years: float = 0.0,
    risk: float = 0.05,
    before: float = 0.0,
    **plan: Any,
) -> list[float] | None:
    harm = Harm("thyroid", Option.NATALIZUMAB, law, "ahsct_thyroid_rate", years)
    draws = fix_draws(DRAWS, ahsct_thyroid_rate=risk)
    made = get_plan(
        Option.NATALIZUMAB,
        draws,
        WOMAN_35,
        scenario=Scenario.DEFAULT,
        years=8,
        status=Status.ESTIMATED,
    )
    found = get_harm(draws, harm, replace(made, **plan), before)
    return None if found is None else list(found[:, 0])


def test_once_is_early_and_stays() -> None:
    assert by_year(Law.ONCE, risk=0.68) == [0, *[0.68] * 8]


def test_within_reaches_the_figure_and_stops() -> None:
    share = by_year(Law.WITHIN, years=6, risk=0.42)
    assert share[6:] == pytest.approx([0.42] * 3)
    # an even pace: three of six years leave the square root of those without
    assert 1 - share[3] == pytest.approx((1 - 0.42) ** 0.5)


def test_while_on_goes_on_at_the_pace_of_its_years_until_the_drug_is_stopped() -> None:
    share = by_year(Law.WHILE_ON, years=2, risk=0.1)
    assert share == pytest.approx([1 - 0.9 ** (year / 2) for year in range(9)])
    stopped = by_year(Law.WHILE_ON, years=2, risk=0.1, stop_after=3)
    assert stopped == pytest.approx([*share[:4], *[share[3]] * 5])
    some = by_year(Law.WHILE_ON, years=2, risk=0.1, stopping_in_year=np.full(100, 0.5))
    assert some[:3] == pytest.approx([0, share[1], 1 - 0.9 ** (1.5 / 2)])


def test_what_comes_early_lies_behind_those_who_take_the_drug() -> None:
    assert by_year(Law.ONCE, before=0.5) is None
    assert by_year(Law.WITHIN, years=2, before=2.0) is None
    rest = by_year(Law.WITHIN, years=2, risk=0.19, before=1.0)
    assert rest == pytest.approx([0, *[0.1] * 8])
    # what comes at any time still comes
    assert by_year(Law.WHILE_ON, years=2, before=5.0) == by_year(Law.WHILE_ON, years=2)


def test_who_stops_at_once_has_no_harm_of_the_drug_left() -> None:
    for law in (Law.ONCE, Law.WITHIN, Law.WHILE_ON):
        assert by_year(law, years=2, stop_after=0) is None
    late = profile_with(years_on_natalizumab=3.0)
    result = compare_profile(late, scenario=Scenario.NATALIZUMAB_STOP_24M)
    assert set(result.options[Option.NATALIZUMAB].harms) == {"pml", "treatment_death"}
    staying = compare_profile(late).options[Option.NATALIZUMAB].harms
    assert set(staying) == {"pml", "treatment_death", "serious_infection"}


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


def test_periods_are_not_told_of_after_menopause() -> None:
    told = [
        "periods_stop"
        in compare_profile(profile_with(sex=Sex.FEMALE, age_years=age))
        .options[Option.AHSCT]
        .harms
        for age in (54.9, 55.0)
    ]
    assert told == [True, False]


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
