"""Transplant mortality: held against what is published, and under other choices."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import expit

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.transplant import REFERENCE_EDSS, REFERENCE_YEAR
from riskmodel.errors import EvidenceError
from riskmodel.evidence.registry import DATA, load_evidence
from riskmodel.synthesis.sampling import DRAWS, Chain, has_converged, sample
from riskmodel.synthesis.transplant import (
    NAMES,
    PROGRESSIVE,
    TransplantStudy,
    build_model,
    get_progressive_shares,
    read_studies,
    read_study,
)

#: Expert centre that is shown with and without.
EXPERT = "One expert centre"
#: Runs that the report and its tests ask for by name.
AS_RELEASED, WITHOUT_EXPERT = "as released", f"without {EXPERT}"
WITH_COURSE = "with the share of progressive people as well"
#: Series that the release does not fit, by the run that asks what they would change.
SERIES_APART = Path(__file__).parent / "series_apart.csv"
SELF_PAY, REGISTRY = "with the self-pay series", "with the registry of 2025"
REPORT = "the 2011 report (its people are in Italy's; not fitted)"
#: Published values by era, with the people that they are predicted for.
ERAS = Path(__file__).parent / "eras.csv"
EARLY, LATE = "Registry, 1995-2000", "Registry, 2001-2007"
RECENT, POOLED = "Registry of 2025", "Meta-analysis of 2017"
FALL = "Registry, fall from 1995-2000 to 2001-2007"
#: What the regression predicts: year, EDSS, share of high intensity.
Question = tuple[float, float, float]


def list_questions(folder: Path) -> dict[str, Question]:
    """List what every run is asked: mild and severe disease today, and two eras.

    Parameters
    ----------
    folder : Path
        Of the release, which says what year "today" is, and the EDSS below which the
        risk is held.

    Returns
    -------
    dict of str to tuple
    """
    written = load_evidence(folder, fitted=False).parameters
    today, lowest = (
        written[id].value for id in ("trm_prediction_year", "trm_lowest_edss")
    )
    return {
        f"EDSS {lowest:.1f} (also used below it), {today:g}, called today": (
            today,
            lowest,
            0.0,
        ),
        f"EDSS 6.0, {today:g}, called today": (today, 6.0, 0.0),
        "EDSS 6.5, 1997.5": (1997.5, 6.5, 0.2),
        "EDSS 6.5, 2004": (2004.0, 6.5, 0.1),
    }


QUESTIONS = list_questions(DATA)
MILD, SEVERE, *_ = QUESTIONS


@dataclass(frozen=True)
class Run:
    """One fit under another choice.

    Parameters
    ----------
    name : str
    studies : sequence of TransplantStudy
    width : float
        Factor on the standard deviations of the priors.
    with_course : bool
        Whether the share of progressive people counts.
    """

    name: str
    studies: Sequence[TransplantStudy]
    width: float = 1.0
    with_course: bool = False


def read_apart() -> dict[str, list[TransplantStudy]]:
    """Read the series that the release does not fit, by run."""
    found: dict[str, list[TransplantStudy]] = {}
    for row in _read(SERIES_APART):
        found.setdefault(row["run"], []).append(read_study(row))
    return found


def get_runs(folder: Path) -> list[Run]:
    """List the fits under other choices.

    Parameters
    ----------
    folder : Path
        Of the release.

    Returns
    -------
    list of Run
    """
    studies = read_studies(folder)
    apart = read_apart()
    return [
        Run(AS_RELEASED, studies),
        *(Run(name, [*studies, *apart[name]]) for name in (SELF_PAY, REGISTRY)),
        Run("priors half as wide", studies, 0.5),
        Run("priors twice as wide", studies, 2.0),
        *(
            Run(f"without {left.name}", [s for s in studies if s is not left])
            for left in studies
        ),
        Run(WITH_COURSE, studies, with_course=True),
    ]


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
        ``run``; per question, mean and 95 % interval in percent; ``average_study``
        likewise; ``diagnostics`` of the chain. Without the expert centre also
        ``studies`` and ``eras``; with the course also ``course``.

    Raises
    ------
    EvidenceError
        Where a run did not converge.
    """
    found, failed = [], []
    for number, run in enumerate(get_runs(folder)):
        chain = sample_until_converged(run, seed + number)
        if not has_converged(chain.diagnostics):
            failed.append(f"{run.name}: {chain.diagnostics}")
        row = {"run": run.name, **_answer(run, chain.values, seed + number)}
        row["diagnostics"] = chain.diagnostics
        if run.name == WITHOUT_EXPERT:
            row["studies"] = predict_studies(folder, chain.values, seed, without=EXPERT)
            row["eras"] = predict_eras(chain.values, seed)
        if run.with_course:
            row["course"] = _look_at_course(run, chain.values, seed + number)
        found.append(row)
    if failed:
        raise EvidenceError(f"did not converge: {'; '.join(failed)}")
    return found


def sample_until_converged(run: Run, seed: int) -> Chain:
    """Sample a run, and once more with twice the draws where it did not converge.

    The seed is kept: another would be chosen by its result.

    Parameters
    ----------
    run : Run
    seed : int

    Returns
    -------
    Chain
        Of the second try, converged or not, where there was one.
    """
    model = build_model(run.studies, prior_width=run.width, with_course=run.with_course)
    chain = sample(model, seed=seed, draws=DRAWS)
    if has_converged(chain.diagnostics):
        return chain
    return sample(model, seed=seed, draws=2 * DRAWS)


