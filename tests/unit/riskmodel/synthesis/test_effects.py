from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.profile import Option
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.schema import CheckStatus, Effect
from riskmodel.synthesis import joint
from riskmodel.synthesis.cohorts import imply_all, imply_log_ratio, predict_cohort
from riskmodel.synthesis.emulator import fit_emulator
from riskmodel.synthesis.natural_history import spread
from tests.engine_cases import get_draws
from tests.unit.riskmodel.synthesis.test_natural_history import BASE, TRUTH


def comparison(option: str, against: str, value: float, **changes: Any) -> Effect:
    effect = Effect(
        id="made_up",
        label="Made up",
        kind="comparison",
        option=Option(option),
        against=Option(against),
        value=value,
        low=value / 1.5,
        high=value * 1.5,
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


@pytest.mark.parametrize("ratio", [0.15, 0.5, 1.0, 1.6])
def test_cohort_implies_the_ratio_that_made_it(ratio: float) -> None:
    draws = get_draws(5)
    study = cohort("ahsct", 0.0)
    made = predict_cohort(
        study, draws.replace(era_factor=np.ones(5)), np.full(5, ratio), years=[5]
    )[0]
    for draw, share in enumerate(made):
        one = draws.select(slice(draw, draw + 1))
        found = imply_log_ratio(replace(study, worse=((5.0, float(share)),)), one)
        assert np.exp(found) == pytest.approx([ratio], rel=1e-5)


def test_two_times_are_averaged() -> None:
    draws = get_draws(3)
    one, two = (
        imply_log_ratio(cohort("ahsct", 0, worse=(time,)), draws)
        for time in ((5.0, 0.15), (10.0, 0.3))
    )
    both = cohort("ahsct", 0, worse=((5.0, 0.15), (10.0, 0.3)))
    assert imply_log_ratio(both, draws) == pytest.approx((one + two) / 2)


def test_improvement_leaves_fewer_to_worsen() -> None:
    draws = get_draws(50)
    study = cohort("ahsct", 0.0)
    one = np.ones(50)
    few = draws.replace(improved_ahsct=0.01 * one)
    many = draws.replace(improved_ahsct=0.5 * one)
    less, more = (predict_cohort(study, d, one, years=[5])[0] for d in (many, few))
    assert (less < more).all()


def test_what_needs_checking_has_four_times_the_variance() -> None:
    seen = joint.arrange([comparison("ahsct", "natalizumab", 1.0)])
    doubted = joint.arrange(
        [comparison("ahsct", "natalizumab", 1.0, status=CheckStatus.NEEDS_CHECKING)]
    )
    assert doubted.variance == pytest.approx(4 * seen.variance)
    assert seen.variance == pytest.approx([(np.log(2.25) / 3.919928) ** 2])
    assert seen.design.tolist() == [[-1.0, 0.0, 1.0]]


def test_against_no_drug_is_the_ratio_itself() -> None:
    studies = joint.arrange(
        [comparison("natalizumab", "no_dmt", 0.46, randomised=True)]
    )
    assert studies.design.tolist() == [[1.0, 0.0, 0.0]]
    assert studies.observational.tolist() == [0.0]


def test_cohorts_alone_give_the_normal_posterior() -> None:
    studies = joint.arrange(
        [
            cohort("ahsct", 0.1, bias=(0.0, 0.5), sd_log=0.2),
            cohort("ahsct", 0.1, bias=(0.0, 0.5), sd_log=0.2),
            cohort("natalizumab", 0.1, bias=(-0.2, 0.4), sd_log=0.1),
        ]
    )
    implied = np.tile([-1.6, -1.2, -1.5], (20_000, 1))
    found = joint.sample_from_cohorts(studies, implied, np.random.default_rng(1))
    own, prior = 1 / (0.25 + 0.04), 1 / 0.8**2
    expected = (own * (-1.6 - 1.2) + prior * np.log(0.6)) / (2 * own + prior)
    assert found[:, 2].mean() == pytest.approx(expected, abs=0.02)
    assert found[:, 2].std() == pytest.approx((2 * own + prior) ** -0.5, rel=0.03)
    own = 1 / (0.16 + 0.01)
    expected = (own * (-1.5 + 0.2) + prior * np.log(0.6)) / (own + prior)
    assert found[:, 0].mean() == pytest.approx(expected, abs=0.02)
    # of alemtuzumab nothing is known here but the prior
    assert found[:, 1].std() == pytest.approx(0.8, rel=0.03)


def test_emulator_is_exact_for_a_quadratic() -> None:
    rng = np.random.default_rng(2)
    center, covariance = np.array([0.3, -1.0]), np.array([[0.04, 0.01], [0.01, 0.09]])

    def model(x: Any) -> Any:
        return np.column_stack([x[:, 0] ** 2 - x[:, 0] * x[:, 1], 3 + x[:, 1]])

    emulator = fit_emulator(model, center=center, covariance=covariance, rng=rng)
    points = rng.normal(size=(20, 2))
    assert emulator.predict(points) == pytest.approx(model(points))
    assert emulator.error == pytest.approx([0, 0], abs=1e-9)


def test_implied_ratios_stand_in_the_order_of_the_cohorts() -> None:
    cohorts = [e for e in get_evidence().effects if e.kind == "cohort"][:2]
    both = imply_all(cohorts, BASE, TRUTH[None])
    alone = imply_log_ratio(cohorts[1], spread(BASE, TRUTH[None]))
    assert both[0, 1] == pytest.approx(alone[0])
