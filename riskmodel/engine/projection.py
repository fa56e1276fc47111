"""A person on an option, year by year: where of 1,000 people each would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from riskmodel.engine.frailty import Frailty
from riskmodel.engine.improvement import (
    IMPROVEMENT_YEARS,
    LOWEST_BAND,
    solve_intensity,
)
from riskmodel.engine.mortality import get_death_rates
from riskmodel.engine.multistate import advance
from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import PatientProfile
from riskmodel.engine.states import PML_BANDS_UP, Layout
from riskmodel.engine.worsening import get_activity, get_band_rates, get_jump_shares

_PARTS = ("band", "died_treatment", "died_other", "worse", "same", "better")


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
    death : array, shape (year, band, draw)
        Rate of death of other causes. Per year.
    jumps : array, shape (band, band)
        Distribution of the band reached when worsening.
    """

    band: int
    frailty: Frailty
    worsening: FloatArray
    hazard: FloatArray
    death: FloatArray
    jumps: FloatArray


@dataclass(frozen=True)
class Projection:
    """Probabilities at the end of each year, year 0 being the start.

    Parameters
    ----------
    band : array, shape (year, band, draw)
        Alive, by EDSS band.
    died_treatment, died_other : array, shape (year, draw)
    worse, same, better : array, shape (year, draw)
        Alive, above, at or below the starting band.
    """

    band: FloatArray
    died_treatment: FloatArray
    died_other: FloatArray
    worse: FloatArray
    same: FloatArray
    better: FloatArray

    @property
    def alive(self) -> FloatArray:
        """Alive, shape (year, draw)."""
        return np.asarray(self.band.sum(axis=1))


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
        death=np.stack([get_death_rates(draws, profile, y) for y in range(years)]),
        jumps=get_jump_shares(draws),
    )


def project(person: Person, plan: Plan) -> Projection:
    """Carry a person through the years on an option (docs/model.md, eq. 2-4).

    The initial deaths of a transplant are not in the result: see ``add_deaths``.

    Parameters
    ----------
    person : Person
    plan : Plan

    Returns
    -------
    Projection
    """
    years, draws = plan.hazard_ratio.shape
    layout = Layout(person.band)
    states = len(layout.bands)
    live = np.zeros((years + 1, states, draws))
    live[0, 0] = 1.0
    died_treatment = np.zeros((years + 1, draws))
    course = _Course(layout, person, plan)
    for value, weight in zip(person.frailty.value, person.frailty.weight, strict=True):
        for year, (alive, treated) in enumerate(course.run(value, years), 1):
            # late years have no start any more
            live[year, states - len(alive) :] += weight * alive
            died_treatment[year] += weight * treated
    band = layout.join_bands @ live
    start = person.band
    alive = band.sum(axis=1)
    return Projection(
        band=band,
        died_treatment=died_treatment,
        # whoever is missing died of something else; at most rounding is cut off,
        # as check_sums would find anything more
        died_other=np.maximum(1 - alive - died_treatment, 0.0),
        worse=band[:, start + 1 :].sum(axis=1),
        same=band[:, start],
        better=band[:, :start].sum(axis=1),
    )


def add_deaths(projection: Projection, share: FloatArray) -> Projection:
    """Let a share die of the treatment at the start (eq. 12).

    Parameters
    ----------
    projection : Projection
        Given survival of the procedure.
    share : array, shape (draw,)

    Returns
    -------
    Projection
    """
    alive = 1 - share
    scaled = {name: getattr(projection, name) * alive for name in _PARTS}
    scaled["died_treatment"] = scaled["died_treatment"] + share
    return Projection(**scaled)


def mix(projections: list[tuple[float, Projection]]) -> Projection:
    """Average projections that start at different bands.

    Parameters
    ----------
    projections : list of (float, Projection)
        Probability of each start, summing to 1.

    Returns
    -------
    Projection
    """
    return Projection(
        **{
            name: sum(share * getattr(one, name) for share, one in projections)
            for name in _PARTS
        }
    )