def predict(
    values: Mapping[str, FloatArray],
    question: Question,
    u: FloatArray,
    progressive: float = 0.0,
) -> FloatArray:
    """Predict mortality, shape (draw,), for a centre at ``u`` of the spread.

    Parameters
    ----------
    values : mapping of str to array, shape (draw,)
    question : tuple
        Year, EDSS, share of high intensity.
    u : array, shape (draw,)
        0 is the average study.
    progressive : float
        Share of progressive people; counts only where the fit knows of the course.

    Returns
    -------
    array, shape (draw,)
    """
    year, edss, high = question
    return np.asarray(
        expit(
            values[NAMES[0]]
            + values[NAMES[1]] * (edss - REFERENCE_EDSS)
            + values[NAMES[2]] * (year - REFERENCE_YEAR)
            + values[NAMES[3]] * high
            + values.get(PROGRESSIVE, np.float64(0.0)) * progressive
            + values[NAMES[4]] * u
        )
    )


def _answer(run: Run, values: Mapping[str, FloatArray], seed: int) -> dict[str, Any]:
    u = _draw_centres(values, seed)
    found = {
        name: _tell_percent(predict(values, question, u))
        for name, question in QUESTIONS.items()
    }
    # a pool estimates the average study, so this one is not drawn from the spread
    average = (
        float(np.mean([s.mid_year for s in run.studies])),
        float(np.mean([s.edss for s in run.studies])),
        float(np.mean([s.high_intensity_share for s in run.studies])),
    )
    progressive = (
        float(get_progressive_shares(run.studies).mean()) if run.with_course else 0.0
    )
    share = predict(values, average, np.zeros_like(u), progressive)
    return {**found, "average_study": _tell_percent(share)}


def _look_at_course(
    run: Run, values: Mapping[str, FloatArray], seed: int
) -> dict[str, Any]:
    """Tell what the share of progressive people does, beside the EDSS."""
    u = _draw_centres(values, seed)
    shares = get_progressive_shares(run.studies)
    slope = values[PROGRESSIVE]
    return {
        "progressive": _tell_percent(predict(values, QUESTIONS[SEVERE], u, 1.0)),
        "slope": [float(slope.mean()), float(slope.std())],
        "edss_and_share": float(
            np.corrcoef([s.edss for s in run.studies], shares)[0, 1]
        ),
        "not_told": [s.name for s in run.studies if s.relapsing_share is None],
    }


def predict_studies(
    folder: Path,
    values: Mapping[str, FloatArray],
    seed: int,
    *,
    without: str = "",
) -> list[dict[str, Any]]:
    """Hold every study against the deaths expected of its like.

    Parameters
    ----------
    folder : Path
    values : mapping of str to array, shape (draw,)
        The release's draws, or those of a run.
    seed : int
    without : str
        Study that the run did not fit.

    Returns
    -------
    list of dict
        Deaths, people, mean expected and 90 % predictive interval of deaths, and
        whether the draws were fitted to the study.
    """
    rng = np.random.default_rng(seed)
    fitted = read_studies(folder)
    found = []
    for study in [*fitted, *read_apart()[REPORT]]:
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
                "fitted": study in fitted and study.name != without,
            }
        )
    return found


def predict_eras(values: Mapping[str, FloatArray], seed: int) -> list[dict[str, Any]]:
    """Hold the model against values that are published by era.

    People are not printed beside them, so the interval has no sampling error: it is
    of the mortality in a centre like these, and narrower than that of a result.

    Parameters
    ----------
    values : mapping of str to array, shape (draw,)
    seed : int

    Returns
    -------
    list of dict
        ``label``, ``published`` and its own range, ``unit``; mean ``expected``, 90 %
        from ``low`` to ``high``; ``probability`` that the model gives a value at least
        as far on the published value's side of its mean.
    """
    # one centre throughout: the registry that fell is the registry that was high
    u = _draw_centres(values, seed)
    found, drawn = [], {}
    for row in _read(ERAS):
        question = (
            float(row["mid_year"]),
            float(row["edss"]),
            float(row["high_intensity_share"]),
        )
        level = np.zeros_like(u) if row["centre"] == "average" else u
        drawn[row["label"]] = 100 * predict(values, question, level)
        published = [float(row[name]) for name in ("published", "low", "high")]
        found.append(_hold(row["label"], published, row["unit"], drawn[row["label"]]))
    printed = {row["label"]: row["published"] for row in found}
    fall = printed[EARLY] / printed[LATE]
    found.insert(2, _hold(FALL, [fall] * 3, "fold", drawn[EARLY] / drawn[LATE]))
    return found


def _hold(
    label: str, published: Sequence[float], unit: str, drawn: FloatArray
) -> dict[str, Any]:
    at, published_low, published_high = published
    low, high = np.quantile(drawn, [0.05, 0.95])
    expected = float(drawn.mean())
    beyond = drawn >= at if at > expected else drawn <= at
    return {
        "label": label,
        "published": at,
        "published_low": published_low,
        "published_high": published_high,
        "unit": unit,
        "expected": expected,
        "low": float(low),
        "high": float(high),
        "probability": float(beyond.mean()),
    }


def _draw_centres(values: Mapping[str, FloatArray], seed: int) -> FloatArray:
    return np.random.default_rng(seed).standard_normal(len(values[NAMES[0]]))


def _tell_percent(share: FloatArray) -> list[float]:
    """Mean and 95 % interval, in percent."""
    percent = 100 * share
    low, high = np.quantile(percent, [0.025, 0.975])
    return [float(percent.mean()), float(low), float(high)]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
