"""Run every trial of the release and keep what was found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from riskmodel.engine.sampling import sample_parameters
from riskmodel.evidence.registry import load_evidence
from riskmodel.synthesis.building import SEED, pose, round_digits
from riskmodel.synthesis.validating import across, deaths, faces, left_out

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
    draws = sample_parameters(load_evidence(folder).inputs, count=1000, seed=SEED)
    values = dict(draws.values)
    tell("the report of 2011, people who differ in one answer, other models")
    content = {
        "report": faces.replay_report(),
        "faces": faces.look_at_faces(),
        "across": across.compare_models(folder, draws),
        "studies": deaths.predict_studies(folder, values, SEED),
        "plain": deaths.pool_plainly(folder),
    }
    tell("transplant mortality under other choices")
    content["variants"] = deaths.vary(folder, SEED)
    tell("each cohort from all the others")
    content["left_out"] = left_out.leave_cohorts_out(pose(folder), SEED)
    text = json.dumps(round_digits(content), indent=1, ensure_ascii=False) + "\n"
    (folder / VALIDATION_FILE).write_text(text, "utf-8")
    return content
