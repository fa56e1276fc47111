"""The two models that are sampled, against what is known of them by other means."""

import numpy as np
import pymc as pm
import pytest
from scipy.special import expit
from scipy.stats import binom, multivariate_normal, norm

from riskmodel.evidence.registry import DATA, get_evidence
from riskmodel.synthesis import joint, transplant
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.emulator import Emulator
from riskmodel.synthesis.sampling import has_converged, resample, weigh
from tests.unit.riskmodel.synthesis.test_effects import cohort, comparison


def test_regression_is_the_product_of_priors_and_likelihood() -> None:
    studies = transplant.read_studies(DATA)
    model = transplant.build_model(studies)
    at = {"trm_intercept": -4.2, "trm_edss_slope": 0.4, "trm_year_slope": -0.1}
    at |= {"trm_high_intensity": 0.6, "trm_tau": 0.4}
    u = np.linspace(-1, 1, len(studies))
    expected = sum(
        norm.logpdf(at[name], mean, sd)
        for name, mean, sd in zip(
            transplant.NAMES[:-1],
            transplant.PRIOR_MEAN,
            transplant.PRIOR_SD,
            strict=True,
        )
    )
    # half-normal, and the Jacobian of its logarithm
    expected += np.log(2) + norm.logpdf(0.4, 0, transplant.TAU_SCALE) + np.log(0.4)
    expected += norm.logpdf(u).sum()
    for study, level in zip(studies, u, strict=True):
        logit = -4.2 + 0.4 * (study.edss - 4) - 0.1 * (study.mid_year - 2012)
        logit += 0.6 * study.high_intensity_share + 0.4 * level
        expected += binom.logpmf(study.deaths, study.transplanted, expit(logit))
    point = {**{k: np.array(v) for k, v in at.items() if k != "trm_tau"}}
    point |= {"trm_tau_log__": np.log(0.4), "u": u}
    assert model.compile_logp()(point) == pytest.approx(expected)


def test_studies_share_no_patient_and_hold_fifteen_deaths() -> None:
    studies = transplant.read_studies(DATA)
    assert sum(study.deaths for study in studies) == 15
    assert sum(study.transplanted for study in studies) == 1404


def test_wider_priors_are_wider() -> None:
    studies = transplant.read_studies(DATA)
    usual, wide = (transplant.build_model(studies, prior_width=w) for w in (1.0, 2.0))
    point = usual.initial_point()
    point["trm_edss_slope"] = np.array(1.5)
    assert wide.compile_logp()(point) > usual.compile_logp()(point)


def flat_emulator(results: int) -> Emulator:
    """A stand-in whose results are all 0, whatever the parameters."""
    count = len(nh.NAMES)
    return Emulator(
        center=nh.PRIOR_MEAN,
        root=np.eye(count),
        constant=np.zeros(results),
        slope=np.zeros((results, count)),
        bend=np.zeros((results, count, count)),
        error=np.zeros(results),
    )


def test_a_shared_bias_ties_the_cohorts_of_one_option_only() -> None:
    studies = joint.arrange(
        [
            cohort("ahsct", 0.1, bias=(-0.3, 0.5), sd_log=0.2),
            cohort("ahsct", 0.2, bias=(0.0, 0.4), sd_log=0.1),
            cohort("natalizumab", 0.3, bias=(0.1, 0.5), sd_log=0.2),
        ]
    )
    target = get_evidence().targets[0]
    apart, tied = (
        joint.build_model([target], studies, flat_emulator(4), shared_bias=shared)
        for shared in (0.0, 0.5)
    )
    point = apart.initial_point()
    effect = point["effect"][[2, 2, 0]]
    variance = np.diag([0.29, 0.17, 0.29])
    together = variance.copy()
    together[0, 1] = together[1, 0] = 0.5 * 0.5 * 0.4
    mean = effect + np.array([-0.3, 0.0, 0.1])
    alone, both = (
        multivariate_normal.logpdf(np.zeros(3), mean, one)
        for one in (variance, together)
    )
    found = tied.compile_logp()(point) - apart.compile_logp()(point)
    assert found == pytest.approx(both - alone)


@pytest.mark.slow
def test_joint_model_finds_the_exact_posterior_of_a_normal_problem() -> None:
    """With a stand-in that does not move, effects alone are left: all normal."""
    studies = joint.arrange(
        [
            comparison("natalizumab", "no_dmt", 0.5, randomised=True),
            cohort("ahsct", 0.1, bias=(-0.3, 0.5), sd_log=0.2),
        ]
    )
    target = get_evidence().targets[0]
    model = joint.build_model([target], studies, flat_emulator(2))
    with model:
        data = pm.sample(
            500, tune=500, chains=2, cores=1, random_seed=3, progressbar=False,
            target_accept=0.95,
        )  # fmt: skip
    effect = data.posterior["effect"].values.reshape(-1, 3)
    prior = joint.EFFECT_SD**-2
    trial = 1 / (np.log(2.25) / joint.WIDTH_95) ** 2
    seen = 1 / (0.25 + 0.04)
    expected = [
        (trial * np.log(0.5) + prior * joint.EFFECT_MEAN) / (trial + prior),
        joint.EFFECT_MEAN,
        # the stand-in says 0 = effect + bias
        (seen * 0.3 + prior * joint.EFFECT_MEAN) / (seen + prior),
    ]
    assert effect.mean(axis=0) == pytest.approx(expected, abs=0.1)
    sd = [(trial + prior) ** -0.5, prior**-0.5, (seen + prior) ** -0.5]
    assert effect.std(axis=0) == pytest.approx(sd, rel=0.12)


@pytest.mark.parametrize(
    ("changed", "converged"),
    [
        ({}, True),
        ({"rhat": 1.02}, False),
        ({"ess_bulk": 300.0}, False),
        ({"ess_tail": 300.0}, False),
        ({"divergences": 1}, False),
    ],
)
def test_chain_is_held_to_its_conditions(
    changed: dict[str, float], converged: bool
) -> None:
    fine = {"rhat": 1.005, "ess_bulk": 900.0, "ess_tail": 800.0, "divergences": 0}
    assert has_converged({**fine, **changed}) is converged


@pytest.mark.parametrize(
    ("k", "ess", "converged"), [(0.3, 3000, True), (0.8, 3000, False), (0.3, 90, False)]
)
def test_weights_are_held_to_their_conditions(
    k: float, ess: float, converged: bool
) -> None:
    assert has_converged({"pareto_k": k, "ess": ess}) is converged


def test_weights_follow_the_ratio() -> None:
    rng = np.random.default_rng(4)
    x = rng.standard_normal(4000)
    # from a standard normal to one shifted by .3
    weight, diagnostics = weigh(norm.logpdf(x, 0.3) - norm.logpdf(x))
    assert weight.sum() == pytest.approx(1)
    assert weight @ x == pytest.approx(0.3, abs=0.06)
    assert has_converged(diagnostics)
    rows = resample(weight, 4000, rng)
    assert x[rows].mean() == pytest.approx(weight @ x, abs=0.01)
