from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.pml import (
    HIGH,
    LOW,
    MIDDLE,
    NO_INDEX,
    TABLE_YEARS,
    get_column,
    get_pml_hazard,
    get_strata,
)
from riskmodel.engine.profile import Answer, JcvStatus, Scenario
from tests.engine_cases import fix_draws, get_draws, had, profile_with

DRAWS = get_draws()
POSITIVE, NEGATIVE = JcvStatus.POSITIVE, JcvStatus.NEGATIVE
NO, YES = Answer.NO, Answer.YES


def risk_per_1000(
    years: int = 5, scenario: Scenario = Scenario.DEFAULT, **answers: Any
) -> FloatArray:
    """PML of 1,000 people who stay on the drug and live, by draw."""
    profile = profile_with(**answers)
    hazard = get_pml_hazard(DRAWS, profile, scenario, years)
    assert (hazard >= 0).all()
    return -1000 * np.expm1(-hazard.sum(axis=0))


def with_index(index: float, **answers: Any) -> FloatArray:
    return risk_per_1000(
        jcv=POSITIVE, jcv_index=index, prior_immunosuppression=NO, **answers
    )


def test_high_index_is_10_to_25_of_1000_at_5_years() -> None:
    assert 10 < with_index(2.0).mean() < 25


def test_no_antibodies_is_a_half_to_five_of_1000_at_5_years() -> None:
    risk = risk_per_1000(jcv=NEGATIVE, prior_immunosuppression=NO)
    assert 0.5 < risk.mean() < 5


def test_risk_rises_with_the_index() -> None:
    low, middle, high = (with_index(index) for index in (0.9, 1.5, 1.51))
    assert (low <= middle).all()
    assert (middle <= high).all()
    assert low.mean() < middle.mean() < high.mean()


@pytest.mark.parametrize(
    ("index", "column"),
    [(0.0, LOW), (0.9, LOW), (0.91, MIDDLE), (1.5, MIDDLE), (1.51, HIGH)],
)
def test_column_of_an_index(index: float, column: str) -> None:
    assert get_column(profile_with(jcv=POSITIVE, jcv_index=index)) == column


def test_index_counts_with_antibodies_only() -> None:
    assert get_column(profile_with(jcv=NEGATIVE, jcv_index=0.3)) == NO_INDEX
    assert get_column(profile_with(jcv=POSITIVE)) == NO_INDEX


def test_earlier_immunosuppression_wins_over_a_low_index() -> None:
    low = risk_per_1000(jcv=POSITIVE, jcv_index=0.5, prior_immunosuppression=YES)
    middle = risk_per_1000(jcv=POSITIVE, jcv_index=1.2, prior_immunosuppression=YES)
    assert np.array_equal(low, middle)
    assert (low > with_index(0.5)).all()
    high = risk_per_1000(jcv=POSITIVE, jcv_index=2.0, prior_immunosuppression=YES)
    assert (high >= low).all()
    assert (high >= with_index(2.0)).all()


def test_what_is_unknown_lies_between_its_answers() -> None:
    unknown = risk_per_1000(prior_immunosuppression=NO)
    positive = risk_per_1000(jcv=POSITIVE, prior_immunosuppression=NO)
    negative = risk_per_1000(jcv=NEGATIVE, prior_immunosuppression=NO)
    assert (unknown > negative).all()
    assert (unknown < positive).all()
    either = risk_per_1000(jcv=POSITIVE)
    assert (either > positive).all()


def test_shares_of_the_strata_sum_to_one() -> None:
    for profile in (
        profile_with(),
        profile_with(jcv=NEGATIVE),
        profile_with(jcv=POSITIVE, prior_immunosuppression=YES),
    ):
        total = sum(stratum.share for stratum in get_strata(DRAWS, profile))
        assert total == pytest.approx(np.ones(100))


def test_years_on_the_drug_shift_the_clock() -> None:
    answers: dict[str, Any] = {"jcv": POSITIVE, "jcv_index": 2.0}
    answers["prior_immunosuppression"] = NO
    fresh = get_pml_hazard(DRAWS, profile_with(**answers), Scenario.DEFAULT, 8)
    later = get_pml_hazard(
        DRAWS,
        profile_with(**answers, years_on_natalizumab=3.0),
        Scenario.DEFAULT,
        5,
    )
    assert later == pytest.approx(fresh[3:])
    # from the sixth year on the table's last year holds
    assert fresh[TABLE_YEARS] == pytest.approx(fresh[TABLE_YEARS - 1])


def test_each_draw_takes_one_of_the_two_tables() -> None:
    answers: dict[str, Any] = {"jcv": POSITIVE, "jcv_index": 2.0}
    profile = profile_with(**answers, prior_immunosuppression=NO)
    tables = DRAWS.tables
    for variate, risk in (
        (0.49, tables.pml_yearly[HIGH][0]),
        (0.51, tables.pml_two_yearly[HIGH][0] / 2),
    ):
        draws = fix_draws(DRAWS, pml_table=variate, pml_level=1.0)
        hazard = get_pml_hazard(draws, profile, Scenario.DEFAULT, 1)
        assert -np.expm1(-hazard[0]) == pytest.approx(np.full(100, risk))


