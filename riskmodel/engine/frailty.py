"""Frailty: how fast this person's disease is, learnt from where it has got to.

Intensities are multiplied by a lognormal frailty. EDSS and years since onset
update it by Bayes (docs/model.md, eq. 6-8). Frailty is difference between people
and is integrated inside each draw of the parameters, which are our ignorance.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from riskmodel.engine.multistate import advance, count_terms
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course, Drug, PatientProfile, Unknown
from riskmodel.engine.states import BANDS
from riskmodel.engine.worsening import get_band_rates, get_jump_shares

#: Nodes of the Gauss-Hermite rule over log frailty. Seven give the same result
#: as 31 to well under one person in 10,000 (tests/reference).
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


#: Nobody's first symptoms are of today: at no time at all a high EDSS would be
#: impossible at any frailty, rather than a sign of a fast disease.
SHORTEST_YEARS = 1 / 12
#: Expected jumps up to which a reading is a series in time: beyond, factorials leave
#: the range of numbers.
MOST_JUMPS = 60.0
#: Probability of a reading that may be left out of it.
IMPROBABLE = 1e-20


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


def get_likelihood(
    draws: ParameterDraws,
    course: Course,
    *,
    frailty: FloatArray,
    years: FloatArray,
    band: int,
) -> FloatArray:
    """Probability of reading this band after these years (eq. 7).

    Parameters
    ----------
    draws : ParameterDraws
    course : Course
    frailty : array, shape (node, draw)
    years : array, shape (history, draw)
        Untreated years that each possible past amounts to; all are equally
        likely.
    band : int
        EDSS band read today.

    Returns
    -------
    array, shape (node, draw)
    """
    years = np.maximum(years, SHORTEST_YEARS)
    # nobody comes down: the bands above those that can be read so do not matter
    seen = slice(0, min(band + 2, BANDS))
    shares = get_jump_shares(draws)[seen, seen]
    pace = draws["era_factor"]
    last = get_band_rates(draws, course)[seen] * pace
    onset, reading = get_onset(draws)[seen], get_reading_error(draws, band)[seen]
    likelihood = np.zeros_like(frailty)
    fastest = float((frailty * last.max(axis=0)).max()) * float(years.max())
    if course is not Course.SPMS and fastest <= MOST_JUMPS:
        key = ("readings", course, band)
        if key not in draws.shared:
            draws.shared[key] = Readings(
                onset, leaving=last, jumps=shares, reading=reading
            )
        readings: Readings = draws.shared[key]
        for node, value in enumerate(frailty):
            likelihood[node] = readings.at(value * years).mean(axis=0)
        return likelihood
    everybody = np.repeat(onset[:, None], len(frailty), axis=1)

    def move(
        people: FloatArray, rates: FloatArray, for_years: FloatArray
    ) -> FloatArray:
        worsening = rates[:, None] * (frailty * for_years)
        flat = (len(people), -1)
        moved = advance(
            people.reshape(flat), worsening=worsening.reshape(flat), jumps=shares
        )
        return moved.reshape(people.shape)

    if course is Course.SPMS:
        first = get_band_rates(draws, Course.RRMS)[seen] * pace
        for history in years:
            # the faster law holds since conversion only
            before = history * (1 - draws["spms_share_of_duration"])
            now = move(move(everybody, first, before), last, history - before)
            likelihood += (reading[:, None] * now).sum(axis=0)
    else:
        # histories in order of their length: each goes on from the one before
        now = everybody
        for step in np.diff(np.sort(years, axis=0), axis=0, prepend=0.0):
            now = move(now, last, step)
            likelihood += (reading[:, None] * now).sum(axis=0)
    return likelihood / len(years)


class Readings:
    """Probability of one reading at any time: a series in time, made once.

    After so many jumps of the uniformised chain the probability is the same for every
    frailty, history and person; only how many jumps to expect differs.

    Parameters
    ----------
    start : array, shape (band, draw)
    leaving : array, shape (band, draw)
        Rate of leaving each band.
    jumps : array, shape (band, band)
        Distribution of the band reached, by the band left.
    reading : array, shape (band, draw)
        Probability of the reading, by the true band.
    """

    def __init__(
        self,
        start: FloatArray,
        *,
        leaving: FloatArray,
        jumps: FloatArray,
        reading: FloatArray,
    ) -> None:
        self._reading, self._jumps, self._now = reading, jumps.T, start
        self._pace = leaving.max(axis=0)
        self._moving = leaving / self._pace
        #: Probability of the reading after each number of jumps, over its factorial.
        self._terms = [(reading * start).sum(axis=0)]

    def at(self, years: FloatArray) -> FloatArray:
        """Probability of the reading after some years.

        Parameters
        ----------
        years : array, shape (..., draw)
            At the pace of frailty 1.

        Returns
        -------
        array, shape (..., draw)
        """
        jumps = years * self._pace
        # a reading that is improbable at any frailty is still told exactly
        last = count_terms(float(jumps.max()), IMPROBABLE)
        for order in range(len(self._terms), last + 1):
            moving = self._moving * self._now
            self._now = self._now - moving + self._jumps @ moving
            term = (self._reading * self._now).sum(axis=0)
            self._terms.append(term / factorial(order))
        total = np.tile(self._terms[last], (*jumps.shape[:-1], 1))
        for term in reversed(self._terms[:last]):
            total *= jumps
            total += term
        total *= np.exp(-jumps)
        return total


def get_onset(draws: ParameterDraws) -> FloatArray:
    """Distribution of the band at onset.

    Parameters
    ----------
    draws : ParameterDraws

    Returns
    -------
    array, shape (band, draw)
    """
    onset = np.zeros((BANDS, draws.count))
    for band, id in enumerate(("onset_band_0", "onset_band_1", "onset_band_2")):
        onset[band] = draws[id]
    return onset


def get_reading_error(draws: ParameterDraws, band: int) -> FloatArray:
    """Probability of reading one band, by the true band.

    Parameters
    ----------
    draws : ParameterDraws
    band : int
        The band read.

    Returns
    -------
    array, shape (band, draw)
    """
    off_by_one = draws["reading_error_one_band"] / 2
    reading = np.zeros((BANDS, draws.count))
    for neighbour in (band - 1, band + 1):
        if 0 <= neighbour < BANDS:
            reading[neighbour] = off_by_one
    # at the ends of the scale there is one neighbour only to be mistaken for
    ends = band in (0, BANDS - 1)
    reading[band] = 1 - off_by_one * (1 if ends else 2)
    return reading
