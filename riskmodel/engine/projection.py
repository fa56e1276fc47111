"""A person on an option, year by year: where of 1,000 people each would be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskmodel.engine.frailty import Frailty
from riskmodel.engine.improvement import (
    IMPROVEMENT_YEARS,
    LOWEST_BAND,
    solve_intensity,
)
from riskmodel.engine.mortality import get_death_rates
from riskmodel.engine.multistate import Channel, advance, build_generator
from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import PatientProfile
from riskmodel.engine.states import BANDS, PML_BANDS_UP, Layout
from riskmodel.engine.worsening import get_activity, get_band_rates, get_jump_shares

#: Draws carried together: small enough for the processor's cache.
CHUNK = 1000


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
    layout = Layout(person.band, plan.has_off)
    intensity = _improvement(person, plan)
    years, draws = plan.hazard_ratio.shape
    occupation = np.zeros((years + 1, layout.size, draws))
    occupation[0, 0] = 1.0
    for first in range(0, draws, CHUNK):
        part = slice(first, first + CHUNK)
        steps = _Steps(layout, person, plan, part=part, improvement=intensity[part])
        for value, weight in zip(
            person.frailty.value[:, part], person.frailty.weight[:, part], strict=True
        ):
            state = np.ascontiguousarray(occupation[0, :, part])
            for year in range(years):
                state = steps.advance(state, value, year)
                occupation[year + 1, :, part] += weight * state
    return _read(occupation, layout)


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
    deaths = projection.died_treatment * alive + share
    scaled = {
        name: getattr(projection, name) * alive
        for name in ("band", "died_other", "worse", "same", "better")
    }
    return Projection(died_treatment=deaths, **scaled)


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
    names = ("band", "died_treatment", "died_other", "worse", "same", "better")
    return Projection(
        **{
            name: sum(share * getattr(one, name) for share, one in projections)
            for name in names
        }
    )


class _Steps:
    """The yearly generators of one option for one chunk of draws."""

    def __init__(
        self,
        layout: Layout,
        person: Person,
        plan: Plan,
        *,
        part: slice,
        improvement: FloatArray,
    ) -> None:
        self.layout, self.plan, self.part = layout, plan, part
        bands = layout.bands.astype(int)
        draws = len(improvement)
        # dead states have no intensity: rows of zeros complete the live ones
        self._dead = np.zeros((layout.size - layout.live, draws))
        self._worsening = self._complete(person.worsening[bands, part])
        self._on = np.zeros((layout.size, 1))
        self._on[list(layout.on_states)] = 1.0
        self._hazard = person.hazard[:, part]
        self._death = person.death[:, :, part][:, bands]
        self._improvement = improvement
        self._worsens = _destinations(layout, person.jumps)
        self._dies_other = _all_to(layout, layout.died_other)
        self._dies_treated = _all_to(layout, layout.died_treatment)
        self._improves = np.zeros((layout.size, layout.size))
        self._improves[0, layout.settled(layout.lowest_band)] = 1.0
        if layout.has_off:
            self._has_pml = _moves_off(layout, PML_BANDS_UP)
            self._stops = _moves_off(layout, 0)

    def advance(self, state: FloatArray, frailty: FloatArray, year: int) -> FloatArray:
        """Carry the chunk through one year, for one node of the frailty."""
        plan = self.plan
        if plan.stop_after == year:
            state = self._stops.T @ state + (1 - self._on) * state
        base = self._hazard[year] * frailty
        ratio = 1 + self._on * (plan.hazard_ratio[year, self.part] - 1)
        channels = [
            Channel(self._worsening * ratio * base, self._worsens),
            Channel(self._complete(self._death[year]), self._dies_other),
        ]
        if self._improvement.any() and year < IMPROVEMENT_YEARS:
            only_start = np.zeros_like(state)
            only_start[0] = self._improvement
            channels.append(Channel(only_start, self._improves))
        deaths = plan.death_per_year[year, self.part]
        pml = plan.pml_per_year[year, self.part]
        if pml.any():
            fatal = plan.pml_fatality[self.part]
            deaths = deaths + pml * fatal
            channels.append(Channel(self._on * (pml * (1 - fatal)), self._has_pml))
        if deaths.any():
            channels.append(Channel(self._on * deaths, self._dies_treated))
        stop = plan.stop_per_year[self.part]
        if stop.any():
            channels.append(Channel(self._on * stop, self._stops))
        return advance(state, build_generator(channels), 1.0)

    def _complete(self, live: FloatArray) -> FloatArray:
        return np.concatenate([live, self._dead])


def _destinations(layout: Layout, jumps: FloatArray) -> FloatArray:
    """Where worsening leads from each state, shape (state, state)."""
    matrix = np.zeros((layout.size, layout.size))
    for state, band in enumerate(layout.bands.astype(int)):
        for higher in range(band + 1, BANDS):
            matrix[state, layout.destination(state, higher)] = jumps[band, higher]
    return matrix


def _all_to(layout: Layout, state: int) -> FloatArray:
    """Every live state leads to one state, shape (state, state)."""
    matrix = np.zeros((layout.size, layout.size))
    matrix[: layout.live, state] = 1.0
    return matrix


def _moves_off(layout: Layout, bands_up: int) -> FloatArray:
    """Every state on the option leads off it, so many bands up."""
    matrix = np.zeros((layout.size, layout.size))
    for state in layout.on_states:
        band = min(int(layout.bands[state]) + bands_up, BANDS - 1)
        matrix[state, layout.off(band)] = 1.0
    return matrix


def _improvement(person: Person, plan: Plan) -> FloatArray:
    """Intensity of improvement that gives the plan's share, shape (draw,)."""
    if person.band < LOWEST_BAND or plan.stop_after == 0:
        return np.zeros_like(plan.improved)
    competing = []
    for year in range(IMPROVEMENT_YEARS):
        alone = plan.death_per_year[year] + plan.pml_per_year[year]
        alone = alone + plan.stop_per_year + person.death[year, person.band]
        ratio = person.hazard[year] * plan.hazard_ratio[year]
        rate = person.worsening[person.band] * ratio
        competing.append(rate * person.frailty.value + alone)
    return solve_intensity(
        plan.improved, competing=np.stack(competing), weight=person.frailty.weight
    )


def _read(occupation: FloatArray, layout: Layout) -> Projection:
    """Group the states of a layout into what is reported."""
    bands = layout.bands.astype(int)
    live = occupation[:, : layout.live]
    by_band = np.zeros((len(occupation), BANDS, occupation.shape[2]))
    for state, band in enumerate(bands):
        by_band[:, band] += live[:, state]
    start = layout.start_band
    return Projection(
        band=by_band,
        died_treatment=occupation[:, layout.died_treatment],
        died_other=occupation[:, layout.died_other],
        worse=by_band[:, start + 1 :].sum(axis=1),
        same=by_band[:, start],
        better=by_band[:, :start].sum(axis=1),
    )
