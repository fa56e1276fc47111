"""One person under one draw, and what every part of the model asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm

from riskmodel.engine.parameters import Tables
from riskmodel.engine.profile import PatientProfile

Matrix = NDArray[np.float64]
PLATFORM = {"interferon", "glatiramer", "teriflunomide", "dimethyl_fumarate", "other"}


@dataclass
class Case:
    """One person under one draw of the parameters."""

    profile: PatientProfile
    scenario: str
    value: Mapping[str, float]
    tables: Tables
    years: int
    #: Options outside their studies, by step of the EDSS.
    extrapolated: Mapping[float, frozenset[str]]

    @property
    def band(self) -> int:
        return int(self.profile.edss_low)

    def at(self, step: float) -> Case:
        """The same person at one step of a range."""
        return replace(
            self, profile=replace(self.profile, edss_low=step, edss_high=step)
        )


def follow(
    generator: Matrix, start: Matrix, years: float, *, step: float = 1.0
) -> Matrix:
    """Occupation after some years of one generator."""
    state = start
    left = years
    while left > 1e-15:
        now = min(step, left)
        state = state @ expm(generator * now)
        left -= now
    return state


def closed(rates: Matrix) -> Matrix:
    """A generator from which nobody is lost."""
    return rates - np.diag(rates.sum(axis=1))


def era(case: Case) -> float:
    return 1.0 if case.scenario == "seed_era" else case.value["era_factor"]


def upward(case: Case, course: str) -> Matrix:
    """Intensities of worsening of frailty 1 (1), band to band."""
    rates = np.zeros((10, 10))
    for low in range(10):
        share = "k_low" if low < 4 else "k_mid" if low < 6 else "k_high"
        share = "k_top" if low > 6 else share
        for high in range(low + 1, 10):
            rates[low, high] = (
                case.value[share] * case.tables.worsening_per_year[low, high]
            )
            if course in ("spms", "ppms") and low < 6:
                rates[low, high] *= case.value[f"{course}_factor"]
    return rates


def dying(case: Case, band: int, year: int) -> float:
    """Rate of death of anything else (10)."""
    person, value = case.profile, case.value
    women, men = case.tables.death_per_year[min(int(person.age_years) + year, 100)]
    share = {"female": 1.0, "male": 0.0}.get(person.sex, value["share_women"])
    shape = 0 if value["death_shape"] < value["death_shape_share_smooth"] else 1
    general = share * women + (1 - share) * men
    return float(general * case.tables.death_multiplier[shape][band])
