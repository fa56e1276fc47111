"""Laws of one step of the multi-state model, in worlds without evidence."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riskmodel.engine.multistate import advance
from riskmodel.engine.parameters import FloatArray
from tests import strategies

#: Rounding of double precision, gathered over the parts of a step.
ROUNDING = 1e-12


@given(strategies.worlds())
def test_a_step_keeps_people(world: dict[str, FloatArray]) -> None:
    after = advance(**world)
    assert after.min() >= 0
    assert after.sum(axis=0).max() <= 1 + ROUNDING


@given(strategies.worlds())
def test_rows_of_every_transition_matrix_are_distributions(
    world: dict[str, FloatArray],
) -> None:
    states, draws = world["occupation"].shape
    for state in range(states):
        row = np.zeros((states, draws))
        row[state] = 1.0
        certain = {**world, "occupation": row}
        with_death = advance(**certain)
        assert with_death.min() >= 0
        assert with_death.sum(axis=0).max() <= 1 + ROUNDING
        # improvement leads from the first state to the second, worsening upwards
        assert not with_death[:state].any()
        alive = advance(**{**certain, "death": np.zeros((states, draws))})
        assert np.abs(alive.sum(axis=0) - 1).max() < ROUNDING


@given(strategies.worlds(), st.integers(2, 5))
def test_a_step_in_parts_is_the_step(world: dict[str, FloatArray], parts: int) -> None:
    once = advance(**world)
    pieces = dict(world)
    for name in ("worsening", "death", "improvement"):
        pieces[name] = world[name] / parts
    for _ in range(parts):
        pieces["occupation"] = advance(**pieces)
    assert np.abs(once - pieces["occupation"]).max() < ROUNDING


@given(strategies.worlds())
def test_more_death_leaves_fewer_alive(world: dict[str, FloatArray]) -> None:
    more = {**world, "death": world["death"] * 1.5}
    assert (
        advance(**more).sum(axis=0) <= advance(**world).sum(axis=0) + ROUNDING
    ).all()
