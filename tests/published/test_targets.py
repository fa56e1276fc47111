"""Does this engine, on the release's draws, still say what the release says?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from riskmodel.evidence.registry import get_evidence, read_fitted
from riskmodel.evidence.schema import Target
from riskmodel.synthesis.prediction import predict
from tests.engine_cases import get_draws

#: The release's record is of 800 of the draws, this of 200 others: their means differ
#: by Monte Carlo error.
MONTE_CARLO = 0.03
TARGETS = get_evidence().targets
RECORD = {row["id"]: row for row in read_fitted()["targets"]}


@pytest.fixture(autouse=True, scope="module")
def table() -> Iterator[None]:
    """Print the table once; pytest shows it with -s or beside a failure."""
    print(f"\n{'target':<22}{'published':>10}{'model':>9}  90 % of such cohorts")
    for row in RECORD.values():
        print(
            f"{row['id']:<22}{row['published']:>10.3g}{row['model']:>9.3g}"
            f"  {row['low']:.3g} to {row['high']:.3g}"
        )
    yield


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.id)
def test_engine_gives_the_release_s_predictions(target: Target) -> None:
    again = float(predict(target, get_draws(200)).mean())
    assert again == pytest.approx(RECORD[target.id]["model"], rel=MONTE_CARLO)
