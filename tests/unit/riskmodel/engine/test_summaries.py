import numpy as np
import pytest

from riskmodel.engine.summaries import FIGURES, summarise


@pytest.mark.parametrize("count", [1, 2, 100, 101, 4000])
def test_figures_are_numpys(count: int) -> None:
    draws = np.random.default_rng(1).random((3, count))
    figures = summarise(draws)
    assert figures.shape == (3, len(FIGURES))
    assert figures[:, 0] == pytest.approx(draws.mean(axis=1))
    for column, quantile in enumerate((0.5, 0.25, 0.75, 0.025, 0.975), 1):
        expected = np.quantile(draws, quantile, axis=1)
        assert figures[:, column] == pytest.approx(expected, abs=1e-15)


def test_order_of_the_figures() -> None:
    assert FIGURES == ("mean", "median", "lower50", "upper50", "lower95", "upper95")
    figures = dict(zip(FIGURES, summarise(np.linspace(0, 1, 101) ** 2), strict=True))
    assert figures["lower95"] < figures["lower50"] < figures["median"]
    assert figures["median"] < figures["upper50"] < figures["upper95"]


def test_draws_are_left_as_they_were() -> None:
    draws = np.array([3.0, 1.0, 2.0])
    summarise(draws)
    assert list(draws) == [3, 1, 2]
