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
from riskmodel.engine.readings import get_onset
from riskmodel.engine.states import BANDS
from riskmodel.engine.worsening import get_band_rates, get_jump_shares

YEARS = (5, 10, 15, 20, 25)
#: Where people start, by the course.
STARTS = {"rrms": (1, 2, 4), "spms": (3, 4, 5)}
#: Yearly probabilities of London Ontario's secondary progressive people, recalled, to
#: be checked against the paper.
ONTARIO = Path(__file__).parent / "ontario_spms.csv"
#: What the models are called; this one has a name for each course.
OURS = "this model, {course}, no drug, era 1"
BC_NAME = "British Columbia, every reading counted, unscaled"
ONTARIO_NAME = "London Ontario, secondary progressive (needs checking)"


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
                    "model": OURS.format(course=course.upper()),
                    "start": start,
                    "shares": _reach(draws, Course(course), start),
                }
            )
            if course == "rrms":
                shares = [float(expm(full * y)[start, 6:].sum()) for y in YEARS]
                name = BC_NAME
            else:
                shares = [
                    float(np.linalg.matrix_power(ontario, y)[start, 6:].sum())
                    for y in YEARS
                ]
                name = ONTARIO_NAME
            found.append({"model": name, "start": start, "shares": shares})
    return found


def compare_collection(folder: Path, draws: ParameterDraws) -> list[dict[str, float]]:
    """Hold the course from onset against the Global MSSS's collection of people.

    Parameters
    ----------
    folder : Path
        Of the release.
    draws : ParameterDraws

    Returns
    -------
    list of dict
        For each of ``YEARS`` since onset: ``years``; the share at EDSS 4 or more and at
        6 or more, ``seen_4`` and ``seen_6`` of the collection, ``model_4`` and
        ``model_6`` of relapsing onset without a drug, era 1.
    """
    collection = read_collection(folder / "tables" / "msss.csv")
    onset = get_onset(draws)
    found = []
    for years, state in zip(YEARS, _carry(draws, Course.RRMS, onset), strict=True):
        row = {"years": float(years)}
        for band in (4, 6):
            seen = [p for step, p in collection[years].items() if step >= band]
            row[f"seen_{band}"] = float(sum(seen))
            row[f"model_{band}"] = float(state[band:].sum(axis=0).mean())
        found.append(row)
    return found


def read_collection(path: Path) -> dict[int, dict[float, float]]:
    """Read the share of people at each EDSS, by years since onset.

    The score is ten times the mean rank of an EDSS: the share below it and half of the
    share at it. From the lowest EDSS on, each share follows.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of int to dict of float to float
    """
    found: dict[int, dict[float, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            years, below = int(row.pop("duration_years")), 0.0
            found[years] = {}
            for step, score in row.items():
                share = 2 * (float(score) / 10 - below)
                found[years][float(step.removeprefix("edss_"))] = share
                below += share
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
    people = np.zeros((BANDS, draws.count))
    people[start] = 1.0
    return [
        float(state[6:].sum(axis=0).mean()) for state in _carry(draws, course, people)
    ]


def _carry(
    draws: ParameterDraws, course: Course, people: FloatArray
) -> list[FloatArray]:
    """Carry people without deaths; (band, draw) at each of the years."""
    rates, jumps = get_band_rates(draws, course), get_jump_shares(draws)
    frailty = get_prior(draws)
    found = [np.zeros_like(people) for _ in YEARS]
    for value, weight in zip(frailty.value, frailty.weight, strict=True):
        state, before = people, 0
        for total, year in zip(found, YEARS, strict=True):
            step = rates * (value * (year - before))
            state = advance(state, worsening=step, jumps=jumps)
            total += weight * state
            before = year
    return found
