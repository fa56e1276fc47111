"""Transplant mortality under other choices, and by plainer methods."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from scipy.stats import betabinom
from statsmodels.stats.meta_analysis import combine_effects

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.transplant import REFERENCE_EDSS, REFERENCE_YEAR
from riskmodel.synthesis.sampling import sample
from riskmodel.synthesis.transplant import (
    NAMES,
    TransplantStudy,
    build_model,
    read_studies,
    read_study,
)

DRAWS = 500
#: Expert centre that is shown with and without.
EXPERT = "One expert centre"
#: Series that the release does not fit, by the run that asks what they would change.
SERIES_APART = Path(__file__).parent / "series_apart.csv"
SELF_PAY, REGISTRY = "with the self-pay series", "with the registry of 2025"
REPORT = "the 2011 report (its people are in Italy's; not fitted)"
#: What the regression predicts: year, EDSS, share of high intensity.
TODAY = 2012.5
QUESTIONS: dict[str, tuple[float, float, float]] = {
    "RRMS, EDSS 3-4, today": (TODAY, 4.0, 0.0),
    "EDSS 6, today": (TODAY, 6.0, 0.0),
    "EDSS 6.5, 1997.5": (1997.5, 6.5, 0.2),
    "EDSS 6.5, 2004": (2004.0, 6.5, 0.1),
}


def read_apart() -> dict[str, list[TransplantStudy]]:
    """Read the series that the release does not fit, by run."""
    found: dict[str, list[TransplantStudy]] = {}
    with SERIES_APART.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["run"], []).append(read_study(row))
    return found


def vary(folder: Path, seed: int) -> list[dict[str, Any]]:
    """Fit transplant mortality under other choices.

    Parameters
    ----------
    folder : Path
        Of the release.
    seed : int

    Returns
    -------
    list of dict
        ``run`` and, per question, mean and 95 % interval in percent.
    """
    studies = read_studies(folder)
    apart = read_apart()
    runs: list[tuple[str, Sequence[TransplantStudy], float]] = [
        ("as released", studies, 1.0),
        *((run, [*studies, *apart[run]], 1.0) for run in (SELF_PAY, REGISTRY)),
        ("priors half as wide", studies, 0.5),
        ("priors twice as wide", studies, 2.0),
        *(
            (f"without {left.name}", [s for s in studies if s is not left], 1.0)
            for left in studies
        ),
    ]
    return [
        {"run": name, **_answer(used, width, seed + number)}
        for number, (name, used, width) in enumerate(runs)
    ]


def predict(
    values: dict[str, FloatArray], question: tuple[float, float, float], u: FloatArray
) -> FloatArray:
    """Predict mortality, shape (draw,), for a centre at ``u`` of the spread."""
    year, edss, high = question
    return np.asarray(
        expit(
            values[NAMES[0]]
            + values[NAMES[1]] * (edss - REFERENCE_EDSS)
            + values[NAMES[2]] * (year - REFERENCE_YEAR)
            + values[NAMES[3]] * high
            + values[NAMES[4]] * u
        )
    )


def _answer(
    studies: Sequence[TransplantStudy], width: float, seed: int
) -> dict[str, Any]:
    chain = sample(build_model(studies, prior_width=width), seed=seed, draws=DRAWS)
    rng = np.random.default_rng(seed)
    u = rng.standard_normal(len(chain.values[NAMES[0]]))
    found: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        percent = 100 * predict(chain.values, question, u)
        low, high = np.quantile(percent, [0.025, 0.975])
        found[name] = [float(percent.mean()), float(low), float(high)]
    return found


def predict_studies(
    folder: Path, values: dict[str, FloatArray], seed: int
) -> list[dict[str, Any]]:
    """Hold every study against the deaths expected of its like.

    Parameters
    ----------
    folder : Path
    values : mapping of str to array, shape (draw,)
        The release's draws.
    seed : int

    Returns
    -------
    list of dict
        Deaths, people, mean expected and 90 % predictive interval of deaths.
    """
    rng = np.random.default_rng(seed)
    found = []
    for study in [*read_studies(folder), *read_apart()[REPORT]]:
        u = rng.standard_normal(len(values[NAMES[0]]))
        question = (study.mid_year, study.edss, study.high_intensity_share)
        deaths = rng.binomial(study.transplanted, predict(values, question, u))
        low, high = np.quantile(deaths, [0.05, 0.95])
        found.append(
            {
                "study": study.name,
                "deaths": study.deaths,
                "transplanted": study.transplanted,
                "expected": float(deaths.mean()),
                "low": float(low),
                "high": float(high),
            }
        )
    return found


def pool_plainly(folder: Path) -> dict[str, list[float]]:
    """Pool the studies without covariates, by three plain methods, in percent.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to list of float
        Estimate and 95 % interval.
    """
    studies = read_studies(folder)
    deaths = np.array([s.deaths for s in studies], dtype=float)
    people = np.array([s.transplanted for s in studies], dtype=float)
    found = {}
    for label, keep in (
        ("all seven", np.ones(len(studies), dtype=bool)),
        ("without the expert centre", np.array([s.name != EXPERT for s in studies])),
    ):
        d, n = deaths[keep] + 0.5, people[keep] + 1.0
        effect, variance = np.log(d / (n - d)), 1 / d + 1 / (n - d)
        pooled = combine_effects(effect, variance, method_re="iterated")
        row = pooled.summary_frame().loc["random effect"]
        found[f"random effects on the logit (statsmodels), {label}"] = [
            100 * float(expit(row[column])) for column in ("eff", "ci_low", "ci_upp")
        ]
        found[f"beta-binomial, {label}"] = _beta_binomial(deaths[keep], people[keep])
    return found


def _beta_binomial(deaths: FloatArray, people: FloatArray) -> list[float]:
    """Maximum likelihood, with a profile interval of the mean."""

    def minus_log(log_size: FloatArray, mean: float) -> float:
        size = np.exp(log_size[0])
        logs = betabinom.logpmf(deaths, people, mean * size, (1 - mean) * size)
        return -float(np.sum(logs))

    grid = np.exp(np.linspace(np.log(5e-4), np.log(0.08), 160))
    profile = np.array(
        [
            minimize(minus_log, [4.0], args=(mean,), bounds=[(0, 12)]).fun
            for mean in grid
        ]
    )
    inside = grid[profile < profile.min() + 1.92]
    return [100 * float(x) for x in (grid[profile.argmin()], inside[0], inside[-1])]
