"""The untreated course beside other published models of it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from scipy.linalg import expm

from riskmodel.engine.frailty import get_prior
from riskmodel.engine.multistate import advance
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course
from riskmodel.engine.states import BANDS
from riskmodel.engine.worsening import get_band_rates, get_jump_shares

YEARS = (5, 10, 15, 20, 25)
#: Where people start, by the course.
STARTS = {"rrms": (1, 2, 4), "spms": (3, 4, 5)}
#: Yearly probabilities of London Ontario's secondary progressive people, recalled, to
#: be checked against the paper.
ONTARIO = Path(__file__).parent / "ontario_spms.csv"


def compare_models(
    folder: Path, draws: ParameterDraws
) -> list[dict[str, str | int | list[float]]]:
    """Share at EDSS 6 or more, by start and year, of this model and of others.

    Parameters
    ----------
    folder : Path
        Of the release.
    draws : ParameterDraws

    Returns
    -------
    list of dict
        ``model``, ``start`` and the shares at ``YEARS``.
    """
    full = _read_matrix(folder / "tables" / "worsening_generator.csv")
    ontario = _read_matrix(ONTARIO)
    ontario /= ontario.sum(axis=1, keepdims=True)
    found: list[dict[str, str | int | list[float]]] = []
    for course, starts in STARTS.items():
        for start in starts:
            found.append(
                {
                    "model": f"this model, {course.upper()}, no drug, era 1",
                    "start": start,
                    "shares": _reach(draws, Course(course), start),
                }
            )
            if course == "rrms":
                shares = [float(expm(full * y)[start, 6:].sum()) for y in YEARS]
                name = "British Columbia, every reading counted, unscaled"
            else:
                shares = [
                    float(np.linalg.matrix_power(ontario, y)[start, 6:].sum())
                    for y in YEARS
                ]
                name = "London Ontario, secondary progressive (needs checking)"
            found.append({"model": name, "start": start, "shares": shares})
    return found


def _read_matrix(path: Path) -> FloatArray:
    with path.open(encoding="utf-8", newline="") as file:
        return np.array(
            [
                [float(row[f"to_{band}"]) for band in range(BANDS)]
                for row in csv.DictReader(file)
            ]
        )


def _reach(draws: ParameterDraws, course: Course, start: int) -> list[float]:
    rates, jumps = get_band_rates(draws, course), get_jump_shares(draws)
    frailty = get_prior(draws)
    shares: FloatArray = np.zeros(len(YEARS))
    for value, weight in zip(frailty.value, frailty.weight, strict=True):
        state = np.zeros((BANDS, draws.count))
        state[start] = 1.0
        before = 0
        for place, year in enumerate(YEARS):
            step = rates * (value * (year - before))
            state = advance(state, worsening=step, jumps=jumps)
            shares[place] += (weight * state[6:].sum(axis=0)).mean()
            before = year
    return [float(share) for share in shares]
