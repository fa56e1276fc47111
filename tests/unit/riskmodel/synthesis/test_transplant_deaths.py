"""Transplant deaths under other choices, by era and pooled, on made-up draws."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import expit, logit
from scipy.stats import norm

from riskmodel.errors import EvidenceError
from riskmodel.evidence.registry import DATA
from riskmodel.synthesis import transplant
from riskmodel.synthesis.sampling import DRAWS, Chain
from riskmodel.synthesis.validating import deaths, pools
from tests.releases import replace as replace_text

STUDIES = transplant.read_studies(DATA)
FINE = {"rhat": 1.002, "ess_bulk": 900.0, "ess_tail": 800.0, "divergences": 0}
#: Without spread and covariates but the year: mortality is known in closed form.
AT = {"trm_intercept": -4.0, "trm_edss_slope": 0.0, "trm_year_slope": -0.1}
AT |= {"trm_high_intensity": 0.0, "trm_tau": 0.0, transplant.PROGRESSIVE: 0.2}


def draws_at(count: int = 50, **changed: float) -> dict[str, Any]:
    return {name: np.full(count, value) for name, value in {**AT, **changed}.items()}


def test_what_is_asked_about_today_is_what_the_release_says(tmp_path: Path) -> None:
    assert deaths.QUESTIONS[deaths.MILD] == (2012.5, 4.0, 0.0)
    assert deaths.QUESTIONS[deaths.SEVERE] == (2012.5, 6.0, 0.0)
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    written = folder / "transplant_mortality.toml"
    for id, old, new in (
        ("trm_prediction_year", "2012.5", "2013.5"),
        ("trm_lowest_edss", "4.0", "4.5"),
    ):
        replace_text(written, f'id = "{id}"', f"value = {old}", f"value = {new}")
    mild, severe, *eras = deaths.list_questions(folder).items()
    assert mild == (
        "EDSS 4.5 (also used below it), 2013.5, called today",
        (2013.5, 4.5, 0.0),
    )
    assert severe == ("EDSS 6.0, 2013.5, called today", (2013.5, 6.0, 0.0))
    assert eras == list(deaths.QUESTIONS.items())[2:]


def test_study_without_a_share_counts_as_average() -> None:
    studies = [replace(STUDIES[0], relapsing_share=share) for share in (0.2, 0.6, None)]
    assert transplant.get_progressive_shares(studies) == pytest.approx([0.8, 0.4, 0.6])


def test_shares_of_the_release_are_read() -> None:
    assert all(study.relapsing_share is not None for study in STUDIES)
    assert all(
        study.relapsing_share is None
        for series in deaths.read_apart().values()
        for study in series
    )


def test_course_moves_the_logit_by_its_share() -> None:
    plain = transplant.build_model(STUDIES)
    with_course = transplant.build_model(STUDIES, with_course=True)
    at = plain.initial_point()
    assert transplant.PROGRESSIVE not in at
    # a study without progressive people does not move; one wholly progressive does
    slope = 0.3
    found = with_course.compile_logp()({**at, transplant.PROGRESSIVE: np.array(slope)})
    moved = with_course.compile_logp()({**at, transplant.PROGRESSIVE: np.array(0.0)})
    prior = np.asarray(norm.logpdf([slope, 0.0], 0.0, 0.5))
    assert moved == pytest.approx(plain.compile_logp()(at) + prior[1])
    base = [
        transplant.PRIOR_MEAN[0]
        + transplant.PRIOR_MEAN[1] * (s.edss - 4)
        + transplant.PRIOR_MEAN[2] * (s.mid_year - 2012)
        + transplant.PRIOR_MEAN[3] * s.high_intensity_share
        for s in STUDIES
    ]
    share = np.array([1 - (s.relapsing_share or 0.0) for s in STUDIES])
    dead = np.array([s.deaths for s in STUDIES])
    people = np.array([s.transplanted for s in STUDIES])

    def log_likelihood(level: Any) -> float:
        p = expit(level)
        return float(np.sum(dead * np.log(p) + (people - dead) * np.log1p(-p)))

    gain = log_likelihood(base + slope * share) - log_likelihood(np.array(base))
    assert found - moved == pytest.approx(gain + prior[0] - prior[1])


def test_runs_are_those_of_the_release_and_one_with_the_course() -> None:
    runs = {run.name: run for run in deaths.get_runs(DATA)}
    assert len(runs) == 13
    assert [name for name, run in runs.items() if run.with_course] == [
        deaths.WITH_COURSE
    ]
    assert deaths.WITHOUT_EXPERT in runs
    assert len(runs[deaths.WITHOUT_EXPERT].studies) == len(STUDIES) - 1


@pytest.mark.parametrize(
    ("rhats", "draws"), [((1.002,), [DRAWS]), ((1.02, 1.002), [DRAWS, 2 * DRAWS])]
)
def test_run_that_did_not_converge_is_drawn_longer_once(
    monkeypatch: pytest.MonkeyPatch, rhats: tuple[float, ...], draws: list[int]
) -> None:
    asked: list[tuple[int, int]] = []

    def sample(_model: object, *, seed: int, draws: int) -> Chain:
        asked.append((seed, draws))
        return Chain(draws_at(), {**FINE, "rhat": rhats[len(asked) - 1]})

    monkeypatch.setattr(deaths, "sample", sample)
    chain = deaths.sample_until_converged(deaths.Run("a", STUDIES), 7)
    assert asked == [(7, count) for count in draws]
    assert chain.diagnostics["rhat"] == 1.002


def test_every_run_that_did_not_converge_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sample(run: deaths.Run, _seed: int) -> Chain:
        wide = run.width == 2.0 or run.with_course
        return Chain(draws_at(), {**FINE, "rhat": 1.02 if wide else 1.002})

    monkeypatch.setattr(deaths, "sample_until_converged", sample)
    with pytest.raises(EvidenceError) as caught:
        deaths.vary(DATA, 1)
    assert "priors twice as wide" in str(caught.value)
    assert deaths.WITH_COURSE in str(caught.value)
    assert "as released" not in str(caught.value)


def test_every_run_keeps_how_it_converged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        deaths, "sample_until_converged", lambda _run, _seed: Chain(draws_at(), FINE)
    )
    rows = {row["run"]: row for row in deaths.vary(DATA, 1)}
    today = 100 * expit(-4.0 - 0.1 * 0.5)
    for row in rows.values():
        assert row["diagnostics"] == FINE
        assert row[deaths.MILD] == pytest.approx([today] * 3)
    apart = rows[deaths.WITHOUT_EXPERT]
    assert {s["study"]: s["fitted"] for s in apart["studies"]}[deaths.EXPERT] is False
    assert [row["label"] for row in apart["eras"]][:3] == [
        deaths.EARLY,
        deaths.LATE,
        deaths.FALL,
    ]
    progressive = 100 * expit(-4.0 - 0.1 * 0.5 + 0.2)
    assert rows[deaths.WITH_COURSE]["course"]["progressive"] == pytest.approx(
        [progressive] * 3
    )


def test_eras_are_predicted_at_their_years() -> None:
    rows = {row["label"]: row for row in deaths.predict_eras(draws_at(), 1)}
    early, late = (100 * expit(-4.0 - 0.1 * (y - 2012)) for y in (1997.5, 2004.0))
    assert rows[deaths.EARLY]["expected"] == pytest.approx(early)
    assert rows[deaths.LATE]["expected"] == pytest.approx(late)
    assert rows[deaths.FALL]["expected"] == pytest.approx(early / late)
    assert rows[deaths.FALL]["published"] == pytest.approx(7.3 / 1.3)
    # every draw is the same: none is as far out as 5.6-fold, and none as low as 1.3 %
    assert rows[deaths.FALL]["probability"] == 0.0
    assert rows[deaths.LATE]["probability"] == 0.0


def test_chance_of_a_value_as_far_out_is_of_its_own_side() -> None:
    values = draws_at(4000, trm_tau=0.5)
    values["trm_intercept"] = values["trm_intercept"] - 1.0
    for row in deaths.predict_eras(values, 3):
        inside = row["low"] <= row["published"] <= row["high"]
        assert inside is (row["probability"] >= 0.05)


def test_registry_s_fall_is_of_one_centre() -> None:
    # centres differ much, but the same one is asked twice: its fall hardly varies
    row = deaths.predict_eras(draws_at(2000, trm_tau=0.7), 3)[2]
    assert row["label"] == deaths.FALL
    assert row["high"] - row["low"] < 0.25


def test_methods_that_add_nothing_find_the_share_of_like_studies() -> None:
    dead, people = np.array([4.0, 8.0, 12.0]), np.array([200.0, 400.0, 600.0])
    for pool in (
        pools.pool_as_one,
        pools.pool_binomial_normal,
        pools.pool_beta_binomial,
    ):
        at, low, high = pool(dead, people)
        assert at == pytest.approx(0.02, rel=0.04)
        assert low < 0.02 < high


def test_one_half_added_raises_studies_without_deaths() -> None:
    dead, people = np.zeros(4), np.full(4, 30.0)
    assert pools.pool_corrected(dead, people)[0] == pytest.approx(0.5 / 31)
    assert pools.pool_as_one(dead, people)[0] == 0.0


def test_binomial_normal_finds_the_average_study() -> None:
    # forty studies, evenly over a spread of 0.8 on the logit
    level = norm.ppf((np.arange(40) + 0.5) / 40)
    people = np.full(40, 800.0)
    shares = expit(logit(0.02) + 0.8 * level)
    dead = np.random.default_rng(5).binomial(800, shares).astype(float)
    at, low, high = pools.pool_binomial_normal(dead, people)
    assert low < 0.02 < high
    assert at == pytest.approx(0.02, rel=0.1)
    # of the average study, so below the share of all people
    assert at < 0.9 * pools.pool_as_one(dead, people)[0]
