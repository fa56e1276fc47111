"""Many courses carried through the years together.

A place is one draw of one person on one option, a column a node of the frailty at a
place. What is done to a column does not depend on other people, so that a person's
numbers are the same to the bit alone and among many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskmodel.engine.improvement import IMPROVEMENT_YEARS, LOWEST_BAND
from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.person import Person
from riskmodel.engine.series import GROUP, Block, Series, make_blocks
from riskmodel.engine.states import BANDS, PML_BANDS_UP, Layout
from riskmodel.errors import NumericalError

#: Places of a lane that have one number of terms: whole groups.
UNIT = 256
#: Node of the frailty by whose pace a lane's draws are put in order.
FAST_NODE = 5
#: Rounding must not bring an intensity above the shift.
ABOVE = 1 + 1e-9


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
    """Lanes laid side by side: the last axis of what is laid is of places.

    A lane's draws stand in order of their pace, so that neighbours need about as many
    terms, and are filled up to whole groups by the last one.
    """

    def __init__(self, lanes: Sequence[Lane], *, left: bool) -> None:
        orders = [_put_in_order(lane) for lane in lanes]
        self.draws, self.each = len(lanes[0].improvement), len(orders[0])
        self.backs = [np.argsort(order[: self.draws]) for order in orders]

        def lay(get: Callable[[Lane], FloatArray]) -> FloatArray:
            some = [
                get(lane).take(order, axis=-1)
                for lane, order in zip(lanes, orders, strict=True)
            ]
            return some[0] if len(some) == 1 else np.concatenate(some, axis=-1)

        person = lanes[0].person
        self.left = left
        self.layout = layout = Layout(person.band)
        self.settled_bands = len(layout.bands) - 1
        self.start = layout.settled(layout.start_band) - 1
        self.jumps = layout.lift_jumps(person.jumps)
        self.worsening = lay(lambda lane: lane.person.worsening[layout.bands])
        self.multiplier = lay(lambda lane: lane.person.death_multiplier[layout.bands])
        self.death = lay(lambda lane: lane.person.death_per_year)
        self.hazard = lay(lambda lane: lane.person.hazard)
        self.treated = self.hazard * lay(lambda lane: lane.plan.hazard_ratio)
        self.improvement = lay(lambda lane: lane.improvement)
        self.course = lay(lambda lane: lane.plan.initial_of_year)
        self.deadly = [bool(course.any()) for course in self.course]
        self.frailty = lay(lambda lane: lane.person.frailty.value)
        self.weight = lay(lambda lane: lane.person.frailty.weight)
        self.years, self.places = self.hazard.shape
        self.units = [
            slice(first, min(first + UNIT, start + self.each))
            for start in range(0, self.places, self.each)
            for first in range(start, start + self.each, UNIT)
        ]
        #: Averages over the frailty at the end of each year.
        self.alive = np.zeros((self.years, self.settled_bands, self.places))
        self.died = np.zeros((self.years, self.places))
        by_column = (len(self.frailty), self.settled_bands, self.places)
        #: People at the turn from one law to the next.
        self.settled = np.zeros(by_column)
        self.settled[:, self.start] = self.weight
        if left:
            self.pml = lay(lambda lane: lane.plan.pml_in_year)
            self.fatality = lay(lambda lane: lane.plan.pml_fatality)
            self.stopping = lay(lambda lane: lane.stopping)
            self.stops = [bool(stopping.any()) for stopping in self.stopping]
            #: People who come off the option at the end of each year.
            self.gone = np.zeros((by_column[0], self.years, *by_column[1:]))

    def run(self) -> list[tuple[FloatArray, FloatArray]]:
        """Go through the years; the result is of each lane, as ``carry`` gives it."""
        # nobody improves from a low band, or later: the start is settled then
        improves = self.layout.start_band >= LOWEST_BAND
        turn = min(IMPROVEMENT_YEARS, self.years) if improves else 0
        if turn:
            self._carry_on(range(turn), improving=True)
        if turn < self.years:
            self._carry_on(range(turn, self.years), improving=False)
        if self.left and self.years > 1:
            self._carry_off()
        return [
            self._take_out(at * self.each, back) for at, back in enumerate(self.backs)
        ]

    def _take_out(
        self, first: int, back: NDArray[np.intp]
    ) -> tuple[FloatArray, FloatArray]:
        """Take out a lane, its draws as they came."""
        mine = slice(first, first + self.each)
        band = np.zeros((self.years + 1, BANDS, self.draws))
        band[0, self.layout.start_band] = 1.0
        band[1:, self.layout.lowest_band :] = self.alive[..., mine].take(back, axis=-1)
        died = np.zeros((self.years + 1, self.draws))
        np.cumsum(self.died[:, mine].take(back, axis=-1), axis=0, out=died[1:])
        return band, died

    def _make_blocks(self, shift: FloatArray, people: FloatArray) -> Iterator[Block]:
        firsts = [unit.start for unit in self.units]
        most, many = (
            np.maximum.reduceat(of, firsts, axis=-1) for of in (shift, people)
        )
        return make_blocks(most, many, self.units)

    def _find_shift(
        self, states: slice, factor: FloatArray, years: range, *, improving: bool
    ) -> FloatArray:
        """Bound each column's intensities of leaving a state in some years."""
        worsening = self.worsening[states].max(axis=0) * factor[years].max(axis=0)
        other = self.multiplier[states].max(axis=0) * self.death[years].max(axis=0)
        if improving:
            other += self.improvement
        shift = (self.frailty * worsening + other) * ABOVE
        least = (self.worsening, self.multiplier, factor, self.death, self.frailty)
        if not (min(one.min() for one in least) >= 0 and shift.max() < np.inf):
            raise NumericalError("an intensity is negative or not finite")
        return np.asarray(shift)

    def _make_series(
        self, block: Block, shift: FloatArray, states: slice, *, improving: bool
    ) -> Series:
        worsening = np.empty((len(self.jumps[states]) - 1, block.width))
        for one in block.pieces:
            np.multiply(
                self.worsening[states][:-1, one.places],
                self.frailty[one.node, one.places],
                out=worsening[:, one.columns],
            )
        return Series(
            block,
            self.jumps[states][:-1, -self.settled_bands :],
            shift=block.lay_nodes(shift),
            worsening=worsening,
            multiplier=block.lay(self.multiplier[states]),
            improvement=block.lay(self.improvement) if improving else None,
        )

    def _carry_on(self, years: range, *, improving: bool) -> None:
        """Carry who is on the option through some years."""
        states = slice(0 if improving else 1, None)
        shift = self._find_shift(states, self.treated, years, improving=improving)
        span = slice(years.start, years.stop)
        for block in self._make_blocks(shift, self.weight):
            series = self._make_series(block, shift, states, improving=improving)
            factor, death = block.lay(self.treated[span]), block.lay(self.death[span])
            rows = np.empty((len(years), *series.term.shape))
            died = np.zeros((len(years), block.width))
            if improving:
                on = np.zeros(series.term.shape)
                on[0] = block.lay_nodes(self.weight)
            else:
                on = block.lay_nodes(self.settled)
            for at, year in enumerate(years):
                # at the turn of the year: alemtuzumab's courses
                if self.deadly[year]:
                    course = block.lay(self.course[year])
                    died[at] = course * on.sum(axis=0)
                    on = on * (1 - course)
                series.advance(on, factor[at], death[at], out=rows[at])
                on = rows[at]
                if self.left:
                    alive = on
                    if improving:
                        alive = on[1:].copy()
                        alive[self.start] += on[0]
                    on *= self._take_off(block, alive, died[at], year)
            if improving:
                rows[:, 1 + self.start] += rows[:, 0]
                rows = rows[:, 1:]
            self._add(block, rows, span)
            for one in block.pieces:
                self.died[span, one.places] += died[:, one.columns]
                if improving:
                    self.settled[one.node, :, one.places] = rows[-1, :, one.columns]

    def _take_off(
        self, block: Block, alive: FloatArray, died: FloatArray, year: int
    ) -> FloatArray:
        """At a year's end: PML of the year's risk, and stopping; tell who stays on."""
        pml = block.lay(self.pml[year])
        fatal = pml * block.lay(self.fatality)
        # survivors of PML move up (eq. 14)
        below = max(len(alive) - 1 - PML_BANDS_UP, 0)
        gone = np.zeros_like(alive)
        np.multiply(alive[:below], pml - fatal, out=gone[PML_BANDS_UP:][:below])
        top = alive[below:].sum(axis=0)
        gone[-1] = (pml - fatal) * top
        died += fatal * (top + alive[:below].sum(axis=0))
        stay = 1 - pml
        if self.stops[year]:
            stopping = block.lay(self.stopping[year])
            gone += alive * (stay * stopping)
            stay *= 1 - stopping
        for one in block.pieces:
            self.gone[one.node, year, :, one.places] = gone[:, one.columns]
        return np.asarray(stay)

    def _carry_off(self) -> None:
        """Carry who has come off the option, untreated; nobody improves any more."""
        states, years = slice(1, None), range(1, self.years)
        shift = self._find_shift(states, self.hazard, years, improving=False)
        kept = ((1 - self.pml) * (1 - self.stopping)).prod(axis=0)
        for block in self._make_blocks(shift, self.weight * (1 - kept)):
            series = self._make_series(block, shift, states, improving=False)
            factor, death = block.lay(self.hazard), block.lay(self.death)
            rows = block.lay_nodes(self.gone)
            for year in years:
                came = rows[year].copy()
                series.advance(rows[year - 1], factor[year], death[year], rows[year])
                rows[year] += came
            self._add(block, rows, slice(None))

    def _add(self, block: Block, rows: FloatArray, span: slice) -> None:
        """Add a block's columns to the average over the frailty."""
        for one in block.pieces:
            self.alive[span, :, one.places] += rows[..., one.columns]


def _put_in_order(lane: Lane) -> NDArray[np.intp]:
    """Order a lane's draws by their pace, where series are long."""
    person = lane.person
    pace = person.worsening.max(axis=0) * (person.hazard * lane.plan.hazard_ratio)[0]
    order = np.argsort(pace * person.frailty.value[FAST_NODE], kind="stable")
    return np.append(order, np.repeat(order[-1:], -len(order) % GROUP))
