import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import binom, norm

from riskmodel.synthesis import transplant
from riskmodel.synthesis.transplant import (
    NAMES,
    PRIOR_MEAN,
    PRIOR_SD,
    TAU_SCALE,
    TransplantStudy,
    fit_transplant_mortality,
    minus_log_posterior,
)

#: Of the importance sample; the release asks for 400.
ENOUGH_DRAWS = 400


@pytest.fixture(autouse=True)
def fewer_proposals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transplant, "PROPOSALS", 1000)


def simulate(
    rng: np.random.Generator, studies: int, people: int
) -> list[TransplantStudy]:
    """Studies of a world where odds double by two EDSS points and fall by year."""
    found = []
    for _ in range(studies):
        edss, year = rng.uniform(2, 7), rng.uniform(1998, 2016)
        high = float(rng.integers(2))
        logit = -3.5 + 0.35 * (edss - 4) - 0.08 * (year - 2012) + 0.6 * high
        deaths = rng.binomial(people, expit(logit + 0.2 * rng.standard_normal()))
        found.append(TransplantStudy(int(deaths), people, year, edss, high))
    return found


def test_posterior_is_the_product_of_prior_and_likelihood() -> None:
    study = TransplantStudy(2, 74, 2002.0, 6.0, 0.3)
    at = np.array([-4.2, 0.4, -0.1, 0.6, np.log(0.4)])

    def likelihood(effect: float) -> float:
        logit = at[0] + at[1] * 2 + at[2] * -10 + at[3] * 0.3 + 0.4 * effect
        # without the binomial coefficient, which does not depend on the parameters
        share = binom.pmf(2, 74, expit(logit)) / (74 * 73 / 2)
        return float(share * norm.pdf(effect))

    expected = np.log(quad(likelihood, -8, 8)[0])
    expected += norm.logpdf(at[:-1], PRIOR_MEAN, PRIOR_SD).sum()
    expected += norm.logpdf(0.4, 0, TAU_SCALE) + np.log(0.4)
    assert -minus_log_posterior(at, [study]) == pytest.approx(expected, abs=1e-6)


def test_regression_finds_what_was_put_in() -> None:
    studies = simulate(np.random.default_rng(5), studies=12, people=500)
    mean, covariance, effective = fit_transplant_mortality(
        studies, np.random.default_rng(1)
    )
    assert effective > ENOUGH_DRAWS
    sd = np.sqrt(np.diag(covariance))
    truth = np.array([-3.5, 0.35, -0.08, 0.6, np.log(0.2)])
    # within a 99.7 % interval, every one
    assert (np.abs(mean - truth) < 3 * sd).all(), dict(zip(NAMES, mean, strict=True))
    # and the data, not the prior, said so
    assert sd[0] < 0.3
    assert sd[1] < 0.15


def test_without_studies_the_prior_remains() -> None:
    nobody = [TransplantStudy(0, 0, 2012.0, 4.0, 0.0)]
    mean, covariance, _ = fit_transplant_mortality(nobody, np.random.default_rng(1))
    sd = np.sqrt(np.diag(covariance))[:4]
    # five standard errors of some 1,000 effective draws
    assert (np.abs(mean[:4] - PRIOR_MEAN) < 5 * PRIOR_SD / np.sqrt(1000)).all()
    assert sd == pytest.approx(PRIOR_SD, rel=0.15)


def test_spread_between_studies_keeps_its_mean() -> None:
    nobody = [TransplantStudy(0, 0, 2012.0, 4.0, 0.0)]
    mean, covariance, _ = fit_transplant_mortality(nobody, np.random.default_rng(1))
    average = np.exp(mean[-1] + covariance[-1, -1] / 2)
    # of a half-normal
    assert average == pytest.approx(TAU_SCALE * np.sqrt(2 / np.pi), rel=0.1)
    assert np.linalg.eigvalsh(covariance).min() > 0
