"""Published results that the fit uses none of, against what the model says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from riskmodel.evidence.registry import load_evidence, read_fitted
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.building import take_point_values
from riskmodel.synthesis.checking import CHECK_DRAWS, hold
from riskmodel.synthesis.prediction import predict

#: Factors on worsening: cohorts that differ in pace differ in all of them alike.
PACE = ("k_low", "k_mid", "k_high", "k_top")


def hold_aside(
    folder: Path, seed: int, *, count: int = CHECK_DRAWS
) -> list[dict[str, Any]]:
    """Hold every result that is held aside against its 90 % predictive interval.

    The interval has what is not known of the parameters, how far cohorts differ in
    pace, and the hospitals' factor; it has no sampling error.

    Parameters
    ----------
    folder : Path
        Of the release, with its fitted parameters.
    seed : int
    count : int
        Draws that are used.

    Returns
    -------
    list of dict
        As ``check_targets``.
    """
    evidence = load_evidence(folder)
    base = take_point_values(evidence)
    posterior, spread = evidence.inputs.posterior, read_fitted(folder)["spread"]
    rows = np.linspace(0, len(posterior.draws) - 1, count).astype(np.intp)
    columns = [posterior.ids.index(name) for name in nh.NAMES]
    logs = np.log(posterior.draws[rows][:, columns])
    paced = np.isin(nh.NAMES, PACE)
    rng = np.random.default_rng(seed)
    referral = spread["referral"]
    sd = (referral["high"] - referral["low"]) / 3.92
    found = []
    for target in evidence.aside:
        differ, hospital = rng.standard_normal((2, count))
        shift = spread["discrepancy"]["mean"] * differ
        if target.referral:
            shift += referral["mean"] + sd * hospital
        values, reported = (
            predict(target, nh.spread(base, moved))
            for moved in (logs, logs + np.outer(shift, paced))
        )
        found.append(hold(target, values, reported))
    return found
