"""Which numbers move when one parameter, table or limit does, on a panel of people.

Each draw of one comparison is the release's point values with one parameter moved,
so that a single vectorised run tells what every number depends on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np

from riskmodel.engine.break_even import OUTCOMES, get_break_even
from riskmodel.engine.parameters import FloatArray, ParameterDraws, Tables
from riskmodel.engine.profile import (
    UNKNOWN,
    Answer,
    Conditioning,
    Course,
    JcvStatus,
    Option,
    PatientProfile,
    Scenario,
    Sex,
)
from riskmodel.engine.results import Comparison
from riskmodel.engine.sampling import UNIFORM
from riskmodel.engine.states import BANDS
from tests.engine_cases import compare_profile, get_point_draws, had, profile_with

YEAR = 5
#: Where in the spread between centres, and which of two published shapes: just
#: beside the release's probability of one half, so that a moved one changes it.
VARIATE = {"death_shape": 0.52, "pml_table": 0.52, "trm_centre": 0.7}
#: A moved parameter is this much larger; more than any rounding, less than what
#: would make a probability exceed 1.
MOVE = 1.05
#: Tables by their id in the release, and what the engine calls them.
TABLES = {
    "worsening_generator": "worsening_per_year",
    "life_table": "death_per_year",
    "death_multiplier": "death_multiplier",
    "relapses_spms": "relapses_per_year_spms",
    "pml_yearly": "pml_yearly",
    "pml_two_yearly": "pml_two_yearly",
}
#: Relative difference that is more than the order of additions.
LEAST = 1e-10

PANEL: tuple[PatientProfile, ...] = (
    profile_with(sex=Sex.UNKNOWN, treatments=UNKNOWN),
    profile_with(relapses_1y=1, treatments=had(interferon=2, ocrelizumab=2)),
    profile_with(
        course=Course.SPMS, edss=6.0, sex=Sex.UNKNOWN, years_on_natalizumab=1.0
    ),
    profile_with(course=Course.PPMS, edss=2.0, treatments=had(interferon=2)),
    profile_with(
        duration_years=12.0,
        edss=2.0,
        jcv=JcvStatus.NEGATIVE,
        prior_immunosuppression=Answer.YES,
        conditioning=Conditioning.HIGH,
        years_on_natalizumab=3.0,
        relapses_2y=1,
    ),
    profile_with(edss=6.0, relapses_1y=1),
    profile_with(edss=7.0, duration_years=11.0, relapses_1y=1, sex=Sex.UNKNOWN),
    profile_with(edss=9.0, course=Course.RRMS, relapses_1y=2, treatments=UNKNOWN),
)


def list_numbers(comparison: Comparison) -> Iterator[tuple[str, FloatArray]]:
    """Each number of a comparison at one year, by its id without the figure."""
    yield "transplant_mortality", comparison.transplant_mortality
    survivors = comparison.options[Option.AHSCT].survivors
    for option, result in comparison.options.items():
        prefix = f"{option.value}.{YEAR}"
        for harm, share in result.harms.items():
            yield f"{prefix}.harms.{harm}", share[YEAR]
        projection = result.projection
        if projection is None or result.relapses is None:
            continue
        for name in ("died_treatment", "died_other", "worse", "same", "better"):
            yield f"{prefix}.{name}", getattr(projection, name)[YEAR]
        band = projection.band[YEAR]
        yield f"{prefix}.edss_at_least_6", band[6:].sum(axis=0)
        yield f"{prefix}.edss_at_least_7", band[7:].sum(axis=0)
        bands = np.arange(BANDS)[:, None]
        yield f"{prefix}.mean_edss", (bands * band).sum(axis=0) / band.sum(axis=0)
        for place, share in enumerate(band):
            yield f"{prefix}.edss_distribution.{place}", share
        yield f"{prefix}.expected_relapses", result.relapses[YEAR]
        assert result.relapse_free is not None
        yield f"{prefix}.relapse_free", result.relapse_free[YEAR]
        if option is Option.AHSCT or survivors is None:
            continue
        for outcome in OUTCOMES:
            tie = get_break_even(survivors, projection, outcome)[YEAR]
            yield f"break_even.{option.value}.{YEAR}.{outcome}", tie


def move_parameters() -> tuple[list[str], ParameterDraws]:
    """One draw as it is, then one for each parameter with that one moved."""
    point = get_point_draws()
    ids = [id for id in point.values if id not in UNIFORM]
    values = {id: np.repeat(point[id], len(ids) + 1) for id in ids} | {
        id: np.full(len(ids) + 1, value) for id, value in VARIATE.items()
    }
    for place, id in enumerate(ids, start=1):
        values[id] = values[id].copy()
        values[id][place] *= MOVE
        if values[id][place] == 0:
            values[id][place] = MOVE - 1
    return ids, ParameterDraws(values, point.tables, len(ids) + 1)


def compare_panel(draws: ParameterDraws) -> Iterator[tuple[str, FloatArray]]:
    """Numbers of everybody on the panel under every scenario."""
    for profile in PANEL:
        for scenario in Scenario:
            yield from list_numbers(
                compare_profile(
                    profile, draws=draws, scenario=scenario, horizons=(YEAR,)
                )
            )


def differs(one: FloatArray, other: FloatArray) -> FloatArray:
    return np.abs(one - other) > LEAST * np.abs(other)


@cache
def find_moves() -> dict[str, frozenset[str]]:
    """Parameters that move each number, for somebody under some scenario."""
    ids, draws = move_parameters()
    moved = defaultdict(set)
    for number, values in compare_panel(draws):
        found = np.flatnonzero(differs(values[1:], values[0]))
        moved[name_kind(number)].update(ids[place] for place in found)
    return {number: frozenset(found) for number, found in moved.items()}


@cache
def find_table_moves() -> dict[str, frozenset[str]]:
    """Tables that move each number, for somebody under some scenario."""
    moved = defaultdict(set)
    point = replace(get_point_draws(), count=2)
    # one draw for each of two published shapes or tables
    values = {id: np.repeat(value, 2) for id, value in point.values.items()}
    values |= {id: np.array([0.4, 0.6]) for id in UNIFORM}
    draws = replace(point, values=values)
    before = list(compare_panel(draws))
    for id, tables in move_tables(draws.tables):
        after = compare_panel(replace(draws, tables=tables))
        for (number, was), (_, now) in zip(before, after, strict=True):
            if differs(now, was).any():
                moved[name_kind(number)].add(id)
    return {
        name_kind(number): frozenset(moved[name_kind(number)]) for number, _ in before
    }


def move_tables(tables: Tables) -> Iterator[tuple[str, Tables]]:
    """Each table that the engine reads, by id, with its figures moved."""
    for id, name in TABLES.items():
        table = getattr(tables, name)
        if isinstance(table, Mapping):
            changed = {column: MOVE * figures for column, figures in table.items()}
            yield id, replace(tables, **{name: changed})
        else:
            yield id, replace(tables, **{name: MOVE * table})


def name_kind(number: str) -> str:
    """The number's id, the same for all bands of the distribution."""
    return re.sub(r"(edss_distribution)\.\d", r"\1.3", number)
