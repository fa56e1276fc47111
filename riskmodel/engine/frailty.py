"""Frailty: how fast this person's disease is, learnt from where it has got to.

Intensities are multiplied by a lognormal frailty. EDSS and years since onset
update it by Bayes (docs/model.md, eq. 6-8). Frailty is difference between people
and is integrated inside each draw of the parameters, which are our ignorance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Drug, PatientProfile, Unknown
from riskmodel.engine.readings import get_likelihood

#: Nodes of the Gauss-Hermite rule over log frailty. Of most people seven give the
#: same share worse at 5 years as 31 to one in 10,000; of people much disabled after
#: decades to six in 10,000, the most that was found (see test_frailty.py).
NODES = 7

#: Drugs whose years in the past slow the disease, by the parameter of their
#: effect.
PAST_EFFECT = {
    Drug.INTERFERON: "past_hr_platform",
    Drug.GLATIRAMER: "past_hr_platform",
    Drug.TERIFLUNOMIDE: "past_hr_platform",
    Drug.DIMETHYL_FUMARATE: "past_hr_platform",
    Drug.OTHER: "past_hr_platform",
    Drug.FINGOLIMOD: "past_hr_high",
    Drug.CLADRIBINE: "past_hr_high",
    Drug.OCRELIZUMAB: "past_hr_high",
    Drug.NATALIZUMAB: "past_hr_high",
    Drug.ALEMTUZUMAB: "past_hr_high",
}


@dataclass(frozen=True)
class Frailty:
    """Posterior of the frailty as a quadrature rule.

    Parameters
    ----------
    value : array, shape (node, draw)
        Factor on every worsening intensity.
    weight : array, shape (node, draw)
        Weights, summing to 1 over the nodes.
    """

    value: FloatArray
    weight: FloatArray


def get_prior(draws: ParameterDraws, nodes: int = NODES) -> Frailty:
    """Frailty before anything is known of a person (eq. 6).

    Parameters
    ----------
    draws : ParameterDraws
    nodes : int
        Nodes of the quadrature.

    Returns
    -------
    Frailty
    """
    points, weights = hermegauss(nodes)
    value = np.exp(points[:, None] * draws["frailty_sigma"])
    weight = (weights / weights.sum())[:, None] * np.ones(draws.count)
    return Frailty(value, weight)


def get_posterior(
    draws: ParameterDraws, profile: PatientProfile, band: int, nodes: int = NODES
) -> Frailty:
    """Frailty given the band reached after so many years (eq. 7 and 8).

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
        Course, years since onset and treatment history are used.
    band : int
        EDSS band read today.
    nodes : int
        Nodes of the quadrature.

    Returns
    -------
    Frailty
    """
    prior = get_prior(draws, nodes)
    likelihood = get_likelihood(
        draws,
        profile.course,
        frailty=prior.value,
        years=get_histories(draws, profile),
        band=band,
    )
    weight = prior.weight * likelihood
    return Frailty(prior.value, weight / weight.sum(axis=0))


def get_histories(draws: ParameterDraws, profile: PatientProfile) -> FloatArray:
    """Untreated years that the past amounts to (eq. 8).

    A year on a drug counts as its hazard ratio of a year. When the history is not
    known, three are equally likely: no drug, a platform drug or a strong drug for
    a share of the years.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile

    Returns
    -------
    array, shape (history, draw)
        Years of each history; all are equally likely.
    """
    known = {Drug.NATALIZUMAB: profile.years_on_natalizumab}
    if not isinstance(profile.treatments, Unknown):
        for had in profile.treatments:
            known[had.drug] = max(had.years, known.get(had.drug, 0.0))
    total = sum(known.values())
    # years on drugs cannot be more than years with the disease
    shrink = min(1.0, profile.duration_years / total) if total > 0 else 1.0
    years = np.full(draws.count, profile.duration_years)
    for drug, on_drug in known.items():
        years = years - shrink * on_drug * (1 - draws[PAST_EFFECT[drug]])
    years = np.maximum(years, 0.0)
    if not isinstance(profile.treatments, Unknown):
        return np.asarray(years[None])
    rest = (profile.duration_years - shrink * total) * draws["history_treated_share"]
    effects = ("past_hr_platform", "past_hr_high")
    treated = [years - rest * (1 - draws[effect]) for effect in effects]
    return np.asarray(np.maximum([years, *treated], 0.0))
