"""What a release is held against, on made-up figures whose answer is known."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from riskmodel.evidence.registry import DATA, load_evidence
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.building import take_point_values
from riskmodel.synthesis.checking import check_targets
from riskmodel.synthesis.rebuilding import measure_ends
from riskmodel.synthesis.sampling import Chain
from riskmodel.synthesis.validating.across import read_collection


def test_shares_of_people_follow_from_their_mean_ranks(tmp_path: Path) -> None:
    # 2, 5 and 3 of 10 people: the middles of their ranks are 1, 4.5 and 8.5 of 10
    table = tmp_path / "msss.csv"
    table.write_text(
        "duration_years,edss_0.0,edss_4.0,edss_6.5\n5,1,4.5,8.5\n", "utf-8"
    )
    (shares,) = read_collection(table).values()
    assert shares == pytest.approx({0.0: 0.2, 4.0: 0.5, 6.5: 0.3})


def test_ends_of_intervals_are_compared_by_their_width() -> None:
    even = np.linspace(0.0, 1.0, 2001)[:, None]
    first, again = (SimpleNamespace(draws=even + by) for by in (0.0, 0.095))
    found = measure_ends(cast("Any", first), cast("Any", again))
    assert found == pytest.approx(0.1)


def test_people_of_a_hospital_are_expected_with_their_factor() -> None:
    evidence = load_evidence(DATA, fitted=False)
    targets = [
        t for t in evidence.targets if t.id in ("onset_to_6_lyon", "move_6_to_7")
    ]
    assert [target.referral for target in targets] == [True, False]
    count = 400
    chain = Chain(
        {
            "logs": np.tile(nh.PRIOR_MEAN, (count, 1)),
            "referral": np.full(count, np.log(2.0)),
            "discrepancy": np.full(count, 1e-9),
        },
        {},
    )
    rng = np.random.default_rng(1)
    lyon, move = check_targets(targets, take_point_values(evidence), chain, rng)
    assert lyon["expected"] == pytest.approx(lyon["model"] / 2, rel=0.02)
    assert move["expected"] == pytest.approx(move["model"], rel=0.02)
    assert lyon["low"] < lyon["expected"] < lyon["high"]
