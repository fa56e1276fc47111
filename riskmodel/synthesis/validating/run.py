"""Run every trial of the release and keep what was found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from riskmodel.engine.sampling import sample_parameters
from riskmodel.evidence.registry import load_evidence
from riskmodel.synthesis.building import SEED, pose, round_digits
from riskmodel.synthesis.validating import (
    across,
    aside,
    choices,
    deaths,
    faces,
    left_out,
    pools,
    trials,
)

#: Beside the evidence: the report's numbers.
VALIDATION_FILE = "validation.json"


def validate(folder: Path, *, tell: Callable[[str], object] = str) -> dict[str, Any]:
    """Try the release and write what was found.

    Parameters
    ----------
    folder : Path
        Of the newest release, with its fitted parameters.
    tell : callable
        Takes a line of what is being done.

    Returns
    -------
    dict
    """
    evidence = load_evidence(folder)
    draws = sample_parameters(evidence.inputs, count=1000, seed=SEED)
    values = dict(draws.values)
    tell("the report of 2011, people who differ in one answer, trials, other models")
    content = {
        "report": faces.replay_report(),
        "faces": faces.look_at_faces(),
        "aside": aside.hold_aside(folder, SEED),
        "across": across.compare_models(folder, draws),
        "collection": across.compare_collection(folder, draws),
        "studies": deaths.predict_studies(folder, values, SEED),
        "eras": deaths.predict_eras(values, SEED),
        "plain": pools.pool_plainly(folder),
        "scenarios": choices.compare_scenarios(evidence),
        "trials": trials.predict_trials(folder, draws, SEED),
    }
    tell("transplant mortality under other choices")
    content["variants"] = deaths.vary(folder, SEED)
    tell("effects under other choices")
    problem = pose(folder)
    content["choices"] = choices.vary(problem, SEED)
    tell("each cohort from all the others")
    content["left_out"] = left_out.leave_cohorts_out(problem, SEED)
    text = json.dumps(round_digits(content), indent=1, ensure_ascii=False) + "\n"
    (folder / VALIDATION_FILE).write_text(text, "utf-8")
    return content
