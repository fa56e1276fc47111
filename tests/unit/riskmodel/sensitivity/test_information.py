import numpy as np
import pytest
from scipy.stats import norm

from riskmodel.sensitivity.information import (
    get_noise,
    get_perfect,
    get_worth,
    smooth,
)

DRAWS = 4000
#: Two options: one always at 0.3; the other on average at 0.32, moved by a parameter
#: and by everything else.
ALWAYS, AVERAGE, BY_PARAMETER, BY_REST = 0.3, 0.32, 0.05, 0.08


def sample(seed: int = 1, draws: int = DRAWS) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    level, rest = rng.standard_normal((2, draws))
    other = AVERAGE + BY_PARAMETER * level + BY_REST * rest
    return level, np.stack([np.full(draws, ALWAYS), other])


def expected(spread: float) -> float:
    """Of two options whose difference is normal: the unit normal loss integral."""
    away = (AVERAGE - ALWAYS) / spread
    return float(spread * (norm.pdf(away) - away * norm.sf(away)))


def test_knowing_one_parameter_is_worth_the_normal_loss_integral() -> None:
    level, losses = sample()
    worth = get_worth(level, losses)
    assert worth.value == pytest.approx(
        expected(BY_PARAMETER), abs=3 * worth.standard_error
    )
    assert worth.standard_error < 0.2 * worth.value


def test_knowing_everything_is_worth_the_normal_loss_integral() -> None:
    everything = expected(float(np.hypot(BY_PARAMETER, BY_REST)))
    found = get_perfect(sample(draws=200_000)[1])
    assert found == pytest.approx(everything, rel=0.02)


def test_the_scale_of_a_parameter_does_not_matter() -> None:
    level, losses = sample()
    as_ratio = get_worth(np.exp(3 * level), losses)
    assert as_ratio.value == pytest.approx(get_worth(level, losses).value, abs=1e-12)


def test_the_standard_error_is_the_spread_of_repeated_samples() -> None:
    worths = [get_worth(*sample(seed)) for seed in range(40)]
    spread = np.std([worth.value for worth in worths], ddof=1)
    told = np.mean([worth.standard_error for worth in worths])
    # both of 40 samples: within a factor that chance alone does not reach
    assert 0.6 < told / spread < 1.6


def test_a_choice_of_two_ways_is_averaged_by_way() -> None:
    level = np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    losses = np.array([[1.0, 2.0, 3.0, 4.0, 9.0]])
    assert smooth(level, losses) == pytest.approx(np.array([[2.0, 5.0, 2.0, 5.0, 5.0]]))


def test_a_way_that_no_draw_took_teaches_nothing() -> None:
    losses = np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 2.5]])
    assert smooth(np.zeros(3), losses) == pytest.approx(
        np.tile(losses.mean(axis=1, keepdims=True), 3)
    )


def test_what_means_nothing_is_worth_no_more_than_the_noise() -> None:
    _, losses = sample()
    # two options alike: the worst case for the method's bias
    losses[1] += ALWAYS - losses[1].mean()
    noise = get_noise(losses, np.random.default_rng(2))
    assert 0 < noise.mean < noise.upper95 < 0.2 * expected(BY_PARAMETER)
    nothing = np.random.default_rng(3).standard_normal((200, DRAWS))
    above = [get_worth(one, losses).value > noise.upper95 for one in nothing[:40]]
    assert np.mean(above) < 0.25
