"""How likely an EDSS is to be read after some years: what frailty is learnt from.

After so many jumps of the uniformised chain people are where they are, whatever their
frailty and history; only how many jumps to expect differs. A law's series in time is
therefore made once and serves every node, history and person.
"""

from __future__ import annotations

import numpy as np

from riskmodel.engine.multistate import count_terms
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course
from riskmodel.engine.states import BANDS
from riskmodel.engine.worsening import (
    COURSE_BANDS,
    COURSE_FACTOR,
    get_band_rates,
    get_jump_shares,
)

#: Nobody's first symptoms are of today: at no time at all a high EDSS would be
#: impossible at any frailty, rather than a sign of a fast disease.
SHORTEST_YEARS = 1 / 12
#: Probability of a reading that may be left out of it.
IMPROBABLE = 1e-20
#: Draws whose series are as long, and stay in the processor's cache.
BLOCK = 1000
#: More jumps than any draw expects of the longest life; what is beyond is held there,
#: as the chance of no jump at all is too small a number above 745.
MOST_JUMPS = 700.0
#: Terms are counted in jumps of ``SCALE`` and made ``SMALL``, to stay in the range of
#: numbers up to so many jumps.
SCALE, SMALL = 400.0, 1e-130


def get_likelihood(
    draws: ParameterDraws,
    course: Course,
    *,
    frailty: FloatArray,
    years: FloatArray,
    band: int,
) -> FloatArray:
    """Probability of reading this band after these years (docs/model.md, eq. 7).

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
    if band + 1 < COURSE_BANDS:
        # on every band that matters a course is nothing but another pace
        years = years * get_course_pace(draws, course)
        course = Course.RRMS
    converted = draws["spms_share_of_duration"]
    likelihood = np.empty_like(frailty)
    for first in range(0, draws.count, BLOCK):
        block = slice(first, first + BLOCK)
        chains = _get_chains(draws, course, band, block)
        for node, value in enumerate(frailty[:, block]):
            lived = value * years[:, block]
            if course is Course.SPMS:
                since = lived * converted[block]
                found = chains[0].at(lived - since) * chains[1].at(since)
            else:
                found = chains[0].at(lived)
            likelihood[node, block] = found.sum(axis=0).mean(axis=0)
    return likelihood


def get_course_pace(draws: ParameterDraws, course: Course) -> FloatArray:
    """Pace below EDSS 6 against relapsing MS, over the years since onset.

    Parameters
    ----------
    draws : ParameterDraws
    course : Course

    Returns
    -------
    array, shape (draw,)
        A factor.
    """
    factor = COURSE_FACTOR[course]
    if factor is None:
        return np.ones(draws.count)
    # the faster law of secondary progression holds since conversion only
    share = draws["spms_share_of_duration"] if course is Course.SPMS else 1.0
    return np.asarray(1 - share + share * draws[factor])


class UniformisedChain:
    """Where people are at any time under one law: a series in time.

    Parameters
    ----------
    start : array, shape (band, draw)
        Distribution at the start; going backwards, what is asked about at the end.
    leaving : array, shape (band, draw)
        Rate of leaving each band.
    jumps : array, shape (band, band)
        Distribution of the band reached, by the band left.
    reading : array, shape (band, draw), optional
        Probability of the reading, by the true band, where only this is asked about.
    backwards : bool
        Whether to find the probability of what is asked about, by the band before.
    """

    def __init__(
        self,
        start: FloatArray,
        *,
        leaving: FloatArray,
        jumps: FloatArray,
        reading: FloatArray | None = None,
        backwards: bool = False,
    ) -> None:
        self._now, self._jumps, self._backwards = start, jumps, backwards
        self._pace = leaving.max(axis=0)
        self._moving = leaving / self._pace
        self._reading = reading
        # far from the band read nothing is read
        self._first = 0 if reading is None else int(np.flatnonzero(reading.any(1))[0])
        self._factor = SMALL
        #: Of each number of jumps.
        self._terms = [self._keep()]

    def _keep(self) -> FloatArray:
        kept = self._now[self._first :]
        if self._reading is not None:
            kept = (self._reading[self._first :] * kept).sum(axis=0, keepdims=True)
        return np.asarray(kept * self._factor)[:, None]

    def _jump(self) -> None:
        if self._backwards:
            arriving = self._jumps @ self._now
            arriving -= self._now
            arriving *= self._moving
        else:
            moving = self._moving * self._now
            arriving = self._jumps.T @ moving
            arriving -= moving
        self._now = self._now + arriving
        self._factor *= SCALE / len(self._terms)
        self._terms.append(self._keep())

    def at(self, years: FloatArray) -> FloatArray:
        """Tell where people are after some years.

        Parameters
        ----------
        years : array, shape (history, draw)
            At the pace of frailty 1.

        Returns
        -------
        array, shape (band, history, draw)
            One row only where a reading is asked about: its probability.
        """
        jumps = np.minimum(years * self._pace, MOST_JUMPS)
        # a reading that is improbable at any frailty is still told exactly
        last = count_terms(float(jumps.max()), IMPROBABLE)
        while len(self._terms) <= last:
            self._jump()
        scaled = jumps / SCALE
        total = np.repeat(self._terms[last], len(jumps), axis=1)
        for term in reversed(self._terms[:last]):
            total *= scaled
            total += term
        # by halves, as the whole may be too small a number
        half = np.exp(-jumps / 2)
        total *= half
        total /= SMALL
        total *= half
        return total


def _get_chains(
    draws: ParameterDraws, course: Course, band: int, block: slice
) -> tuple[UniformisedChain, ...]:
    """One chain, or those before and since conversion, for some draws."""
    key = ("readings", course, band, block.start)
    if key in draws.shared:
        kept: tuple[UniformisedChain, ...] = draws.shared[key]
        return kept
    # nobody comes down: the bands above those that can be read so do not matter
    seen = slice(0, min(band + 2, BANDS))
    jumps = get_jump_shares(draws)[seen, seen]
    pace = draws["era_factor"][block]
    leaving = get_band_rates(draws, course)[seen, block] * pace
    onset = get_onset(draws)[seen, block]
    reading = get_reading_error(draws, band)[seen, block]
    if course is not Course.SPMS:
        made: tuple[UniformisedChain, ...] = (
            UniformisedChain(onset, leaving=leaving, jumps=jumps, reading=reading),
        )
    else:
        before = get_band_rates(draws, Course.RRMS)[seen, block] * pace
        made = (
            UniformisedChain(onset, leaving=before, jumps=jumps),
            UniformisedChain(reading, leaving=leaving, jumps=jumps, backwards=True),
        )
    # two chains of many draws would fill the memory
    if len(made) == 1 or draws.count <= BLOCK:
        draws.shared[key] = made
    return made


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
