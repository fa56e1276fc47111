"""Transplant-related mortality, by severity, year, conditioning and centre."""

from __future__ import annotations

import numpy as np
from scipy.special import expit, ndtri

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Centre, Conditioning, PatientProfile, Scenario

#: The regression's covariates are counted from here (docs/model.md, eq. 11).
REFERENCE_EDSS = 4.0
REFERENCE_YEAR = 2012.0

#: Third of the between-centre spread that each kind of centre stands for.
CENTRE_THIRD = {Centre.EXPERIENCED: 0, Centre.TYPICAL: 1, Centre.NEW: 2}


def get_transplant_mortality(
    draws: ParameterDraws, profile: PatientProfile, scenario: Scenario
) -> FloatArray:
    """Probability of dying because of the transplant (eq. 11 and 12).

    An EDSS range is averaged over its steps, an unknown conditioning over its use.
    Below and above the averages of the studies the EDSS is held at theirs.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    scenario : Scenario
        ``seed_era`` predicts for the middle of the 2011 report's years.

    Returns
    -------
    array, shape (draw,)
        Probability, counted at the start.
    """
    if scenario is Scenario.SEED_ERA:
        year = draws["seed_mid_accrual_year"]
    else:
        year = draws["trm_prediction_year"]
    spread = draws["trm_tau"] * get_centre_variate(draws, profile.centre)
    steps = profile.edss_steps
    lowest, highest = draws["trm_lowest_edss"], draws["trm_highest_edss"]
    total = np.zeros(draws.count)
    for high, share in get_conditioning_shares(draws, profile, scenario):
        for edss in steps:
            logit = (
                draws["trm_intercept"]
                + draws["trm_edss_slope"]
                * (np.clip(edss, lowest, highest) - REFERENCE_EDSS)
                + draws["trm_year_slope"] * (year - REFERENCE_YEAR)
                + draws["trm_high_intensity"] * high
                + spread
            )
            total += share * expit(logit) / len(steps)
    return total


def get_conditioning_shares(
    draws: ParameterDraws, profile: PatientProfile, scenario: Scenario
) -> list[tuple[int, FloatArray]]:
    """Whether conditioning is of high intensity, with the probability of each.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    scenario : Scenario

    Returns
    -------
    list of (int, array of shape (draw,))
    """
    one = np.ones(draws.count)
    if scenario is Scenario.SEED_ERA:
        return [(0, one)]
    match profile.conditioning:
        case Conditioning.HIGH:
            return [(1, one)]
        case Conditioning.UNKNOWN:
            high = draws["high_intensity_share_today"]
            return [(0, 1 - high), (1, high)]
        case _:
            return [(0, one)]


def get_centre_variate(draws: ParameterDraws, centre: Centre) -> FloatArray:
    """Draw the centre's own level as a standard normal variate (eq. 12).

    Parameters
    ----------
    draws : ParameterDraws
    centre : Centre
        An experienced, typical or new centre is drawn from the lower, middle or
        upper third; an unknown one from the whole.

    Returns
    -------
    array, shape (draw,)
    """
    uniform = draws["trm_centre"]
    if centre in CENTRE_THIRD:
        uniform = (CENTRE_THIRD[centre] + uniform) / 3
    return np.asarray(ndtri(uniform))
