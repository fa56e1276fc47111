"""Does the model give what treated arms of trials reported, and is it told?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from riskmodel.evidence.registry import DATA, is_expected
from riskmodel.synthesis.validating.report import DOCS
from riskmodel.synthesis.validating.run import VALIDATION_FILE
from riskmodel.synthesis.validating.trials import ARMS, predict_trials
from tests.engine_cases import get_draws

#: The release's record is of other random numbers: means differ by this, ends by twice.
MONTE_CARLO = 0.006
ROWS = {row["label"]: row for row in predict_trials(DATA, get_draws(1000), seed=1)}
LABELS = [arm.label for arm in ARMS]


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    found = json.loads((DATA / VALIDATION_FILE).read_text("utf-8"))
    return {row["label"]: row for row in found["trials"]}


def test_arms_are_those_that_were_asked_for() -> None:
    published = {(arm.source, arm.option.value): arm.published for arm in ARMS}
    assert published == {
        ("affirm_2006", "natalizumab"): 0.11,
        ("care_ms_2", "alemtuzumab"): 0.127,
    }
    assert [row["people"] for row in ROWS.values()] == [627, 426]


@pytest.mark.parametrize("label", LABELS)
def test_arm_reports_what_is_expected(label: str) -> None:
    row = ROWS[label]
    assert is_expected(row)
    # a wide interval is no excuse
    assert abs(row["published"] - row["expected"]) < 0.04


@pytest.mark.parametrize("label", LABELS)
def test_release_s_record_is_found_again(label: str, record: dict[str, Any]) -> None:
    again, then = ROWS[label], record[label]
    assert again["expected"] == pytest.approx(then["expected"], abs=MONTE_CARLO)
    for end in ("low", "high"):
        assert again[end] == pytest.approx(then[end], abs=2 * MONTE_CARLO)


def test_report_prints_the_arms_and_the_cohorts_that_were_fitted(
    record: dict[str, Any],
) -> None:
    text = (DOCS / "validation.md").read_text("utf-8")
    _, rest = text.split("### Trial arms of the drugs")
    section, _ = rest.split("## 3.")
    for label in LABELS:
        assert f"| {label} | {100 * record[label]['published']:.1f} % |" in section
    for cohort in ("TOP, year 10", "Italy, year 5", "Registry of 25 centres, year 4"):
        assert f"| {cohort} |" in section
