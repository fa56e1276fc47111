from typing import Any

import numpy as np
import pytest

from riskmodel.evidence.registry import DATA
from riskmodel.synthesis.validating.trials import ARMS, predict_trials
from tests.engine_cases import fix_draws, get_draws


def predict(**fixed: float) -> list[dict[str, Any]]:
    return predict_trials(DATA, fix_draws(get_draws(100), **fixed), seed=3)


def test_a_drug_that_does_nothing_leaves_the_placebo_group() -> None:
    treated, _ = predict(natalizumab_worsening_hr=1.0, improved_natalizumab=0.13)
    # published of the placebo group: 23 of 100
    assert treated["expected"] == pytest.approx(0.23, abs=0.04)


def test_each_arm_hears_of_its_own_drug_only() -> None:
    before = predict()
    after = predict(alemtuzumab_worsening_hr=0.01)
    assert after[0] == before[0]
    assert after[1]["expected"] < 0.1 * before[1]["expected"]


def test_chance_in_the_arm_is_in_the_interval() -> None:
    # all draws the same: what is left is the binomial of that many people
    one = get_draws(1)
    draws = one.select(np.zeros(4000, dtype=int))
    for row, arm in zip(predict_trials(DATA, draws, seed=3), ARMS, strict=True):
        share = row["expected"]
        half = 1.645 * np.sqrt(share * (1 - share) / row["people"])
        assert (row["high"] - row["low"]) / 2 == pytest.approx(half, rel=0.1), arm
