"""The years one after the other: everybody in one state, until all are added up."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from scipy.linalg import expm

from tests.reference.plain.case import Case, Matrix, closed, dying, upward
from tests.reference.plain.deaths import pml_risks, transplant_mortality
from tests.reference.plain.effects import improving, pace, stops_after
from tests.reference.plain.past import frailties
from tests.reference.plain.relapses import count

#: States: the start, ten settled bands on the option, ten off it, two deaths.
START, ON, OFF, DIED_OTHER, DIED_TREATMENT, STATES = 0, 1, 11, 21, 22, 23


@dataclass
class Years:
    """What happens on one option, by year from 0."""

    bands: Matrix  # (year, band)
    died_treatment: list[float]
    died_other: list[float]
    better: list[float]
    same: list[float]
    worse: list[float]
    relapses: list[float]
    relapse_free: list[float]
    #: Dead or worse at the end, of those who survive the start.
    bad_surviving: float


def generator(
    case: Case, option: str, year: int, *, frailty: float, intensity: float
) -> Matrix:
    """The dense generator of one year."""
    matrix = np.zeros((STATES, STATES))
    rates = upward(case, str(case.profile.course)) * frailty
    on, off = (pace(case, name, year) for name in (option, "no_dmt"))
    for low in range(10):
        for high in range(low + 1, 10):
            matrix[ON + low, ON + high] = on * rates[low, high]
            matrix[OFF + low, OFF + high] = off * rates[low, high]
            if low == case.band:
                matrix[START, ON + high] = on * rates[low, high]
        for first in (ON, OFF):
            matrix[first + low, DIED_OTHER] = dying(case, low, year)
    matrix[START, DIED_OTHER] = dying(case, case.band, year)
    if year < 2 and intensity:
        matrix[START, ON + case.band - 1] += intensity
    return closed(matrix)


def run_years(case: Case, option: str) -> Matrix:
    """Occupation of every state by year, everything averaged but the EDSS step."""
    value = case.value
    stop = stops_after(case, option)
    if stop == 0:
        option = "no_dmt"
    people = frailties(case)
    intensity = improving(case, option, people)
    risks = pml_risks(case)
    leave = exp(-value["natalizumab_stopping_per_year"])
    found = np.zeros((case.years + 1, STATES))
    for frailty, weight in people:
        state = np.zeros(STATES)
        state[START] = 1.0
        if option == "ahsct":
            state[DIED_TREATMENT] = transplant_mortality(case)
            state[START] -= state[DIED_TREATMENT]
        found[0] += weight * state
        for year in range(case.years):
            if option == "alemtuzumab" and year < 2:
                survive = sqrt(1 - value["alemtuzumab_treatment_death"])
                state[DIED_TREATMENT] += (1 - survive) * state[:OFF].sum()
                state[:OFF] *= survive
            if stop == year > 0:
                move_off(state, 1.0, case)
            law = generator(case, option, year, frailty=frailty, intensity=intensity)
            state = state @ expm(law)
            if option == "natalizumab":
                get_pml(state, risks[year], case)
                if case.scenario == "stop_natalizumab":
                    move_off(state, 1 - leave, case)
            found[year + 1] += weight * state
    return found


def band_of(case: Case, state: int) -> int:
    return case.band if state == START else (state - ON) % 10


def move_off(state: Matrix, share: float, case: Case) -> None:
    """Let a share leave the option (4)."""
    for index in range(OFF):
        state[OFF + band_of(case, index)] += share * state[index]
    state[:OFF] *= 1 - share


def get_pml(state: Matrix, risk: float, case: Case) -> None:
    """PML among those on natalizumab (14)."""
    for index in range(OFF):
        band = band_of(case, index)
        died = risk * case.value["pml_fatality"] * state[index]
        state[DIED_TREATMENT] += died
        state[OFF + min(band + 3, 9)] += risk * state[index] - died
    state[:OFF] *= 1 - risk


def solve(case: Case, option: str) -> Years:
    """One option for one person under one draw."""
    steps = case.profile.edss_steps
    bands = np.zeros((case.years + 1, 10))
    died_other, died_treatment = (np.zeros(case.years + 1) for _ in range(2))
    better, same, worse = (np.zeros(case.years + 1) for _ in range(3))
    relapses, free = np.zeros(case.years + 1), np.zeros(case.years + 1)
    bad_surviving = 0.0
    for step in steps:
        here = case.at(step)
        states = run_years(here, option) / len(steps)
        died_other += states[:, DIED_OTHER]
        died_treatment += states[:, DIED_TREATMENT]
        alive, bad = [0.0] * (case.years + 1), float(states[-1, DIED_OTHER:].sum())
        for state in range(DIED_OTHER):
            band = band_of(here, state)
            bands[:, band] += states[:, state]
            alive = [a + float(s) for a, s in zip(alive, states[:, state], strict=True)]
            group = better if band < here.band else worse if band > here.band else same
            group += states[:, state]
            bad += states[-1, state] if band > here.band else 0.0
        died = states[0, DIED_TREATMENT]
        bad_surviving += (bad - died) / (1 - died * len(steps))
        counted, none = count(here, option, [a * len(steps) for a in alive])
        relapses += np.array(counted) / len(steps)
        free += np.array(none) / len(steps)
    return Years(
        bands=bands,
        died_treatment=list(died_treatment),
        died_other=list(died_other),
        better=list(better),
        same=list(same),
        worse=list(worse),
        relapses=list(relapses),
        relapse_free=list(free),
        bad_surviving=bad_surviving,
    )
