"""A person on an option, year by year: where of 1,000 people each would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from riskmodel.engine.carriage import Lane, carry
from riskmodel.engine.improvement import (
    IMPROVEMENT_YEARS,
    LOWEST_BAND,
    solve_intensity,
)
from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.person import Person

_PARTS = ("band", "died_treatment", "died_other", "worse", "same", "better")


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
    return project_many([(person, plan)])[0]


def project_many(courses: Sequence[tuple[Person, Plan]]) -> list[Projection]:
    """Carry many people through the years together, each on an option.

    Parameters
    ----------
    courses : sequence of (Person, Plan)
        On the same evidence.

    Returns
    -------
    list of Projection
        Each as if it had been carried alone.
    """
    found: dict[int, Projection] = {}

    def kind(at: int) -> tuple[int, int]:
        person, plan = courses[at]
        return person.band, len(plan.hazard_ratio)

    for (band, _), alike in groupby(sorted(range(len(courses)), key=kind), key=kind):
        places = list(alike)
        carried = carry(
            [Lane(*courses[at], get_improvement(*courses[at])) for at in places]
        )
        for at, (alive, died) in zip(places, carried, strict=True):
            found[at] = _group(band, alive, died)
    return [found[at] for at in range(len(courses))]


def _group(start: int, band: FloatArray, died_treatment: FloatArray) -> Projection:
    """Tell the bands by the start."""
    return Projection(
        band=band,
        died_treatment=died_treatment,
        # whoever is missing died of something else; at most rounding is cut off,
        # as check_sums would find anything more
        died_other=np.maximum(1 - band.sum(axis=1) - died_treatment, 0.0),
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
    if not share.any():
        return projection
    alive = 1 - share
    scaled = {name: getattr(projection, name) * alive for name in _PARTS}
    scaled["died_treatment"] = scaled["died_treatment"] + share
    return Projection(**scaled)


def mix(shares: Sequence[float], projections: Sequence[Projection]) -> Projection:
    """Average projections that start at different bands.

    Parameters
    ----------
    shares : sequence of float
        Probability of each start, summing to 1.
    projections : sequence of Projection

    Returns
    -------
    Projection
    """
    if len(projections) == 1:
        return projections[0]
    return Projection(
        **{
            name: sum(
                share * getattr(one, name)
                for share, one in zip(shares, projections, strict=True)
            )
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


def get_improvement(person: Person, plan: Plan) -> FloatArray:
    """Intensity of improvement that gives the plan's share (eq. 9).

    Parameters
    ----------
    person : Person
    plan : Plan

    Returns
    -------
    array, shape (draw,)
        Per year.
    """
    if person.band < LOWEST_BAND:
        return np.zeros_like(plan.improved)
    competing = []
    for year in range(IMPROVEMENT_YEARS):
        alone = person.death_multiplier[person.band] * person.death_per_year[year]
        ratio = person.hazard[year] * plan.hazard_ratio[year]
        rate = person.worsening[person.band] * ratio
        competing.append(rate * person.frailty.value + alone)
    return solve_intensity(
        plan.improved, competing=np.stack(competing), weight=person.frailty.weight
    )
