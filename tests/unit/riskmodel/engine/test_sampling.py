from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from riskmodel.engine.parameters import Distribution, Estimate, Posterior
from riskmodel.engine.sampling import (
    UNIFORM,
    get_stream,
    sample_estimate,
    sample_parameters,
    sample_posterior,
)
from riskmodel.evidence.registry import get_evidence

COUNT = 20_000
#: Four standard errors of a mean of 20,000 draws, in standard deviations.
MONTE_CARLO = 4 / np.sqrt(COUNT)
INPUTS = get_evidence().inputs


def sample(
    distribution: Distribution, value: float, low: float, high: float
) -> np.ndarray:
    estimate = Estimate("made_up", value, low, high, distribution)
    return sample_estimate(estimate, COUNT, np.random.default_rng(1))


def test_fixed_does_not_vary() -> None:
    assert (sample(Distribution.FIXED, 0.3, 0.3, 0.3) == 0.3).all()


def test_lognormal_has_its_median_and_interval() -> None:
    draws = sample(Distribution.LOGNORMAL, 0.46, 0.33, 0.64)
    assert np.median(draws) == pytest.approx(0.46, rel=0.01)
    assert np.quantile(draws, [0.025, 0.975]) == pytest.approx([0.33, 0.64], rel=0.02)


def test_interval_is_95_of_100_to_the_digit() -> None:
    variates = np.random.default_rng(1).standard_normal(COUNT)
    width = 2 * norm.ppf(0.975)
    draws = sample(Distribution.LOGNORMAL, 0.46, 0.33, 0.64)
    end = np.log(np.where(variates < 0, 0.33, 0.64) / 0.46)
    assert np.log(draws / 0.46) == pytest.approx(variates * 2 * np.abs(end) / width)
    draws = sample(Distribution.NORMAL, 1.0, 0.5, 1.5)
    assert draws - 1 == pytest.approx(variates / width)


def test_a_crooked_lognormal_has_both_its_ends() -> None:
    draws = sample(Distribution.LOGNORMAL, 0.07, 0.03, 0.12)
    found = np.quantile(draws, [0.025, 0.5, 0.975])
    assert found == pytest.approx([0.03, 0.07, 0.12], rel=0.02)


def test_what_is_fitted_is_not_sampled() -> None:
    with pytest.raises(ValueError, match="made_up is fitted"):
        sample(Distribution.POSTERIOR, 0.4, 0.25, 0.55)


def test_normal_has_its_mean_and_interval() -> None:
    draws = sample(Distribution.NORMAL, -4.0, -5.96, -2.04)
    assert draws.mean() == pytest.approx(-4, abs=MONTE_CARLO)
    assert draws.std() == pytest.approx(1, rel=MONTE_CARLO)


def test_beta_has_its_mean_and_width() -> None:
    draws = sample(Distribution.BETA, 0.4, 0.25, 0.55)
    assert draws.mean() == pytest.approx(0.4, abs=MONTE_CARLO * 0.08)
    assert draws.std() == pytest.approx(0.3 / 3.92, rel=0.02)
    assert 0 < draws.min() < draws.max() < 1


def test_every_beta_of_the_release_is_possible() -> None:
    for estimate in INPUTS.estimates.values():
        draws = sample_estimate(estimate, 100, np.random.default_rng(1))
        assert np.isfinite(draws).all(), estimate.id


def test_fitted_parameters_stay_together() -> None:
    stored = Posterior(("a", "b"), np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]))
    draws = sample_posterior(stored, 7, np.random.default_rng(1))
    assert (draws["b"] == 10 * draws["a"]).all()
    # each is taken as often as the others, as far as seven can be shared by three
    times = sorted((draws["a"] == value).sum() for value in (1, 2, 3))
    assert times == [2, 2, 3]


def test_every_parameter_has_a_stream_of_its_own() -> None:
    whole = sample_parameters(INPUTS, count=50, seed=3)
    left = dict(INPUTS.estimates)
    del left["pml_level"]
    fewer = sample_parameters(replace(INPUTS, estimates=left), count=50, seed=3)
    for id, draws in fewer.values.items():
        assert np.array_equal(draws, whole[id]), id
    names = list(whole.values)
    variable = [id for id in names if np.ptp(whole[id]) > 0]
    assert len({tuple(whole[id]) for id in variable}) == len(variable)


def test_more_draws_begin_with_the_same_ones() -> None:
    few = sample_parameters(INPUTS, count=50, seed=3)
    many = sample_parameters(INPUTS, count=200, seed=3)
    betas = {e.id for e in INPUTS.estimates.values() if e.distribution == "beta"}
    for id, draws in few.values.items():
        assert np.array_equal(draws, many[id][:50]), id
    assert betas < set(few.values)


def test_seed_changes_what_is_uncertain() -> None:
    one, two = (sample_parameters(INPUTS, count=50, seed=seed) for seed in (1, 2))
    for id in one.values:
        fixed = np.ptp(one[id]) == 0
        assert np.array_equal(one[id], two[id]) is bool(fixed), id


def test_choices_within_a_draw_are_uniform() -> None:
    for id in UNIFORM:
        draws = get_stream(1, id).random(COUNT)
        assert draws.mean() == pytest.approx(0.5, abs=MONTE_CARLO / np.sqrt(12))