def join_projection(parts: Sequence[Projection]) -> Projection:
    """Join projections that were made on parts of the draws.

    Parameters
    ----------
    parts : sequence of Projection

    Returns
    -------
    Projection
    """
    return Projection(
        **{
            name: np.concatenate([getattr(part, name) for part in parts], axis=-1)
            for name in _PARTS
        }
    )


class _Law:
    """The yearly step among the states of a layout, with its start or without."""

    def __init__(self, layout: Layout, person: Person, *, with_start: bool) -> None:
        kept = slice(0 if with_start else 1, None)
        states = layout.bands[kept]
        self._worsening = person.worsening[states]
        self._death = person.death[:, states]
        self._jumps = layout.lift_jumps(person.jumps)[kept, kept]
        self.stay = layout.move_up(0)[kept, kept].T
        self.up = layout.move_up(PML_BANDS_UP)[kept, kept].T

    def advance(
        self,
        state: FloatArray,
        pace: FloatArray,
        year: int,
        improvement: FloatArray | None = None,
    ) -> FloatArray:
        """Carry people through one year, on the option or off it."""
        return advance(
            state,
            worsening=self._worsening * pace,
            jumps=self._jumps,
            death=self._death[year],
            improvement=improvement,
        )


class _Course:
    """The years of one option."""

    def __init__(self, layout: Layout, person: Person, plan: Plan) -> None:
        self.layout, self.person, self.plan = layout, person, plan
        self._early = _Law(layout, person, with_start=True)
        self._late = _Law(layout, person, with_start=False)
        improvement = _improvement(person, plan)
        self._improvement = improvement if improvement.any() else None

    def run(
        self, frailty: FloatArray, years: int
    ) -> Iterator[tuple[FloatArray, FloatArray]]:
        """Yield the live by state, and the dead of treatment, year by year."""
        plan, law = self.plan, self._early
        on = np.zeros((len(self.layout.bands), len(frailty)))
        on[0] = 1.0
        off = np.zeros_like(on)
        dead = np.zeros(len(frailty))
        stopping = plan.stopping_in_year
        for year in range(years):
            improving = self._improvement
            if year >= IMPROVEMENT_YEARS:
                improving = None
            if year == IMPROVEMENT_YEARS:
                law, on, off = self._late, self._settle(on), self._settle(off)
            # at the turn of the year: alemtuzumab's courses, a planned stop
            course = plan.initial_of_year[year]
            if course.any():
                dead = dead + course * on.sum(axis=0)
                on = on * (1 - course)
            # who stops at once has no year on the drug to leave
            if plan.stop_after == year > 0:
                on, off = np.zeros_like(on), off + law.stay @ on
            pace = self.person.hazard[year] * frailty
            if on.any():
                treated = pace * plan.hazard_ratio[year]
                on = law.advance(on, treated, year, improving)
            if off.any():
                off = law.advance(off, pace, year)
            # at its end: PML of the year's risk, and stopping
            pml = plan.pml_in_year[year]
            if pml.any():
                dead = dead + pml * plan.pml_fatality * on.sum(axis=0)
                off = off + (pml * (1 - plan.pml_fatality)) * (law.up @ on)
                on = on * (1 - pml)
            if stopping.any():
                off = off + stopping * (law.stay @ on)
                on = on * (1 - stopping)
            yield on + off, dead

    def _settle(self, state: FloatArray) -> FloatArray:
        """Nobody improves any more: the start joins the settled people."""
        settled = state[1:]
        settled[self.layout.settled(self.layout.start_band) - 1] += state[0]
        return settled


def _improvement(person: Person, plan: Plan) -> FloatArray:
    """Intensity of improvement that gives the plan's share, shape (draw,)."""
    if person.band < LOWEST_BAND:
        return np.zeros_like(plan.improved)
    competing = []
    for year in range(IMPROVEMENT_YEARS):
        alone = person.death[year, person.band]
        ratio = person.hazard[year] * plan.hazard_ratio[year]
        rate = person.worsening[person.band] * ratio
        competing.append(rate * person.frailty.value + alone)
    return solve_intensity(
        plan.improved, competing=np.stack(competing), weight=person.frailty.weight
    )
