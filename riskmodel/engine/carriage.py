"""Many courses carried through the years together, in the processor's cache.

A segment is one person on one option at one node of the frailty, for a run of draws.
Segments that are alike in pace lie side by side as columns of one array, whoever they
belong to, and go through all years before the next are taken up. A column's
arithmetic does not depend on its neighbours, so that a person's numbers are the same
to the bit alone and among many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, exp, log2, log10

import numpy as np
from scipy.linalg.blas import dgemm

from riskmodel.engine.improvement import IMPROVEMENT_YEARS
from riskmodel.engine.multistate import LONGEST_SHIFT, count_terms
from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.person import Person
from riskmodel.engine.states import PML_BANDS_UP, Layout
from riskmodel.errors import NumericalError

#: Columns carried together.
WIDTH = 1024
#: Columns of a segment are filled up to a multiple of this: matrix products treat
#: whole groups of columns alike, and a rest at the end by another order of sums.
GROUP = 8
#: Probability that the series of a year may leave out of a person.
TOLERANCE = 1e-11
#: Classes of pace for each doubling.
CLASSES = 4
#: Paces below this share a class.
SLOWEST = 1e-3


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
    def off(self) -> FloatArray:
        """Share who may have come off the option by the end, shape (draw,)."""
        plan = self.plan
        if plan.stop_after:
            return np.ones_like(plan.stopping_in_year)
        kept = (1 - plan.pml_in_year) * (1 - plan.stopping_in_year)
        return np.asarray(1 - kept.prod(axis=0))


@dataclass(frozen=True)
class Pace:
    """How the exponential of a year is summed.

    Parameters
    ----------
    shift : float
        At least the fastest intensity of all columns and years.
    parts : int
        Parts that the year is cut into.
    terms : int
        Terms of the series of a part.
    """

    shift: float
    parts: int
    terms: int


@dataclass(frozen=True)
class Segment:
    """A run of draws of a lane at one node of the frailty."""

    lane: int
    node: int
    draws: slice
    on: Pace
    off: Pace | None

    @property
    def width(self) -> int:
        """Columns, filled up to whole groups."""
        count: int = self.draws.stop - self.draws.start
        return GROUP * ceil(count / GROUP)


def choose_pace(leaving: FloatArray, people: FloatArray) -> Pace:
    """Choose how many terms a series needs; like paces get the same.

    Parameters
    ----------
    leaving : array, shape (draw,)
        At least the fastest intensity of leaving any state. Per year.
    people : array, shape (draw,)
        Share of all people who are carried.

    Returns
    -------
    Pace

    Raises
    ------
    NumericalError
        When an intensity is negative or not a number.
    """
    fastest = float(leaving.max())
    if not (leaving.min() >= 0 and fastest < np.inf):
        raise NumericalError("an intensity is negative or not finite")
    # rounding must not bring an intensity above the shift
    level = ceil(CLASSES * log2(max(fastest, SLOWEST) * (1 + 1e-9)))
    shift = 2.0 ** (level / CLASSES)
    parts = max(ceil(shift / LONGEST_SHIFT), 1)
    # what is left out of few people is little: a power of ten, so that like
    # shares are the same
    share = 10.0 ** ceil(log10(min(max(float(people.max()), TOLERANCE), 1.0)))
    tolerance = TOLERANCE / (parts * share)
    return Pace(shift, parts, count_terms(shift / parts, tolerance))


def cut(lane: Lane, at: int) -> Iterator[Segment]:
    """Cut a lane into segments.

    Parameters
    ----------
    lane : Lane
    at : int
        Its place among the lanes.

    Yields
    ------
    Segment
    """
    person, plan = lane.person, lane.plan
    count = plan.hazard_ratio.shape[1]
    fastest = person.worsening.max(axis=0)
    treated = (person.hazard * plan.hazard_ratio).max(axis=0) * fastest
    untreated = person.hazard.max(axis=0) * fastest
    away = person.death_multiplier.max(axis=0) * person.death_per_year.max(axis=0)
    share_off = lane.off
    for first in range(0, count, WIDTH):
        run = slice(first, min(first + WIDTH, count))
        for node in range(len(person.frailty.value)):
            value = person.frailty.value[node, run]
            weight = person.frailty.weight[node, run]
            on = treated[run] * value + away[run] + lane.improvement[run]
            off = untreated[run] * value + away[run]
            yield Segment(
                lane=at,
                node=node,
                draws=run,
                on=choose_pace(on, weight),
                off=choose_pace(off, weight * share_off[run])
                if share_off.any()
                else None,
            )


def carry(lanes: Sequence[Lane]) -> list[tuple[FloatArray, FloatArray]]:
    """Carry people through the years, each on an option.

    Parameters
    ----------
    lanes : sequence of Lane
        All with the same starting band, years and jumps.

    Returns
    -------
    list of (live, died_treatment)
        Shapes (year, state, draw) and (year, draw), averaged over the frailty;
        year 0 is the start.
    """
    layout = Layout(lanes[0].person.band)
    found = []
    for lane in lanes:
        years, draws = lane.plan.hazard_ratio.shape
        live = np.zeros((years + 1, len(layout.bands), draws))
        live[0, 0] = 1.0
        found.append((live, np.zeros((years + 1, draws))))
    segments = [one for at, lane in enumerate(lanes) for one in cut(lane, at)]
    segments.sort(key=_alike)
    for _, alike in groupby(segments, key=_alike):
        for some in _fill(alike):
            _Carriage(layout, lanes, some).run(found)
    return found


def _alike(segment: Segment) -> tuple[float, ...]:
    on, off = segment.on, segment.off
    # one run of draws after the other, so that what is added up stays in the cache
    run = segment.draws.start
    # who fills the room alone need not wait for others of a like pace
    lane = segment.lane if 2 * segment.width > WIDTH else -1
    return (run, lane, on.shift, on.terms, *((off.shift, off.terms) if off else ()))


def _fill(segments: Iterator[Segment]) -> Iterator[list[Segment]]:
    """Put segments together until the next does not fit."""
    some: list[Segment] = []
    width = 0
    for segment in segments:
        if width + segment.width > WIDTH:
            yield some
            some, width = [], 0
        some.append(segment)
        width += segment.width
    yield some


class _Carriage:
    """Segments side by side, and the room they need."""

    def __init__(
        self, layout: Layout, lanes: Sequence[Lane], segments: Sequence[Segment]
    ) -> None:
        self.layout, self.segments = layout, segments
        self.lanes = [lanes[segment.lane] for segment in segments]
        ends = np.cumsum([segment.width for segment in segments]).tolist()
        self.width = ends[-1]
        self.columns = [
            slice(end - one.width, end - one.width + one.draws.stop - one.draws.start)
            for one, end in zip(segments, ends, strict=True)
        ]
        self.jumps = layout.lift_jumps(lanes[0].person.jumps)
        self.room = np.empty((5, len(layout.bands), self.width))
        lay, bands = self._lay, layout.bands
        frailty = lay(lambda lane, one: lane.person.frailty.value[one.node])
        self.weight = lay(lambda lane, one: lane.person.frailty.weight[one.node])
        self.worsening = lay(lambda lane, _: lane.person.worsening[bands]) * frailty
        self.multiplier = lay(lambda lane, _: lane.person.death_multiplier[bands])
        self.death = lay(lambda lane, _: lane.person.death_per_year)
        self.hazard = lay(lambda lane, _: lane.person.hazard)
        self.ratio = lay(lambda lane, _: lane.plan.hazard_ratio)
        self.improvement = lay(lambda lane, _: lane.improvement)
        self.course = lay(lambda lane, _: lane.plan.initial_of_year)
        self.pml = lay(lambda lane, _: lane.plan.pml_in_year)
        self.fatality = lay(lambda lane, _: lane.plan.pml_fatality)
        self.stopping = lay(lambda lane, _: lane.plan.stopping_in_year)

    def _lay(self, get: Callable[[Lane, Segment], FloatArray]) -> FloatArray:
        """Lay something of each segment side by side; the last axis is of draws."""
        parts = [
            get(lane, one)[..., one.draws]
            for lane, one in zip(self.lanes, self.segments, strict=True)
        ]
        laid = np.zeros((*parts[0].shape[:-1], self.width))
        for part, columns in zip(parts, self.columns, strict=True):
            laid[..., columns] = part
        return laid

    def run(self, found: Sequence[tuple[FloatArray, FloatArray]]) -> None:
        """Go through the years, adding to each lane's live and dead."""
        pace_on, pace_off = self.segments[0].on, self.segments[0].off
        on = np.zeros((len(self.layout.bands), self.width))
        for columns in self.columns:
            on[0, columns] = 1.0
        off = np.zeros_like(on)
        dead = np.zeros(self.width)
        stay, up = self.layout.move_up(0).T, self.layout.move_up(PML_BANDS_UP).T
        improves = bool(self.improvement.any())
        deadly = [bool(course.any()) for course in self.course]
        left = False
        for year in range(len(self.hazard)):
            improving = improves and year < IMPROVEMENT_YEARS
            if year == IMPROVEMENT_YEARS:
                on, off = self._settle(on), self._settle(off)
                stay, up = stay[1:, 1:], up[1:, 1:]
            # at the turn of the year: alemtuzumab's courses, a planned stop
            if deadly[year]:
                dead += self.course[year] * on.sum(axis=0)
                on *= 1 - self.course[year]
            for lane, columns in zip(self.lanes, self.columns, strict=True):
                # who stops at once has no year on the drug to leave
                if lane.plan.stop_after == year > 0:
                    left = True
                    off[:, columns] += stay @ on[:, columns]
                    on[:, columns] = 0.0
            hazard = self.hazard[year]
            if not left or on.any():
                treated = hazard * self.ratio[year]
                self._advance(on, year, treated, pace_on, improving=improving)
            if pace_off is not None and year > 0:
                self._advance(off, year, hazard, pace_off)
            # at its end: PML of the year's risk, and stopping
            if pace_off is not None:
                pml, fatal = self.pml[year], self.fatality
                dead += pml * fatal * on.sum(axis=0)
                off += (pml * (1 - fatal)) * (up @ on)
                on *= 1 - pml
                off += self.stopping * (stay @ on)
                on *= 1 - self.stopping
            alive = on if pace_off is None else on + off
            self._add(found, year + 1, alive, dead)

    def _add(
        self,
        found: Sequence[tuple[FloatArray, FloatArray]],
        year: int,
        alive: FloatArray,
        dead: FloatArray,
    ) -> None:
        """Add the people of each segment to its lane's average over the frailty."""
        weighed, weighed_dead = self.weight * alive, self.weight * dead
        for segment, columns in zip(self.segments, self.columns, strict=True):
            live, died = found[segment.lane]
            # late years have no start any more
            live[year, -len(alive) :, segment.draws] += weighed[:, columns]
            died[year, segment.draws] += weighed_dead[columns]

    def _settle(self, state: FloatArray) -> FloatArray:
        """Nobody improves any more: the start joins the settled people."""
        settled = state[1:]
        settled[self.layout.settled(self.layout.start_band) - 1] += state[0]
        return settled

    def _advance(
        self,
        state: FloatArray,
        year: int,
        factor: FloatArray,
        pace: Pace,
        *,
        improving: bool = False,
    ) -> None:
        """Carry the people of a state through one year (docs/model.md, eq. 3)."""
        kept = slice(-len(state), None)
        worsening, rest, flow, term, following = self.room[:, kept]
        np.multiply(self.worsening[kept], factor, out=worsening)
        np.multiply(self.multiplier[kept], self.death[year], out=rest)
        rest += worsening
        if improving:
            rest[0] += self.improvement
        np.subtract(pace.shift, rest, out=rest)
        if pace.parts > 1:
            worsening /= pace.parts
            rest /= pace.parts
        improvement = self.improvement / pace.parts
        jumps = np.asfortranarray(self.jumps[kept, kept])
        left = exp(-pace.shift / pace.parts)
        # BLAS wants columns first; looking up transposes and names costs as much as
        # a row of sums
        flowing = flow.T
        turns = ((following, following.T), (term, term.T))
        for _ in range(pace.parts):
            last = state
            for order in range(pace.terms, 0, -1):
                to, to_columns = turns[order % 2]
                np.multiply(worsening, last, flow)
                np.multiply(rest, last, to)
                if improving:
                    to[1] += improvement * last[0]
                # to = (flow by jumps + to) / order, in place
                part = 1 / order
                dgemm(part, flowing, jumps, part, to_columns, False, False, True)
                to += state
                last = to
            np.multiply(last, left, out=state)