def test_antibodies_may_appear() -> None:
    profile = profile_with(jcv=NEGATIVE, prior_immunosuppression=NO)
    never = fix_draws(DRAWS, jcv_seroconversion_per_year=1e-9)
    residual = get_pml_hazard(never, profile, Scenario.DEFAULT, TABLE_YEARS).sum(axis=0)
    assert -np.expm1(-residual) == pytest.approx(DRAWS["pml_jcv_negative"], rel=1e-3)
    at_once = fix_draws(DRAWS, jcv_seroconversion_per_year=1e3)
    positive = profile_with(jcv=POSITIVE, prior_immunosuppression=NO)
    long_had = get_pml_hazard(DRAWS, positive, Scenario.DEFAULT, 5)[1:]
    low = profile_with(jcv=POSITIVE, jcv_index=0.5, prior_immunosuppression=NO)
    with_low = get_pml_hazard(DRAWS, low, Scenario.DEFAULT, 5)[1:]
    share = DRAWS["jcv_low_at_seroconversion"]
    assert get_pml_hazard(at_once, profile, Scenario.DEFAULT, 5)[1:] == pytest.approx(
        share * with_low + (1 - share) * long_had, rel=1e-6
    )


def test_a_release_without_the_share_takes_all_for_people_with_antibodies() -> None:
    values = {k: v for k, v in DRAWS.values.items() if k != "jcv_low_at_seroconversion"}
    older = fix_draws(replace(DRAWS, values=values), jcv_seroconversion_per_year=1e3)
    negative = profile_with(jcv=NEGATIVE, prior_immunosuppression=NO)
    positive = profile_with(jcv=POSITIVE, prior_immunosuppression=NO)
    assert get_pml_hazard(older, negative, Scenario.DEFAULT, 3)[1:] == pytest.approx(
        get_pml_hazard(older, positive, Scenario.DEFAULT, 3)[1:], rel=1e-6
    )


def test_no_antibodies_are_less_risky_than_a_low_index_for_five_years() -> None:
    negative, low = (
        np.cumsum(
            get_pml_hazard(
                get_draws(2000),
                profile_with(**answers, prior_immunosuppression=NO),
                Scenario.DEFAULT,
                5,
            ).mean(axis=1)
        )
        for answers in (
            {"jcv": NEGATIVE},
            {"jcv": POSITIVE, "jcv_index": 0.5},
        )
    )
    assert (negative < low).all()


def test_natalizumab_taken_earlier_counts_in_the_years_on_it() -> None:
    answers: dict[str, Any] = {"jcv": POSITIVE, "jcv_index": 2.0}
    now = profile_with(**answers, years_on_natalizumab=4.0)
    past = profile_with(**answers, treatments=had(natalizumab=4, interferon=1))
    both = profile_with(
        **answers, years_on_natalizumab=1.0, treatments=had(natalizumab=4)
    )
    found = [get_pml_hazard(DRAWS, p, Scenario.DEFAULT, 3) for p in (now, past, both)]
    assert np.array_equal(found[0], found[1])
    assert np.array_equal(found[0], found[2])


def test_six_weekly_doses_lower_the_risk_after_the_first_year() -> None:
    answers: dict[str, Any] = {"jcv": POSITIVE, "prior_immunosuppression": NO}
    often = get_pml_hazard(DRAWS, profile_with(**answers), Scenario.DEFAULT, 5)
    six = Scenario.NATALIZUMAB_6WEEKLY
    seldom = get_pml_hazard(DRAWS, profile_with(**answers), six, 5)
    assert np.array_equal(seldom[0], often[0])
    assert seldom[1:] == pytest.approx(often[1:] * DRAWS["pml_six_weekly_hr"])
    on_it = profile_with(**answers, years_on_natalizumab=1.0)
    first = get_pml_hazard(DRAWS, on_it, six, 1)
    assert first == pytest.approx(often[1:2] * DRAWS["pml_six_weekly_hr"])


def test_six_weekly_doses_leave_the_risk_without_antibodies() -> None:
    never = fix_draws(DRAWS, jcv_seroconversion_per_year=1e-9)
    nobody = profile_with(jcv=NEGATIVE, prior_immunosuppression=NO)
    often, seldom = (
        get_pml_hazard(never, nobody, scenario, 5)
        for scenario in (Scenario.DEFAULT, Scenario.NATALIZUMAB_6WEEKLY)
    )
    assert seldom == pytest.approx(often, rel=1e-3)
    assert often.min() > 0


def test_mixture_is_the_average_of_its_risks() -> None:
    years = 10
    unknown = risk_per_1000(years, prior_immunosuppression=NO)
    share = DRAWS["jcv_positive_share"]
    average = share * risk_per_1000(years, jcv=POSITIVE, prior_immunosuppression=NO)
    average += (1 - share) * risk_per_1000(
        years, jcv=NEGATIVE, prior_immunosuppression=NO
    )
    assert unknown == pytest.approx(average)


def test_what_people_share_is_each_one_s_own() -> None:
    """In the third year on the drug one has been tested today, one two years ago."""
    people = [
        profile_with(jcv=NEGATIVE, years_on_natalizumab=years) for years in (0, 2, 1)
    ]
    for profile in people:
        together = get_pml_hazard(DRAWS, profile, Scenario.DEFAULT, 5)
        alone = get_pml_hazard(DRAWS.replace(), profile, Scenario.DEFAULT, 5)
        assert np.array_equal(together, alone)


def test_an_index_above_the_tests_own_limit_is_antibodies() -> None:
    for jcv in JcvStatus:
        given = risk_per_1000(jcv=jcv, jcv_index=1.9, prior_immunosuppression=NO)
        assert np.array_equal(given, with_index(1.9))
    low = risk_per_1000(jcv=NEGATIVE, jcv_index=0.3, prior_immunosuppression=NO)
    none = risk_per_1000(jcv=NEGATIVE, prior_immunosuppression=NO)
    assert np.array_equal(low, none)
