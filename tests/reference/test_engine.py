"""The engine against the plain re-implementation, and that against hand-made worlds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.break_even import get_break_even
from riskmodel.engine.eligibility import Status, judge_option
from riskmodel.engine.harms import Law
from riskmodel.engine.profile import (
    UNKNOWN,
    Answer,
    Centre,
    Conditioning,
    Course,
    JcvStatus,
    Option,
    PatientProfile,
    Scenario,
    Sex,
)
from riskmodel.engine.results import Comparison
from riskmodel.evidence.registry import get_evidence
from tests import universe
from tests.engine_cases import compare_profile, get_draws, had, profile_with
from tests.reference.plain.case import Case, closed, follow
from tests.reference.plain.deaths import transplant_mortality
from tests.reference.plain.harms import share_harmed
from tests.reference.plain.years import Years, solve

#: Adaptive integrals and root searches of the slow way stop about here.
AGREEMENT = 1e-9
DRAWS = get_draws(60, seed=11)
YEARS = 6
#: Three of each scenario.
CASES = 3 * len(Scenario)


def test_plain_exponential_solves_the_world_of_three_states() -> None:
    law = np.zeros((3, 3))
    law[0, 1] = universe.WORSENING
    law[0, 2] = universe.DEATH_WELL
    law[1, 2] = universe.DEATH_ILL
    after = follow(closed(law), np.array([1.0, 0, 0]), universe.YEARS)
    assert after == pytest.approx(
        [universe.well(), universe.ill(), universe.dead()], abs=1e-14
    )


def test_years_of_the_world_add_up() -> None:
    law = closed(np.array([[0, 0.3, 0.02], [0, 0, 0.11], [0, 0, 0]]))
    start = np.array([1.0, 0, 0])
    fine = follow(law, start, universe.YEARS, step=0.1)
    assert fine == pytest.approx(follow(law, start, universe.YEARS), abs=1e-14)


def make_person(rng: np.random.Generator) -> PatientProfile:
    """Somebody at random, within what the options are estimated for."""

    def one_of(*values: Any) -> Any:
        return values[rng.integers(len(values))]

    low = one_of(0.0, 1.5, 2.0, 3.5, 4.0, 5.5, 6.0, 6.5)
    duration = one_of(0.0, 0.5, 3.0, 8.25, 12.0, 25.0)
    return profile_with(
        course=one_of(Course.RRMS, Course.RRMS, Course.SPMS),
        edss_low=low,
        edss_high=one_of(low, low, low + 0.5 if low > 1 else low, max(low, 4.5)),
        duration_years=duration,
        age_years=one_of(36.0, 44.5, 60.0),
        sex=one_of(*Sex),
        relapses_1y=one_of(UNKNOWN, 0, 1, 2),
        relapses_2y=one_of(UNKNOWN, 2, 4),
        treatments=one_of(
            UNKNOWN,
            (),
            had(interferon=2.0),
            had(interferon=0.0),
            had(natalizumab=3.5, fingolimod=1.0, other=2.0),
        ),
        jcv=one_of(*JcvStatus),
        jcv_index=one_of(UNKNOWN, 0.3, 0.5, 0.9, 1.2, 1.5, 2.5),
        prior_immunosuppression=one_of(*Answer),
        years_on_natalizumab=one_of(0.0, 0.0, 1.5, 3.0),
        centre=one_of(*Centre),
        conditioning=one_of(*Conditioning),
    )


@pytest.mark.parametrize("number", range(CASES))
def test_engine_agrees_with_the_plain_way(number: int) -> None:
    rng = np.random.default_rng([2026, number])
    profile = make_person(rng)
    scenario = list(Scenario)[number % len(Scenario)]
    draw = int(rng.integers(DRAWS.count))
    result, case = ask(profile, scenario, draw)
    assert result.transplant_mortality[draw] == pytest.approx(
        transplant_mortality(case), rel=AGREEMENT
    )
    plain_courses = check_courses(result, case, draw)
    check_harms(result, case, draw)
    check_break_even(result.options, plain_courses, draw)


@pytest.mark.parametrize("number", range(3))
def test_engine_agrees_in_primary_progressive_disease(number: int) -> None:
    rng = np.random.default_rng([2027, number])
    profile = replace(make_person(rng), course=Course.PPMS)
    draw = int(rng.integers(DRAWS.count))
    result, case = ask(profile, Scenario.DEFAULT, draw)
    # of the drugs nothing but harms can be told
    assert set(check_courses(result, case, draw)) == {Option.NO_DMT}
    check_harms(result, case, draw)


def ask(
    profile: PatientProfile, scenario: Scenario, draw: int
) -> tuple[Comparison, Case]:
    """The engine's answer, and what the plain way needs for its own."""
    result = compare_profile(profile, draws=DRAWS, scenario=scenario, horizons=(YEARS,))
    limits = get_evidence().limits
    case = Case(
        profile=profile,
        scenario=scenario.value,
        value={id: float(draws[draw]) for id, draws in DRAWS.values.items()},
        tables=DRAWS.tables,
        years=YEARS,
        extrapolated={
            step: frozenset(
                str(option)
                for option in Option
                if judge_option(
                    option, replace(profile, edss_low=step, edss_high=step), limits
                )[0]
                is Status.EXTRAPOLATED
            )
            for step in profile.edss_steps
        },
    )
    return result, case


def check_courses(result: Comparison, case: Case, draw: int) -> dict[Option, Years]:
    """What becomes of people on every option that can be estimated."""
    plain_courses = {}
    for option, one in result.options.items():
        if one.projection is None:
            continue
        found = plain_courses[option] = solve(case, option.value)
        for name in ("died_treatment", "died_other", "better", "same", "worse"):
            engine = getattr(one.projection, name)[:, draw]
            assert np.abs(engine - getattr(found, name)).max() < AGREEMENT, (
                option,
                name,
            )
        assert np.abs(one.projection.band[:, :, draw] - found.bands).max() < AGREEMENT
        assert one.relapses is not None and one.relapse_free is not None
        assert one.relapses[:, draw] == pytest.approx(found.relapses, abs=1e-8)
        assert one.relapse_free[:, draw] == pytest.approx(found.relapse_free, abs=1e-8)
    return plain_courses


def check_harms(result: Comparison, case: Case, draw: int) -> None:
    """Every harm with a law of its own; deaths and PML are in the courses."""
    laws = {
        (harm.option, harm.id): harm
        for harm in get_evidence().harms
        if harm.law is not Law.NOT_KNOWN
    }
    for option, one in result.options.items():
        for id, shares in one.harms.items():
            if id in ("pml", "treatment_death"):
                continue
            plain = share_harmed(case, laws[option, id])
            assert shares[:, draw] == pytest.approx(plain, abs=AGREEMENT), (option, id)


def check_break_even(options: Any, courses: dict[Option, Years], draw: int) -> None:
    """The tie, from the deaths and the worse of the plain way."""

    def bad(course: Years) -> float:
        return course.died_treatment[-1] + course.died_other[-1] + course.worse[-1]

    survivors = courses[Option.AHSCT].bad_surviving
    expected = (bad(courses[Option.NO_DMT]) - survivors) / (1 - survivors)
    level = get_break_even(
        options[Option.AHSCT].survivors,
        options[Option.NO_DMT].projection,
        "dead_or_worse",
    )
    assert level[-1, draw] == pytest.approx(expected, abs=AGREEMENT)
