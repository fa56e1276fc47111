"""What all options of a person share: pace, frailty and death of other causes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskmodel.engine.activity import get_activity
from riskmodel.engine.frailty import Frailty
from riskmodel.engine.mortality import get_death_multiplier, get_general_death
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import PatientProfile
from riskmodel.engine.worsening import get_band_rates, get_jump_shares


@dataclass(frozen=True)
class Person:
    """What all options share for one starting band.

    Parameters
    ----------
    band : int
        EDSS band at the start.
    frailty : Frailty
    worsening : array, shape (band, draw)
        Rate of leaving each band, at frailty 1, untreated, of the registries'
        era. Per year.
    hazard : array, shape (year, draw)
        Era and recent activity, a factor on worsening in each coming year.
    death_per_year : array, shape (year, draw)
        Rate of death of the general population in each coming year. Per year.
    death_multiplier : array, shape (band, draw)
        Factor on it by band.
    jumps : array, shape (band, band)
        Distribution of the band reached when worsening.
    """

    band: int
    frailty: Frailty
    worsening: FloatArray
    hazard: FloatArray
    death_per_year: FloatArray
    death_multiplier: FloatArray
    jumps: FloatArray


def describe_person(
    draws: ParameterDraws,
    profile: PatientProfile,
    *,
    band: int,
    frailty: Frailty,
    years: int,
) -> Person:
    """Gather what all options share.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    band : int
        EDSS band at the start.
    frailty : Frailty
    years : int
        Years ahead.

    Returns
    -------
    Person
    """
    activity = np.stack([get_activity(draws, profile, year) for year in range(years)])
    return Person(
        band=band,
        frailty=frailty,
        worsening=get_band_rates(draws, profile.course),
        hazard=activity * draws["era_factor"],
        death_per_year=np.stack(
            [get_general_death(draws, profile, year) for year in range(years)]
        ),
        death_multiplier=get_death_multiplier(draws),
        jumps=get_jump_shares(draws),
    )
