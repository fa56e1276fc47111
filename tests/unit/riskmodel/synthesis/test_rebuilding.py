"""Whether the Monte Carlo error that is recorded is how far builds differ."""

from __future__ import annotations

import numpy as np
import pytest

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import Option
from riskmodel.evidence.registry import (
    DATA,
    load_evidence,
    read_fitted,
    read_posterior,
)
from riskmodel.synthesis.building import Fit
from riskmodel.synthesis.rebuilding import FIGURES, YEARS, compare_builds
from riskmodel.synthesis.sampling import Chain

#: Draws of a build, more than any fit must be worth; and builds that are compared.
DRAWS, PAIRS = 2000, 8


def rebuild(rng: np.random.Generator, posterior: FloatArray, alike: int) -> Fit:
    """Make a build of independent draws, each of them so many times in a row."""
    rows = rng.integers(0, len(posterior), DRAWS // alike).repeat(alike)
    draws = posterior[rows]
    return Fit(whole=draws, draws=draws, kept=Chain({}, {}), diagnostics={})


@pytest.mark.parametrize("alike", [1, 4])
def test_builds_differ_by_their_monte_carlo_error(alike: int) -> None:
    evidence, posterior = load_evidence(DATA, fitted=False), read_posterior()
    ids = [one["id"] for one in read_fitted()["parameters"]]
    rng = np.random.default_rng(5)
    shown = [f"worse at {YEARS} years, {option}" for option in Option]
    distances = []
    for _ in range(PAIRS):
        builds = (rebuild(rng, posterior, alike) for _ in range(2))
        rows = compare_builds(evidence, ids, *builds)
        assert len(rows) == len(ids) * len(FIGURES) + len(shown)
        distances.append(
            [
                (row["one"] - row["other"]) / row["error"]
                for row in rows
                if row["id"] in shown
            ]
        )
    assert np.shape(distances) == (PAIRS, len(shown))
    # a standard error: on average a difference is about one of it
    assert 0.7 < np.sqrt(np.mean(np.square(distances))) < 1.4
