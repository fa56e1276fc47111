"""Draws are weighed by the same likelihood that the sampler has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import halfnorm, norm

from riskmodel.evidence.registry import get_evidence
from riskmodel.synthesis import joint
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.building import Problem, compute_likelihood
from riskmodel.synthesis.emulator import Emulator
from riskmodel.synthesis.sampling import Chain
from tests.unit.riskmodel.synthesis.test_effects import cohort, comparison
from tests.unit.riskmodel.synthesis.test_natural_history import BASE

COUNT = len(nh.NAMES)
TARGETS = [
    replace(nh.list_fitted(get_evidence().targets)[0], referral=False),
    replace(nh.list_fitted(get_evidence().targets)[1], referral=True),
]
STUDIES = joint.arrange(
    [
        comparison("natalizumab", "no_dmt", 0.5),
        cohort("ahsct", 0.1, bias=(-0.3, 0.5), sd_log=0.2),
    ]
)
#: Two points of the posterior: z, discrepancy, referral, effect, heterogeneity.
POINTS = [
    (np.linspace(-0.5, 0.5, COUNT), 0.1, 0.05, np.array([-0.7, -0.6, -1.2]), 0.1),
    (np.linspace(0.4, -0.3, COUNT), 0.3, 0.40, np.array([-0.7, -0.6, -0.8]), 0.1),
]


def make_emulator() -> Emulator:
    """A stand-in with slopes and bends of its own, of two targets and a cohort."""
    rng = np.random.default_rng(7)
    bend = rng.normal(scale=0.05, size=(3, COUNT, COUNT))
    return Emulator(
        center=nh.PRIOR_MEAN,
        root=0.1 * np.eye(COUNT),
        constant=np.array([-1.2, 0.2, -1.5]),
        slope=rng.normal(scale=0.2, size=(3, COUNT)),
        bend=(bend + bend.swapaxes(1, 2)) / 2,
        error=np.zeros(3),
    )


def test_weights_have_the_sampler_s_likelihood() -> None:
    emulator = make_emulator()
    logp = joint.build_model(TARGETS, STUDIES, emulator).compile_logp()
    total, likelihood = [], []
    for z, discrepancy, referral, effect, heterogeneity in POINTS:
        point = {"z": z, "referral": np.array(referral), "effect": effect}
        point |= {"discrepancy_log__": np.log(discrepancy)}
        point |= {"heterogeneity_log__": np.log(heterogeneity)}
        logs = emulator.center + z @ emulator.root.T
        # everything that is not likelihood of targets and cohorts, by hand; what the
        # points have in common cancels in their difference
        prior = norm.logpdf(logs, nh.PRIOR_MEAN, nh.PRIOR_SD).sum()
        prior += norm.logpdf(referral, nh.REFERRAL_MEAN, nh.REFERRAL_SD)
        prior += norm.logpdf(effect, joint.EFFECT_MEAN, joint.EFFECT_SD).sum()
        prior += halfnorm.logpdf(discrepancy, scale=nh.DISCREPANCY_SCALE)
        prior += np.log(discrepancy)
        total.append(float(logp(point)) - prior)
        problem = Problem(get_evidence(), BASE, TARGETS, STUDIES, emulator)
        chain = Chain(
            {
                "discrepancy": np.array([discrepancy]),
                "referral": np.array([referral]),
                "effect": effect[None],
            },
            {},
        )
        results = emulator.predict(logs[None])
        likelihood.append(float(compute_likelihood(problem, chain, results)[0]))
    assert likelihood[1] - likelihood[0] == pytest.approx(total[1] - total[0])


def test_people_of_a_hospital_are_expected_faster() -> None:
    """A referral that explains what was published makes it likelier."""
    problem = Problem(get_evidence(), BASE, TARGETS, STUDIES, make_emulator())
    published = nh.observe_pace(TARGETS)
    results = np.array([[*published, -1.5]]) - np.array([[0.0, 0.3, 0.0]])

    def weigh(referral: float) -> float:
        values = {"discrepancy": np.array([0.05]), "referral": np.array([referral])}
        chain = Chain({**values, "effect": np.array([[-0.7, -0.6, -1.2]])}, {})
        return float(compute_likelihood(problem, chain, results)[0])

    assert weigh(0.3) > weigh(0.0)
    assert weigh(0.3) > weigh(0.6)
