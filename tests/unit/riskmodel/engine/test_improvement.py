import numpy as np
import pytest
from scipy.integrate import quad

from riskmodel.engine import improvement
from riskmodel.engine.improvement import solve_intensity
from riskmodel.errors import NumericalError

#: Adaptive integration promises about this.
INTEGRATION = 1e-8


def integrate(intensity: float, rates: list[float]) -> float:
    """Share improved in two years, by integrating over the moment of it."""

    def density(time: float) -> float:
        gone = rates[0] * min(time, 1) + rates[1] * max(time - 1, 0)
        return intensity * np.exp(-intensity * time - gone)

    return float(quad(density, 0, 2, points=[1.0])[0])


def test_intensity_gives_the_published_share() -> None:
    rng = np.random.default_rng(1)
    share = np.array([0.02, 0.13, 0.4, 0.8])
    competing = rng.random((2, 7, 4)) / 2
    weight = rng.dirichlet(np.ones(7), 4).T
    intensity = solve_intensity(share, competing=competing, weight=weight)
    for draw in range(4):
        reached = sum(
            weight[node, draw]
            * integrate(intensity[draw], list(competing[:, node, draw]))
            for node in range(7)
        )
        assert reached == pytest.approx(share[draw], abs=INTEGRATION)


def test_nothing_competing_is_the_closed_form() -> None:
    share = np.array([0.0, 0.1, 0.5])
    intensity = solve_intensity(
        share, competing=np.full((2, 1, 3), 1e-12), weight=np.ones((1, 3))
    )
    assert intensity == pytest.approx(-np.log1p(-share) / 2, abs=1e-9)


def test_more_competition_needs_a_higher_intensity() -> None:
    share = np.array([0.3, 0.3])
    competing = np.array([[[0.1, 0.4]], [[0.1, 0.4]]])
    low, high = solve_intensity(share, competing=competing, weight=np.ones((1, 2)))
    assert high > low > -np.log1p(-0.3) / 2


def test_share_that_cannot_be_reached_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(improvement, "_ITERATIONS", 2)
    with pytest.raises(NumericalError, match="published share"):
        solve_intensity(
            np.array([0.9]), competing=np.ones((2, 1, 1)), weight=np.ones((1, 1))
        )
