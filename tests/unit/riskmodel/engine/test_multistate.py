import numpy as np
import pytest
from scipy.linalg import expm
from scipy.stats import poisson

from riskmodel.engine.multistate import (
    LONGEST_SHIFT,
    SERIES_TOLERANCE,
    advance,
    count_terms,
)
from riskmodel.engine.parameters import FloatArray
from riskmodel.errors import NumericalError
from tests import universe

#: The series and SciPy's exponential both round, the more the longer the step.
ROUNDING = 1e-12


def random_world(
    seed: int, *, states: int = 6, draws: int = 4, pace: float = 1.0
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """Occupation, worsening, jumps, death and improvement at random."""
    rng = np.random.default_rng(seed)
    jumps = np.triu(rng.random((states, states)), k=1)
    jumps[:-1] /= jumps[:-1].sum(axis=1, keepdims=True)
    worsening = pace * rng.random((states, draws))
    worsening[-1] = 0
    occupation = rng.dirichlet(np.ones(states), draws).T
    death = pace * rng.random((states, draws)) / 10
    return occupation, worsening, jumps, death, pace * rng.random(draws)


def exponential(
    occupation: FloatArray,
    worsening: FloatArray,
    jumps: FloatArray,
    death: FloatArray,
    improvement: FloatArray,
) -> FloatArray:
    """The same by a dense generator for each draw."""
    after = np.empty_like(occupation)
    for draw in range(occupation.shape[1]):
        generator = worsening[:, draw, None] * jumps
        generator[0, 1] += improvement[draw]
        leaving = worsening[:, draw] + death[:, draw]
        leaving[0] += improvement[draw]
        after[:, draw] = occupation[:, draw] @ expm(generator - np.diag(leaving))
    return after


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("pace", [0.0, 1e-6, 0.3, 5.0, 80.0])
def test_constant_hazards_match_the_exponential(seed: int, pace: float) -> None:
    occupation, worsening, jumps, death, improvement = random_world(seed, pace=pace)
    after = advance(
        occupation,
        worsening=worsening,
        jumps=jumps,
        death=death,
        improvement=improvement,
    )
    expected = exponential(occupation, worsening, jumps, death, improvement)
    assert np.abs(after - expected).max() < ROUNDING
    assert after.min() >= 0
    assert after.sum(axis=0).max() <= 1 + ROUNDING


def test_three_states_by_hand() -> None:
    after = advance(
        np.array([[1.0], [0.0]]),
        worsening=np.array([[universe.WORSENING], [0.0]]) * universe.YEARS,
        jumps=np.array([[0.0, 1.0], [0.0, 0.0]]),
        death=np.array([[universe.DEATH_WELL], [universe.DEATH_ILL]]) * universe.YEARS,
    )
    assert after[0, 0] == pytest.approx(universe.well(), abs=ROUNDING)
    assert after[1, 0] == pytest.approx(universe.ill(), abs=ROUNDING)


def test_without_death_nobody_is_lost() -> None:
    occupation, worsening, jumps, _, _ = random_world(3, pace=2)
    after = advance(occupation, worsening=worsening, jumps=jumps)
    assert after.sum(axis=0) == pytest.approx(np.ones(4), abs=ROUNDING)


def test_two_half_steps_are_one() -> None:
    occupation, worsening, jumps, death, _ = random_world(4, pace=1.5)
    once = advance(occupation, worsening=worsening, jumps=jumps, death=death)
    half = occupation
    for _ in range(2):
        half = advance(half, worsening=worsening / 2, jumps=jumps, death=death / 2)
    assert np.abs(once - half).max() < ROUNDING


def test_long_step_is_split() -> None:
    occupation, worsening, jumps, death, improvement = random_world(
        5, pace=10 * LONGEST_SHIFT
    )
    after = advance(
        occupation,
        worsening=worsening,
        jumps=jumps,
        death=death,
        improvement=improvement,
    )
    expected = exponential(occupation, worsening, jumps, death, improvement)
    assert np.abs(after - expected).max() < ROUNDING


@pytest.mark.parametrize(
    "shift", [0.0, 1e-9, 0.01, 0.3, 1.0, 2.5, 7.0, 15.0, LONGEST_SHIFT]
)
def test_terms_left_out_are_negligible(shift: float) -> None:
    last = count_terms(shift)
    assert poisson.sf(last, shift) <= SERIES_TOLERANCE
    assert last < 10 + 4 * shift + 12


@pytest.mark.parametrize("wrong", [-1e-3, np.nan, np.inf])
@pytest.mark.parametrize("which", ["worsening", "death"])
def test_bad_intensity_is_refused(wrong: float, which: str) -> None:
    occupation, worsening, jumps, death, _ = random_world(6)
    intensities = {"worsening": worsening * 0, "death": death * 0}
    intensities[which][1, 2] = wrong
    with pytest.raises(NumericalError, match="negative or not finite"):
        advance(occupation, jumps=jumps, **intensities)


def test_many_draws_are_carried_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    occupation, worsening, jumps, death, improvement = random_world(3, draws=11)
    arguments = {
        "worsening": worsening,
        "jumps": jumps,
        "death": death,
        "improvement": improvement,
    }
    whole = advance(occupation, **arguments)
    alone = advance(occupation, worsening=worsening, jumps=jumps)
    monkeypatch.setattr("riskmodel.engine.multistate.BLOCK", 4)
    assert np.abs(advance(occupation, **arguments) - whole).max() < ROUNDING
    blocks = advance(occupation, worsening=worsening, jumps=jumps)
    assert np.abs(blocks - alone).max() < ROUNDING
