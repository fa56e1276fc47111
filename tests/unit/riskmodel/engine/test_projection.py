from dataclasses import replace

import numpy as np
import pytest

from riskmodel.engine.asked import check_sums, describe_starts
from riskmodel.engine.eligibility import Status
from riskmodel.engine.options import Plan, get_plan
from riskmodel.engine.person import Person
from riskmodel.engine.profile import Option, PatientProfile, Scenario
from riskmodel.engine.projection import add_deaths, mix, project
from riskmodel.engine.series import TOLERANCE
from riskmodel.errors import NumericalError
from tests.engine_cases import WOMAN_35, get_draws, profile_with

DRAWS = get_draws()
YEARS = 10


def person_of(profile: PatientProfile = WOMAN_35) -> Person:
    ((_, person),) = describe_starts(DRAWS, profile, YEARS)
    return person


def plan_of(option: Option, profile: PatientProfile = WOMAN_35) -> Plan:
    return get_plan(
        option,
        DRAWS,
        profile,
        scenario=Scenario.DEFAULT,
        years=YEARS,
        status=Status.ESTIMATED,
    )


def nobody_dies(person: Person) -> Person:
    return replace(person, death_per_year=np.full_like(person.death_per_year, 1e-15))


def test_start_is_certain() -> None:
    projection = project(person_of(), plan_of(Option.NATALIZUMAB))
    assert (projection.band[0, 3] == 1).all()
    assert (projection.same[0] == 1).all()
    assert not projection.died_treatment[0].any()


def test_share_improved_by_two_years_is_the_plans() -> None:
    # nobody can worsen again, so that all who have improved are still below
    plan = plan_of(Option.AHSCT)
    person = nobody_dies(person_of())
    still = replace(
        person,
        worsening=np.concatenate([person.worsening[:3] * 0, person.worsening[3:]]),
    )
    projection = project(still, plan)
    assert projection.better[2] == pytest.approx(plan.improved)
    # and nobody improves later
    assert projection.better[10] == pytest.approx(plan.improved)


@pytest.mark.parametrize("edss", [0.0, 1.0, 1.5])
def test_nobody_improves_below_band_2(edss: float) -> None:
    projection = project(person_of(profile_with(edss=edss)), plan_of(Option.AHSCT))
    assert not projection.better.any()


def test_survivors_of_pml_are_three_bands_up_and_off_the_drug() -> None:
    plan = plan_of(Option.NATALIZUMAB)
    first = np.zeros_like(plan.pml_in_year)
    first[0] = 1.0
    plan = replace(plan, pml_in_year=first, improved=plan.improved * 0)
    person = nobody_dies(person_of())
    still = replace(person, worsening=np.zeros_like(person.worsening))
    projection = project(still, plan)
    assert projection.band[1, 6] == pytest.approx(1 - plan.pml_fatality)
    assert projection.died_treatment[1] == pytest.approx(plan.pml_fatality)
    # a second PML would kill, but they are off the drug
    again = replace(plan, pml_in_year=np.ones_like(first))
    assert project(still, again).died_treatment[10] == pytest.approx(plan.pml_fatality)


def test_off_the_drug_worsens_as_without_it() -> None:
    person = person_of()
    stop = replace(
        plan_of(Option.NATALIZUMAB), stop_after=2, pml_in_year=np.zeros((YEARS, 100))
    )
    strong = replace(stop, hazard_ratio=np.full((YEARS, 100), 1e-6))
    projection = project(person, strong)
    assert projection.worse[2].max() < 1e-5
    assert (projection.worse[3] > 0.02).all()


def test_two_kinds_of_start_are_averaged() -> None:
    one = project(person_of(), plan_of(Option.NO_DMT))
    other = project(person_of(profile_with(edss=5.0)), plan_of(Option.NO_DMT))
    both = mix([0.25, 0.75], [one, other])
    assert both.band == pytest.approx(0.25 * one.band + 0.75 * other.band)
    assert both.worse == pytest.approx(0.25 * one.worse + 0.75 * other.worse)


def test_range_of_edss_weighs_bands_by_their_steps() -> None:
    starts = describe_starts(DRAWS, profile_with(edss_low=3.5, edss_high=5.0), 2)
    assert [(share, person.band) for share, person in starts] == [
        (0.25, 3),
        (0.5, 4),
        (0.25, 5),
    ]


def test_deaths_at_the_start_scale_the_rest() -> None:
    survivors = project(person_of(), plan_of(Option.ALEMTUZUMAB))
    share = np.full(100, 0.1)
    after = add_deaths(survivors, share)
    assert after.worse == pytest.approx(survivors.worse * 0.9)
    assert (after.died_treatment[0] == 0.1).all()
    assert after.died_treatment[5] == pytest.approx(
        0.1 + 0.9 * survivors.died_treatment[5]
    )
    check_sums(after)


@pytest.mark.parametrize("wrong", [1e-9, np.nan])
def test_outcomes_that_do_not_sum_to_one_are_refused(wrong: float) -> None:
    projection = project(person_of(), plan_of(Option.NO_DMT))
    worse = projection.worse.copy()
    worse[3, 7] += wrong
    with pytest.raises(NumericalError, match="sum to 1"):
        check_sums(replace(projection, worse=worse))


def test_draws_do_not_depend_on_their_neighbours() -> None:
    many, few = get_draws(2100), get_draws(100)
    worse = [
        project(
            describe_starts(draws, WOMAN_35, 2)[0][1],
            get_plan(
                Option.NATALIZUMAB,
                draws,
                WOMAN_35,
                scenario=Scenario.DEFAULT,
                years=2,
                status=Status.ESTIMATED,
            ),
        ).worse[2, :100]
        for draws in (many, few)
    ]
    assert worse[0] == pytest.approx(worse[1], abs=2 * TOLERANCE)
