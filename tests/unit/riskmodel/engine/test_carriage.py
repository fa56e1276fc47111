from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskmodel.engine import carriage
from riskmodel.engine.carriage import (
    TOLERANCE,
    WIDTH,
    Lane,
    carry,
    choose_pace,
    cut,
)
from riskmodel.engine.comparison import (
    compare_on,
    compare_together,
    describe_starts,
)
from riskmodel.engine.eligibility import Status
from riskmodel.engine.multistate import advance
from riskmodel.engine.options import get_plan
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import ComparisonRequest, Option, Scenario
from riskmodel.engine.projection import get_improvement
from riskmodel.engine.states import Layout
from riskmodel.errors import NumericalError
from riskmodel.evidence.registry import get_evidence
from tests import strategies
from tests.engine_cases import WOMAN_35, get_draws

EVIDENCE = get_evidence()
#: Not whole groups of columns, so that some are filled up.
DRAWS = get_draws(107)
YEARS = 4


def lane_of(option: Option = Option.AHSCT, *, faster: float = 1.0) -> Lane:
    ((_, person),) = describe_starts(DRAWS, WOMAN_35, YEARS)
    person = replace(person, worsening=faster * person.worsening)
    plan = get_plan(
        option,
        DRAWS,
        WOMAN_35,
        scenario=Scenario.DEFAULT,
        years=YEARS,
        status=Status.ESTIMATED,
    )
    return Lane(person, plan, get_improvement(person, plan))


def follow_alone(lane: Lane) -> FloatArray:
    """The same by the general step, node by node and year by year."""
    person, plan = lane.person, lane.plan
    layout = Layout(person.band)
    states = layout.bands
    live = np.zeros((YEARS + 1, len(states), DRAWS.count))
    live[0, 0] = 1.0
    settle = np.eye(len(states))
    settle[0, 0], settle[layout.settled(person.band), 0] = 0.0, 1.0
    nodes = zip(person.frailty.value, person.frailty.weight, strict=True)
    for value, weight in nodes:
        now = live[0]
        for year in range(YEARS):
            if year == 2:
                now = settle @ now
            pace = person.hazard[year] * plan.hazard_ratio[year] * value
            now = advance(
                now,
                worsening=person.worsening[states] * pace,
                jumps=layout.lift_jumps(person.jumps),
                death=person.death_multiplier[states] * person.death_per_year[year],
                improvement=lane.improvement if year < 2 else None,
            )
            live[year + 1] += weight * now
    return live


@pytest.mark.parametrize("faster", [1e-9, 1.0, 30.0, 400.0])
def test_years_are_the_general_steps(faster: float) -> None:
    lane = lane_of(faster=faster)
    ((live, died),) = carry([lane])
    assert np.abs(live - follow_alone(lane)).max() < 2 * YEARS * TOLERANCE
    assert not died.any()


def test_people_do_not_depend_on_who_is_carried_with_them() -> None:
    lanes = [lane_of(option, faster=f) for option in Option for f in (1.0, 1.01, 40.0)]
    together = carry(lanes)
    for lane, (live, died) in zip(lanes, together, strict=True):
        ((alone, died_alone),) = carry([lane])
        assert np.array_equal(live, alone)
        assert np.array_equal(died, died_alone)


@settings(max_examples=5)
@given(st.lists(strategies.requests(), min_size=2, max_size=6))
def test_comparisons_do_not_depend_on_who_is_compared_with_them(
    requests: list[ComparisonRequest],
) -> None:
    draws = get_draws(30)
    given = {"limits": EVIDENCE.limits, "harms": EVIDENCE.harms}
    for request, one in zip(
        requests, compare_together(draws, requests, **given), strict=True
    ):
        alone = compare_on(draws, request, **given)
        for option in Option:
            here, there = one.options[option], alone.options[option]
            assert (here.projection is None) == (there.projection is None)
            if here.projection is not None and there.projection is not None:
                assert np.array_equal(here.projection.band, there.projection.band)
                assert np.array_equal(
                    here.projection.died_treatment, there.projection.died_treatment
                )


def test_a_lane_of_many_draws_is_cut_to_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = carry([lane_of(Option.NATALIZUMAB)])
    monkeypatch.setattr(carriage, "WIDTH", 40)
    pieces = carry([lane_of(Option.NATALIZUMAB)])
    for before, after in zip(whole[0], pieces[0], strict=True):
        assert np.abs(before - after).max() < 2 * YEARS * TOLERANCE
    segments = list(cut(lane_of(), 0))
    assert [one.width for one in segments[:7]] == [40] * 7
    assert [one.width for one in segments[-7:]] == [32] * 7
    assert segments[-1].draws == slice(80, 107)


def test_only_who_can_leave_is_carried_off_the_option() -> None:
    assert all(one.off is None for one in cut(lane_of(Option.ALEMTUZUMAB), 0))
    assert all(one.off is not None for one in cut(lane_of(Option.NATALIZUMAB), 0))


@pytest.mark.parametrize("fastest", [0.0, 1e-4, 0.25, 0.9999, 1.0, 77.0])
def test_shift_is_just_above_the_fastest_intensity(fastest: float) -> None:
    pace = choose_pace(np.array([0.0, fastest]), np.ones(2))
    assert fastest <= pace.shift <= max(1.2 * fastest, 2e-3)
    assert pace.shift / pace.parts <= 30


def test_few_people_need_fewer_terms() -> None:
    fast = np.array([2.0])
    few, many = (choose_pace(fast, np.array([share])) for share in (1e-4, 0.9))
    assert few.terms < many.terms
    # shares of like size are carried alike, wherever they stand
    assert choose_pace(fast, np.array([0.4])) == many


@pytest.mark.parametrize("wrong", [-1e-3, np.nan, np.inf])
def test_bad_intensity_is_refused(wrong: float) -> None:
    with pytest.raises(NumericalError, match="negative or not finite"):
        choose_pace(np.array([0.1, wrong]), np.ones(2))


def test_products_treat_whole_groups_of_columns_alike() -> None:
    """What the sameness of bits among many rests on, on this machine."""
    rng = np.random.default_rng(1)
    for states in range(2, 12):
        jumps = np.triu(rng.random((states, states)), k=1)
        flow = rng.random((states, WIDTH))
        whole = jumps.T @ flow
        for first, width in ((0, 8), (8, 16), (64, 200), (504, 520)):
            some = np.ascontiguousarray(flow[:, first : first + width])
            assert np.array_equal(jumps.T @ some, whole[:, first : first + width])
