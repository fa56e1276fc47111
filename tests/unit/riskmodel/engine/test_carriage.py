from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammainc
from scipy.stats import poisson

from riskmodel.engine import carriage, series
from riskmodel.engine.asked import describe_starts
from riskmodel.engine.carriage import Lane, carry
from riskmodel.engine.comparison import compare_together
from riskmodel.engine.eligibility import Status
from riskmodel.engine.multistate import advance
from riskmodel.engine.options import get_plan
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import ComparisonRequest, Option, Scenario
from riskmodel.engine.projection import get_improvement
from riskmodel.engine.series import (
    TOLERANCE,
    WIDTH,
    Piece,
    count_terms,
    make_blocks,
)
from riskmodel.engine.states import BANDS, Layout
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
    live = np.zeros((YEARS + 1, BANDS, DRAWS.count))
    start = np.zeros((len(states), DRAWS.count))
    start[0] = 1.0
    live[0, person.band] = 1.0
    settle = np.eye(len(states))
    settle[0, 0], settle[layout.settled(person.band), 0] = 0.0, 1.0
    nodes = zip(person.frailty.value, person.frailty.weight, strict=True)
    for value, weight in nodes:
        now = start
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
            live[year + 1, layout.lowest_band :] += weight * now[1:]
            live[year + 1, person.band] += weight * now[0]
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
        (alone,) = compare_together(draws, [request], **given)
        for option in Option:
            here, there = one.options[option], alone.options[option]
            assert (here.projection is None) == (there.projection is None)
            if here.projection is not None and there.projection is not None:
                assert np.array_equal(here.projection.band, there.projection.band)
                assert np.array_equal(
                    here.projection.died_treatment, there.projection.died_treatment
                )


def test_blocks_that_are_too_wide_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriage, "UNIT", 16)
    ((whole, _),) = carry([lane_of(Option.NATALIZUMAB)])
    monkeypatch.setattr(series, "WIDTH", 40)
    ((pieces, _),) = carry([lane_of(Option.NATALIZUMAB)])
    assert np.array_equal(whole, pieces)
    units = [slice(at, at + 16) for at in range(0, 48, 16)]
    blocks = list(make_blocks(np.full((2, 3), 0.3), np.ones((2, 3)), units))
    assert [one.width for one in blocks] == [32, 32, 32]
    assert blocks[0].pieces == [Piece(0, slice(0, 32), slice(0, 32))]
    assert blocks[1].pieces == [
        Piece(0, slice(32, 48), slice(0, 16)),
        Piece(1, slice(0, 16), slice(16, 32)),
    ]


def test_every_unit_is_in_a_block_of_its_length() -> None:
    rng = np.random.default_rng(1)
    shift, people = rng.gamma(1.0, 20.0, (7, 50)), rng.random((7, 50))
    units = [slice(8 * at, 8 * at + 8) for at in range(50)]
    by_place = (np.repeat(of, 8, axis=1) for of in (shift, people))
    shift_of_place, people_of_place = by_place
    found = np.zeros((7, 400), int)
    for block in make_blocks(shift, people, units):
        assert block.width == sum(
            one.columns.stop - one.columns.start for one in block.pieces
        )
        for one in block.pieces:
            found[one.node, one.places] += 1
        mine = block.lay_nodes(shift_of_place) / block.parts
        assert (mine <= 30).all()
        few = block.lay_nodes(people_of_place) * block.parts
        assert set(count_terms(mine, few).tolist()) == {block.terms}
    assert (found == 1).all()


@pytest.mark.parametrize("shift", [1e-9, 0.01, 0.3, 1.0, 2.5, 15.0, 30.0])
def test_what_the_series_misplaces_is_below_the_tolerance(shift: float) -> None:
    for people in (1.0, 1e-3, 1e-9):
        (terms,) = count_terms(np.array([shift]), np.array([people]))
        last = int(terms)
        assert people * poisson.pmf(last + 1, shift) <= TOLERANCE
        # a term fewer would not do
        assert last == 1 or people * gammainc(last, shift) > TOLERANCE


def test_only_who_can_leave_is_carried_off_the_option() -> None:
    assert not lane_of(Option.ALEMTUZUMAB).is_left
    assert lane_of(Option.NATALIZUMAB).is_left


def test_who_stops_after_two_years_leaves_at_the_end_of_the_second() -> None:
    lane = lane_of()
    stops = replace(lane, plan=replace(lane.plan, stop_after=2))
    assert stops.is_left
    assert stops.stopping[:, 0].tolist() == [0, 1, 0, 0]
    at_once = replace(lane, plan=replace(lane.plan, stop_after=0))
    assert not at_once.is_left


@pytest.mark.parametrize("wrong", [-1e-3, np.nan, np.inf])
def test_bad_intensity_is_refused(wrong: float) -> None:
    lane = lane_of()
    worsening = lane.person.worsening.copy()
    worsening[5, 3] = wrong
    with pytest.raises(NumericalError, match="negative or not finite"):
        carry([replace(lane, person=replace(lane.person, worsening=worsening))])


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
        # wherever in its group a column stands
        order = rng.permutation(whole.shape[1])
        assert np.array_equal(
            jumps.T @ np.ascontiguousarray(flow[:, order]), whole[:, order]
        )
