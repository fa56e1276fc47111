"""Build a release: fit everything, hold it to its conditions, write it down."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import arviz
import numpy as np
import pymc
from scipy.stats import norm

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.sampling import UNIFORM
from riskmodel.evidence.conflicts import check_counted_once
from riskmodel.evidence.registry import (
    FIT_READS,
    FITTED_FILE,
    POSTERIOR_FILE,
    compute_digest,
    load_evidence,
    read_csv,
)
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import Target
from riskmodel.synthesis import joint, transplant
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.checking import check_cohorts, check_targets
from riskmodel.synthesis.cohorts import imply_all
from riskmodel.synthesis.describing import describe_parameters
from riskmodel.synthesis.emulator import Emulator, fit_emulator
from riskmodel.synthesis.rebuilding import compare_builds, measure_ends
from riskmodel.synthesis.sampling import (
    Chain,
    refuse_unconverged,
    resample,
    sample,
    weigh,
)

SEED = 2026
#: Draws carried through the model together.
_CHUNK = 500
#: Digits kept of what is written as text.
_DIGITS = 6


@dataclass(frozen=True)
class Problem:
    """What is fitted, made ready once.

    Parameters
    ----------
    evidence : Evidence
        Without fitted parameters.
    base : ParameterDraws
        One draw of everything that is not fitted.
    targets : list of Target
        Those that are fitted to.
    studies : joint.Studies
    emulator : Emulator
        Of the targets, then of the cohorts' implied log hazard ratios.
    """

    evidence: Evidence
    base: ParameterDraws
    targets: list[Target]
    studies: joint.Studies
    emulator: Emulator


def pose(folder: Path, seed: int = SEED) -> Problem:
    """Read the evidence and make the stand-in for the model.

    Parameters
    ----------
    folder : Path
    seed : int
        Of the points that the stand-in is fitted to.

    Returns
    -------
    Problem

    Raises
    ------
    EvidenceError
        When cohorts share people and no exception is recorded.
    """
    evidence = load_evidence(folder, fitted=False)
    followed = [e for e in evidence.effects if e.kind == "cohort"]
    check_counted_once(
        (id for effect in followed for id in effect.source_ids),
        evidence.overlaps,
        excepted=True,
    )
    base = take_point_values(evidence)
    targets = nh.list_fitted(evidence.targets)
    studies = joint.arrange(evidence.effects)
    mode, covariance = nh.find_mode(targets, base)
    emulator = fit_emulator(
        lambda logs: run_model(targets, studies, base, logs),
        center=mode,
        covariance=covariance,
        rng=np.random.default_rng(seed),
    )
    return Problem(evidence, base, targets, studies, emulator)


def run_model(
    targets: Sequence[Target],
    studies: joint.Studies,
    base: ParameterDraws,
    logs: FloatArray,
) -> FloatArray:
    """Run the model itself: targets, then cohorts' implied log hazard ratios.

    Parameters
    ----------
    targets : sequence of Target
    studies : joint.Studies
    base : ParameterDraws
    logs : array, shape (draw, parameter)

    Returns
    -------
    array, shape (draw, result)
    """
    parts = [logs[i : i + _CHUNK] for i in range(0, len(logs), _CHUNK)]
    return np.concatenate(
        [
            np.concatenate(
                [
                    nh.predict_pace(targets, base, part),
                    imply_all(studies.cohorts, base, part),
                ],
                axis=1,
            )
            for part in parts
        ]
    )


def take_point_values(evidence: Evidence) -> ParameterDraws:
    """Make one draw of everything that is not fitted, at its point value.

    Parameters
    ----------
    evidence : Evidence

    Returns
    -------
    ParameterDraws
    """
    values = {
        id: np.array([estimate.value])
        for id, estimate in evidence.inputs.estimates.items()
    }
    values |= {id: np.array([0.5]) for id in UNIFORM}
    return ParameterDraws(values, evidence.inputs.tables, 1)


def correct(
    problem: Problem, chain: Chain
) -> tuple[FloatArray, dict[str, float], FloatArray]:
    """Weigh a chain's draws by the model itself in place of its stand-in.

    Parameters
    ----------
    problem : Problem
    chain : Chain
        Of the joint model.

    Returns
    -------
    weight : array, shape (draw,)
    diagnostics : dict
        Of importance sampling.
    results : array, shape (draw, result)
        The model's own.
    """
    logs = chain.values["logs"]
    exact = run_model(problem.targets, problem.studies, problem.base, logs)
    stand_in = problem.emulator.predict(logs)
    log_ratio = compute_likelihood(problem, chain, exact) - compute_likelihood(
        problem, chain, stand_in
    )
    weight, diagnostics = weigh(log_ratio)
    return weight, diagnostics, exact


def compute_likelihood(
    problem: Problem, chain: Chain, results: FloatArray
) -> FloatArray:
    """Compute what of the log likelihood depends on the model's results.

    Parameters
    ----------
    problem : Problem
    chain : Chain
    results : array, shape (draw, result)

    Returns
    -------
    array, shape (draw,)
    """
    targets, studies = problem.targets, problem.studies
    count = len(targets)
    sampling = np.array([nh.get_sampling_sd(target) for target in targets])
    referral = np.array([float(target.referral) for target in targets])
    expected = results[:, :count] + chain.values["referral"][:, None] * referral
    sd = np.hypot(sampling, chain.values["discrepancy"][:, None])
    fit = np.asarray(norm.logpdf(nh.observe_pace(targets), expected, sd))
    mean = chain.values["effect"][:, studies.option] + studies.bias_mean
    spread = np.sqrt(studies.sampling_variance + studies.bias_sd**2)
    meet = np.asarray(norm.logpdf(results[:, count:], mean, spread))
    return np.asarray(fit.sum(axis=1) + meet.sum(axis=1))


@dataclass(frozen=True)
class Fit:
    """Everything fitted once.

    Parameters
    ----------
    whole : array, shape (draw, parameter)
        As sampled, chain after chain, before the model itself has weighed them.
    draws : array, shape (draw, parameter)
        As they are stored.
    kept : Chain
        The joint model's draws as they are stored, with what is not.
    diagnostics : dict of str to dict
    """

    whole: FloatArray
    draws: FloatArray
    kept: Chain
    diagnostics: dict[str, dict[str, float]]


def fit(
    problem: Problem,
    trials: Sequence[transplant.TransplantStudy],
    seed: int,
    *,
    tell: Callable[[str], object] = str,
) -> Fit:
    """Fit everything.

    Parameters
    ----------
    problem : Problem
    trials : sequence of TransplantStudy
    seed : int
        This and the two after it are used.
    tell : callable

    Returns
    -------
    Fit

    Raises
    ------
    EvidenceError
        When a fit did not converge.
    """
    rng = np.random.default_rng(seed)
    tell("sampling the joint model")
    main = sample(
        joint.build_model(problem.targets, problem.studies, problem.emulator), seed=seed
    )
    tell("weighing the draws by the model itself")
    weight, importance, exact = correct(problem, main)
    tell("sampling comparisons alone, and transplant mortality")
    comparisons = joint.arrange(
        [e for e in problem.evidence.effects if e.kind == "comparison"]
    )
    alone = sample(
        joint.build_model(problem.targets, comparisons, problem.emulator), seed=seed + 1
    )
    deaths = sample(transplant.build_model(trials), seed=seed + 2)
    diagnostics = {
        "effects": main.diagnostics,
        "effects_importance": importance,
        "effects_comparisons_only": alone.diagnostics,
        "transplant_mortality": deaths.diagnostics,
    }
    refuse_unconverged(diagnostics)
    rows = resample(weight, len(weight), rng)
    cohort_only = joint.sample_from_cohorts(
        problem.studies, exact[:, len(problem.targets) :], rng
    )
    joined = [np.exp(main.values["logs"]), np.exp(main.values["effect"])]
    apart = [
        np.exp(alone.values["effect"]),
        np.exp(cohort_only),
        *(deaths.values[name][:, None] for name in transplant.NAMES),
    ]
    weighed = [*(one[rows] for one in joined), apart[0], apart[1][rows], *apart[2:]]
    return Fit(
        whole=np.column_stack([*joined, *apart]),
        draws=np.column_stack(weighed),
        kept=Chain({id: values[rows] for id, values in main.values.items()}, {}),
        diagnostics=diagnostics,
    )


def build(folder: Path, *, tell: Callable[[str], object] = str) -> dict[str, Any]:
    """Fit everything and write the release's draws and diagnostics.

    Parameters
    ----------
    folder : Path
        Of the evidence.
    tell : callable
        Takes a line of what is being done.

    Returns
    -------
    dict
        What was written beside the draws.

    Raises
    ------
    EvidenceError
        When a fit did not converge; nothing is written then.
    """
    tell("reading the evidence, making a stand-in for the model")
    problem = pose(folder)
    trials = transplant.read_studies(folder)
    first = fit(problem, trials, SEED, tell=tell)
    tell("everything once more from other random numbers")
    again = fit(pose(folder, SEED + 3), trials, SEED + 3)
    tell("holding published results against what is expected")
    rng = np.random.default_rng(SEED)
    sources = sorted({row["source"] for row in read_csv(folder, "transplant_studies")})
    parameters = describe_parameters(problem.evidence, sources)
    content = {
        "provenance": {
            "command": "python manage.py build_release",
            "inputs_digest": f"sha256:{compute_digest(folder, only=FIT_READS)}",
            "numpy": np.__version__,
            "pymc": pymc.__version__,
            "arviz": arviz.__version__,
            "seed": SEED,
        },
        "parameters": parameters,
        "diagnostics": first.diagnostics,
        "emulator_error": float(problem.emulator.error.max()),
        "rebuild": compare_builds(
            problem.evidence, [one["id"] for one in parameters], first, again
        ),
        "rebuild_ends": measure_ends(first, again),
        "spread": {
            name: _summarise(first.kept.values[name])
            for name in ("discrepancy", "referral", "heterogeneity")
        },
        "targets": check_targets(
            problem.evidence.targets, problem.base, first.kept, rng
        ),
        "cohorts": check_cohorts(problem.studies, problem.base, first.kept, rng),
    }
    np.save(folder / POSTERIOR_FILE, first.draws.astype(np.float32))
    text = json.dumps(round_digits(content), indent=1, ensure_ascii=False) + "\n"
    (folder / FITTED_FILE).write_text(text, "utf-8")
    return content


def _summarise(values: FloatArray) -> dict[str, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return {"mean": float(values.mean()), "low": float(low), "high": float(high)}


def round_digits(value: Any) -> Any:
    """Round every number of a document to the digits that are kept of it."""
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, dict):
        return {key: round_digits(one) for key, one in value.items()}
    if isinstance(value, list):
        return [round_digits(one) for one in value]
    return value
