"""Death of anything but the treatment: life table times a multiplier by EDSS."""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import PatientProfile, Sex


def get_general_death(
    draws: ParameterDraws, profile: PatientProfile, year: int
) -> FloatArray:
    """Rate of death of the general population in one coming year.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
        Age and sex are used; an unknown sex averages the rates.
    year : int
        Year counted from now, 0 for the first.

    Returns
    -------
    array, shape (draw,)
        Per year.
    """
    table = draws.tables.death_per_year
    age = min(int(profile.age_years) + year, len(table) - 1)
    women, men = table[age]
    match profile.sex:
        case Sex.FEMALE:
            return np.full(draws.count, women)
        case Sex.MALE:
            return np.full(draws.count, men)
        case _:
            share = draws["share_women"]
            return np.asarray(share * women + (1 - share) * men)


def get_death_multiplier(draws: ParameterDraws) -> FloatArray:
    """Factor on the general population's death by band (eq. 10).

    Parameters
    ----------
    draws : ParameterDraws

    Returns
    -------
    array, shape (band, draw)
    """
    smooth, wales = draws.tables.death_multiplier
    # two published shapes disagree: each draw takes one of them
    first = draws["death_shape"] < draws["death_shape_share_smooth"]
    return np.asarray(np.where(first, smooth[:, None], wales[:, None]))
