from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.parameters import ParameterDraws
from riskmodel.engine.profile import Course, Option
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.schema import CheckStatus, Effect
from riskmodel.synthesis.effects import (
    UNCHECKED_VARIANCE,
    WIDTH_95,
    imply_log_ratios,
    pool_effects,
)
from riskmodel.synthesis.fitting import take_point_values
from riskmodel.synthesis.natural_history import NAMES, Fit, spread
from riskmodel.synthesis.prediction import predict_worse, with_era

BASE = take_point_values(get_evidence())
FIT = Fit(
    np.log([0.34, 0.35, 0.93, 0.54, 1.66, 1.17, 0.85]),
    np.diag(np.full(len(NAMES), 0.01)),
    1.0,
)


def comparison(option: str, against: str, value: float, **changes: Any) -> Effect:
    half = 1.5
    effect = Effect(
        id="made_up",
        label="Made up",
        kind="comparison",
        option=Option(option),
        against=Option(against),
        value=value,
        low=value / half,
        high=value * half,
        source_ids=(),
        status=CheckStatus.SEEN,
    )
    return replace(effect, **changes)


def cohort(option: str, share: float, **changes: Any) -> Effect:
    effect = Effect(
        id="made_up",
        label="Made up",
        kind="cohort",
        option=Option(option),
        worse=((5.0, share),),
        sd_log=0.1,
        mix=(0, 0, 0.5, 0.5),
        after_years=6,
        source_ids=(),
        status=CheckStatus.SEEN,
    )
    return replace(effect, **changes)


def point() -> ParameterDraws:
    return spread(BASE, FIT.mean[:, None])


#: Standard error of the made-up comparisons on the log scale.
SE = np.log(1.5**2) / WIDTH_95


def pool(*effects: Effect, kinds: tuple[str, ...] = ("comparison", "cohort")) -> Any:
    return pool_effects(effects, FIT, BASE, kinds=kinds)


def test_one_study_for_each_option_is_given_back() -> None:
    found = pool(
        comparison("natalizumab", "no_dmt", 0.46),
        comparison("alemtuzumab", "no_dmt", 0.5),
        comparison("ahsct", "no_dmt", 0.3),
    )
    assert found.mean == pytest.approx(np.log([0.46, 0.5, 0.3]))
    assert found.covariance == pytest.approx(SE**2 * np.eye(3))
    assert not found.slope.any()


def test_two_studies_are_weighed_by_their_variances() -> None:
    precise = comparison("natalizumab", "no_dmt", 0.4, low=0.4 / 1.2, high=0.4 * 1.2)
    found = pool(
        precise,
        comparison("natalizumab", "no_dmt", 0.6),
        comparison("alemtuzumab", "no_dmt", 0.5),
        comparison("ahsct", "natalizumab", 1.0),
    )
    other = np.log(1.2**2) / WIDTH_95
    weights = np.array([other**-2, SE**-2])
    by_hand = weights @ np.log([0.4, 0.6]) / weights.sum()
    assert found.mean[0] == pytest.approx(by_hand)
    assert found.covariance[0, 0] == pytest.approx(1 / weights.sum())
    # the transplant is known through natalizumab only
    assert found.mean[2] == pytest.approx(by_hand)
    assert found.covariance[2, 2] == pytest.approx(1 / weights.sum() + SE**2)
    assert found.covariance[0, 2] == pytest.approx(found.covariance[0, 0])


def test_what_needs_checking_weighs_a_quarter() -> None:
    others = (
        comparison("alemtuzumab", "no_dmt", 0.5),
        comparison("ahsct", "no_dmt", 0.5),
    )
    unchecked = comparison(
        "natalizumab", "no_dmt", 0.6, status=CheckStatus.NEEDS_CHECKING
    )
    found = pool(comparison("natalizumab", "no_dmt", 0.4), unchecked, *others)
    quarter = 1 / UNCHECKED_VARIANCE
    by_hand = (np.log(0.4) + quarter * np.log(0.6)) / (1 + quarter)
    assert found.mean[0] == pytest.approx(by_hand)


@pytest.mark.parametrize("ratio", [0.15, 0.5, 1.0, 1.6])
def test_cohort_implies_the_ratio_that_made_it(ratio: float) -> None:
    draws = point()
    made = cohort("ahsct", 0.0, active=True, era=0.5, worse=((3.0, 0), (8.0, 0)))
    shares = tuple(
        (
            years,
            float(
                predict_worse(
                    made,
                    with_era(draws, 0.5),
                    Course.RRMS,
                    years=years,
                    hazard_ratio=ratio,
                )[0]
            ),
        )
        for years, _ in made.worse
    )
    (log,) = imply_log_ratios(replace(made, worse=shares), draws)
    assert log == pytest.approx(np.log(ratio), abs=1e-8)


def test_bias_of_a_cohort_is_taken_off_and_widens() -> None:
    plain, biased = (
        pool(
            cohort("ahsct", 0.15, bias=bias),
            comparison("natalizumab", "no_dmt", 0.5),
            comparison("alemtuzumab", "no_dmt", 0.5),
        )
        for bias in ((0.0, 0.0), (np.log(0.8), 0.4))
    )
    assert biased.mean[2] == pytest.approx(plain.mean[2] - np.log(0.8))
    assert plain.covariance[2, 2] == pytest.approx(0.1**2)
    assert biased.covariance[2, 2] == pytest.approx(0.1**2 + 0.4**2)


def test_faster_untreated_course_asks_for_a_stronger_effect() -> None:
    found = pool(
        cohort("ahsct", 0.15),
        comparison("natalizumab", "no_dmt", 0.5),
        comparison("alemtuzumab", "no_dmt", 0.5),
    )
    k_low = NAMES.index("k_low")
    # at bands 2 and 3, k_low is the whole untreated pace: one for one, but for what
    # the band today says of the frailty
    assert -1 < found.slope[2, k_low] < -0.4
    assert not found.slope[:2].any()


def test_kinds_of_evidence_can_be_left_out() -> None:
    effects = (
        comparison("natalizumab", "no_dmt", 0.5),
        comparison("alemtuzumab", "no_dmt", 0.5),
        comparison("ahsct", "no_dmt", 0.9),
        cohort("ahsct", 0.05),
    )
    only = pool(*effects, kinds=("comparison",))
    assert only.mean[2] == pytest.approx(np.log(0.9))
    assert pool(*effects).mean[2] < only.mean[2]


def test_ranking_rests_on_comparisons_and_level_on_cohorts() -> None:
    joint = get_evidence().inputs.joints[0]

    def difference(suffix: str) -> tuple[float, float]:
        """Log ratio of the transplant to natalizumab, and its standard error."""
        row = np.zeros(len(joint.ids))
        row[joint.ids.index(f"ahsct_worsening_hr{suffix}")] = 1
        row[joint.ids.index(f"natalizumab_worsening_hr{suffix}")] = -1
        return float(row @ joint.mean), float(np.sqrt(row @ joint.covariance @ row))

    # comparisons do not tell the transplant from natalizumab
    log, error = difference("_comparative_only")
    assert abs(log) < 2 * error
    # cohorts do, and what is shown lies between the two
    level, _ = difference("_cohort_only")
    shown, _ = difference("")
    assert level < shown < log
