"""Death of anything but the treatment: life table times a multiplier by EDSS."""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import PatientProfile, Sex


def get_death_rates(
    draws: ParameterDraws, profile: PatientProfile, year: int
) -> FloatArray:
    """Rate of death of other causes by band in one coming year (eq. 10).

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
        Age and sex are used; an unknown sex averages the rates.
    year : int
        Year counted from now, 0 for the first.

    Returns
    -------
    array, shape (band, draw)
        Per year.
    """
    table = draws.tables.death_per_year
    age = min(int(profile.age_years) + year, len(table) - 1)
    women, men = table[age]
    match profile.sex:
        case Sex.FEMALE:
            general = np.full(draws.count, women)
        case Sex.MALE:
            general = np.full(draws.count, men)
        case _:
            share = draws["share_women"]
            general = share * women + (1 - share) * men
    smooth, wales = draws.tables.death_multiplier
    # two published shapes disagree: each draw takes one of them
    first = draws["death_shape"] < draws["death_shape_share_smooth"]
    shape = np.where(first, smooth[:, None], wales[:, None])
    return np.asarray(shape * general)
