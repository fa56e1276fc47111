"""Many courses carried through the years together.

A place is one draw of one person on one option, a column a node of the frailty at a
place. A column's arithmetic does not depend on its neighbours, so that a person's
numbers are the same to the bit alone and among many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from riskmodel.engine.improvement import IMPROVEMENT_YEARS, LOWEST_BAND
from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.person import Person
from riskmodel.engine.series import ABOVE, Block, Series, make_blocks
from riskmodel.engine.states import BANDS, PML_BANDS_UP, Layout
from riskmodel.errors import NumericalError


@dataclass(frozen=True)
class Lane:
    """A person on an option.

    Parameters
    ----------
    person : Person
    plan : Plan
    improvement : array, shape (draw,)
        Intensity of improvement in the first years. Per year.
    """

    person: Person
    plan: Plan
    improvement: FloatArray

    @property
    def stopping(self) -> FloatArray:
        """Share who come off the option at the end of each year, (year, draw)."""
        plan = self.plan
        share = np.tile(plan.stopping_in_year, (len(plan.pml_in_year), 1))
        if plan.stop_after:
            # who stops at once has no year on the drug to leave
            share[plan.stop_after - 1 : plan.stop_after] = 1.0
        return share

    @property
    def is_left(self) -> bool:
        """Whether anybody may come off the option."""
        plan = self.plan
        return bool(
            plan.stop_after or plan.pml_in_year.any() or plan.stopping_in_year.any()
        )


def carry(lanes: Sequence[Lane]) -> list[tuple[FloatArray, FloatArray]]:
    """Carry people through the years, each on an option.

    Parameters
    ----------
    lanes : sequence of Lane
        All with the same starting band, years, jumps and number of draws.

    Returns
    -------
    list of (band, died_treatment)
        Shapes (year, band, draw) and (year, draw), averaged over the frailty; year 0
        is the start.
    """
    found: dict[int, tuple[FloatArray, FloatArray]] = {}
    for left in (False, True):
        places = [at for at, lane in enumerate(lanes) if lane.is_left is left]
        if places:
            carriage = _Carriage([lanes[at] for at in places], left=left)
            found |= dict(zip(places, carriage.run(), strict=True))
    return [found[at] for at in range(len(lanes))]


class _Carriage:
    """Lanes laid side by side: the last axis of what is laid is of places."""

    def __init__(self, lanes: Sequence[Lane], *, left: bool) -> None:
        def lay(get: Callable[[Lane], FloatArray]) -> FloatArray:
            return np.concatenate([get(lane) for lane in lanes], axis=-1)

        person = lanes[0].person
        self.lanes, self.left = len(lanes), left
        self.layout = layout = Layout(person.band)
        self.settled_bands = len(layout.bands) - 1
        self.jumps = layout.lift_jumps(person.jumps)
        self.worsening = lay(lambda lane: lane.person.worsening[layout.bands])
        self.multiplier = lay(lambda lane: lane.person.death_multiplier[layout.bands])
        self.death = lay(lambda lane: lane.person.death_per_year)
        self.hazard = lay(lambda lane: lane.person.hazard)
        self.treated = self.hazard * lay(lambda lane: lane.plan.hazard_ratio)
        self.improvement = lay(lambda lane: lane.improvement)
        self.course = lay(lambda lane: lane.plan.initial_of_year)
        self.frailty = lay(lambda lane: lane.person.frailty.value)
        self.weight = lay(lambda lane: lane.person.frailty.weight)
        self.years, self.places = self.hazard.shape
        rows = self.settled_bands
        #: People at the turn from one law to the next, by column.
        self.settled = np.zeros((self.weight.size, rows))
        self.settled[:, layout.settled(person.band) - 1] = self.weight.ravel()
        if left:
            self.pml = lay(lambda lane: lane.plan.pml_in_year)
            self.fatality = lay(lambda lane: lane.plan.pml_fatality)
            self.stopping = lay(lambda lane: lane.stopping)
            self.stops = [bool(stopping.any()) for stopping in self.stopping]
            #: People who come off the option at the end of each year, by column.
            self.gone = np.zeros((self.weight.size, self.years, rows))

    def run(self) -> list[tuple[FloatArray, FloatArray]]:
        """Go through the years; the result is of each lane, as ``carry`` gives it."""
        # nobody improves from a low band, or later: the start is settled then
        improves = self.layout.start_band >= LOWEST_BAND
        turn = min(IMPROVEMENT_YEARS, self.years) if improves else 0
        found = [
            self._carry_on(years, improving=years.start < turn)
            for years in (range(turn), range(turn, self.years))
            if years
        ]
        total = np.concatenate(found, axis=1)
        if self.left and self.years > 1:
            total += self._carry_off()
        shape = (self.lanes, -1, self.years, self.settled_bands + 1)
        by_lane = total.reshape(shape).transpose(0, 2, 3, 1)
        draws = by_lane.shape[-1]
        band = np.zeros((self.lanes, self.years + 1, BANDS, draws))
        band[:, 0, self.layout.start_band] = 1.0
        band[:, 1:, self.layout.lowest_band :] = by_lane[:, :, :-1]
        died = np.zeros((self.lanes, self.years + 1, draws))
        np.cumsum(by_lane[:, :, -1], axis=1, out=died[:, 1:])
        return list(zip(band, died, strict=True))

    def _find_shift(
        self, states: slice, factor: FloatArray, years: range, *, improving: bool
    ) -> FloatArray:
        """Find each column's fastest intensity of leaving a state in some years."""
        worsening = self.worsening[states] * factor[years].max(axis=0)
        other = self.multiplier[states] * self.death[years].max(axis=0)
        if improving:
            other[0] += self.improvement
        fastest, leaving = np.zeros((2, *self.frailty.shape))
        for one, another in zip(worsening, other, strict=True):
            np.multiply(self.frailty, one, out=leaving)
            leaving += another
            np.maximum(fastest, leaving, out=fastest)
        least = min(float(x.min()) for x in (worsening, other, self.frailty))
        if not (least >= 0 and float(fastest.max()) < np.inf):
            raise NumericalError("an intensity is negative or not finite")
        fastest *= ABOVE
        return np.asarray(fastest.ravel())

    def _make_series(
        self, block: Block, shift: FloatArray, states: slice, *, improving: bool
    ) -> Series:
        places = block.columns % self.places
        return Series(
            block,
            self.jumps[states][:-1, -self.settled_bands :],
            shift=shift[block.columns],
            worsening=self.worsening[states][:-1].take(places, axis=1)
            * self.frailty.ravel()[block.columns],
            multiplier=self.multiplier[states].take(places, axis=1),
            improvement=self.improvement[places] if improving else None,
        )

    def _carry_on(self, years: range, *, improving: bool) -> FloatArray:
        """Carry who is on the option through some years.

        Returns
        -------
        array, shape (place, year by (settled state, died of the treatment))
        """
        states = slice(0 if improving else 1, None)
        start = self.layout.settled(self.layout.start_band) - 1
        shift = self._find_shift(states, self.treated, years, improving=improving)
        deadly = [bool(course.any()) for course in self.course]
        found = self._make_found(years)
        for block in make_blocks(shift, self.weight.ravel()):
            columns = block.columns
            places = columns % self.places
            series = self._make_series(block, shift, states, improving=improving)
            factor = self.treated[years].take(places, axis=1)
            death = self.death[years].take(places, axis=1)
            rows = np.zeros((len(years), self.settled_bands + 1, len(columns)))
            gone = np.zeros((len(years) * self.left, *rows[0, :-1].shape))
            if improving:
                on = np.zeros((1 + self.settled_bands, len(columns)))
                on[0] = self.weight.ravel()[columns]
            else:
                on = np.ascontiguousarray(self.settled[columns].T)
            for at, year in enumerate(years):
                alive, died = rows[at, :-1], rows[at, -1]
                # at the turn of the year: alemtuzumab's courses
                if deadly[year]:
                    course = self.course[year, places]
                    died += course * on.sum(axis=0)
                    on *= 1 - course
                series.advance(on, factor[at], death[at])
                alive[:] = on[-self.settled_bands :]
                if improving:
                    alive[start] += on[0]
                if self.left:
                    stay = self._take_off(alive, died, gone[at], year, places)
                    on *= stay
                    alive *= stay
            if improving:
                self.settled[columns] = alive.T
            if self.left:
                self.gone[columns, years.start : years.stop] = gone.transpose(2, 0, 1)
            self._add(found, block, rows)
        return found

    def _take_off(
        self,
        alive: FloatArray,
        died: FloatArray,
        gone: FloatArray,
        year: int,
        places: NDArray[np.intp],
    ) -> FloatArray:
        """At a year's end: PML of the year's risk, and stopping; tell who stays on."""
        pml = self.pml[year, places]
        fatal = pml * self.fatality[places]
        # survivors of PML move up (eq. 14)
        below = max(len(alive) - 1 - PML_BANDS_UP, 0)
        np.multiply(alive[:below], pml - fatal, out=gone[PML_BANDS_UP:][:below])
        top = alive[below:].sum(axis=0)
        gone[-1] = (pml - fatal) * top
        died += fatal * (top + alive[:below].sum(axis=0))
        stay = 1 - pml
        if self.stops[year]:
            stopping = self.stopping[year, places]
            gone += alive * (stay * stopping)
            stay *= 1 - stopping
        return np.asarray(stay)

    def _carry_off(self) -> FloatArray:
        """Carry who has come off the option, untreated; nobody improves any more."""
        states, years = slice(1, None), range(1, self.years)
        shift = self._find_shift(states, self.hazard, years, improving=False)
        found = self._make_found(range(self.years))
        kept = ((1 - self.pml) * (1 - self.stopping)).prod(axis=0)
        for block in make_blocks(shift, (self.weight * (1 - kept)).ravel()):
            places = block.columns % self.places
            series = self._make_series(block, shift, states, improving=False)
            gone = np.ascontiguousarray(self.gone[block.columns].transpose(1, 2, 0))
            factor = self.hazard.take(places, axis=1)
            death = self.death.take(places, axis=1)
            off = gone[0]
            rows = np.zeros((self.years, self.settled_bands + 1, len(places)))
            rows[0, :-1] = off
            for year in years:
                series.advance(off, factor[year], death[year])
                off += gone[year]
                rows[year, :-1] = off
            self._add(found, block, rows)
        return found

    def _make_found(self, years: range) -> FloatArray:
        return np.zeros((self.places, len(years) * (self.settled_bands + 1)))

    def _add(self, found: FloatArray, block: Block, rows: FloatArray) -> None:
        """Add a block's columns to the average over the frailty."""
        nodes, places = np.divmod(block.columns[: block.count], self.places)
        by_place = rows.reshape(-1, rows.shape[-1]).T
        # one node after the other: each place is among its columns once
        edges = np.searchsorted(nodes, np.arange(len(self.frailty) + 1))
        for first, last in pairwise(edges.tolist()):
            if first < last:
                some = found.take(places[first:last], axis=0)
                some += by_place[first:last]
                found[places[first:last]] = some
