"""The table of published results and what the model says of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from riskmodel.evidence.registry import get_evidence
from riskmodel.synthesis.prediction import predict
from tests.engine_cases import get_point_draws


@pytest.fixture(scope="session")
def predictions() -> dict[str, float]:
    """What the model says of each target at its point values."""
    draws = get_point_draws()
    return {t.id: float(predict(t, draws)[0]) for t in get_evidence().targets}


@pytest.fixture(autouse=True, scope="session")
def table(predictions: dict[str, float]) -> Iterator[None]:
    """Print the table once; pytest shows it with -s or beside a failure."""
    print(f"\n{'target':<20}{'published':>10}{'from':>8}{'to':>8}{'model':>8}")
    for target in get_evidence().targets:
        note = "  missed" if target.missed else ""
        print(
            f"{target.id:<20}{target.value:>10.3g}{target.low:>8.3g}"
            f"{target.high:>8.3g}{predictions[target.id]:>8.3g}{note}"
        )
    yield
