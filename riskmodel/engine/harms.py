"""Harms of each option, as the share of people who have had them by a year."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from riskmodel.engine.options import Plan
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Option
from riskmodel.engine.projection import Projection


class Law(StrEnum):
    """How a published figure becomes a share by a year (docs/model.md, eq. 18).

    ``once``: a share of those treated, early; ``within``: a share within some
    years, at an even pace, and none after; ``while_on``: the same, but at that pace
    for as long as the drug is taken; ``rate``: a yearly rate from some time on;
    ``not_known``: there is no estimate.
    """

    ONCE = "once"
    WITHIN = "within"
    WHILE_ON = "while_on"
    RATE = "rate"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Harm:
    """A harm of an option.

    Parameters
    ----------
    id : str
    option : Option
    law : Law
    parameter : str
        Id of the parameter; empty when not known.
    years : float
        For ``within`` and ``while_on`` the years of the figure, for ``rate`` when it
        starts.
    women_only : bool
    until_age : float
        Age in years from which it does not concern a person any more.
    sources : tuple of str
    reason : str
        Why it is not known.
    """

    id: str
    option: Option
    law: Law
    parameter: str = ""
    years: float = 0.0
    women_only: bool = False
    until_age: float = np.inf
    sources: tuple[str, ...] = ()
    reason: str = ""


def get_harm(
    draws: ParameterDraws, harm: Harm, plan: Plan, before: float = 0.0
) -> FloatArray | None:
    """Share of people who have a harm by the end of each year (eq. 18).

    Parameters
    ----------
    draws : ParameterDraws
    harm : Harm
    plan : Plan
        Who stops taking the drug has no more of what it does while it is taken.
    before : float
        Years that the person has been on the option already.

    Returns
    -------
    array, shape (year, draw), or None
        Year 0 is the start. None where it lies behind the person, or the option
        stops at once: nothing of it is left to come.

    Raises
    ------
    ValueError
        Without an estimate.
    """
    figure = draws[harm.parameter]
    if plan.stop_after == 0:
        return None
    match harm.law:
        case Law.ONCE:
            started = np.arange(len(plan.hazard_ratio) + 1)[:, None] > 0
            return None if before > 0 else np.where(started, figure, 0.0)
        case Law.WITHIN:
            left = harm.years - before
            if left <= 0:
                return None
            return 1 - (1 - figure) ** (_get_years_on(plan, 0, left) / harm.years)
        case Law.WHILE_ON:
            return 1 - (1 - figure) ** (_get_years_on(plan) / harm.years)
        case Law.RATE:
            return -np.expm1(-figure * _get_years_on(plan, harm.years))
        case _:
            raise ValueError(f"{harm.id} has no estimate")


def _get_years_on(plan: Plan, since: float = 0.0, until: float = np.inf) -> FloatArray:
    """Years on the option in a stretch of time, by the end of each year.

    Shape (year, draw), year 0 being the start.
    """
    year = np.arange(len(plan.hazard_ratio))[:, None]
    on = (1 - plan.stopping_in_year) ** year
    if plan.stop_after is not None:
        on[plan.stop_after :] = 0.0
    on *= np.maximum(np.minimum(year + 1, until) - np.maximum(year, since), 0.0)
    return np.concatenate([np.zeros_like(on[:1]), np.cumsum(on, axis=0)])


def get_pml(projection: Projection | None, plan: Plan) -> FloatArray:
    """Share of people who have had PML by the end of each year.

    Parameters
    ----------
    projection : Projection or None
        None where benefits cannot be estimated: then nobody dies of anything
        else first.
    plan : Plan

    Returns
    -------
    array, shape (year, draw)
    """
    if projection is not None:
        # every treatment death on natalizumab is a death of PML
        return projection.died_treatment / plan.pml_fatality
    return _pml_of_the_living(plan)


def get_treatment_death(projection: Projection | None, plan: Plan) -> FloatArray:
    """Share of people who have died of the treatment by the end of each year.

    Parameters
    ----------
    projection : Projection or None
        As in ``get_pml``, the initial deaths included.
    plan : Plan

    Returns
    -------
    array, shape (year, draw)
    """
    if projection is not None:
        return projection.died_treatment
    later = _cumulated(plan.initial_of_year)
    later = later + plan.pml_fatality * _pml_of_the_living(plan)
    return np.asarray(plan.initial_death + (1 - plan.initial_death) * later)


def _pml_of_the_living(plan: Plan) -> FloatArray:
    """Share with PML by the end of each year, if nobody dies of anything else."""
    on = np.ones_like(plan.pml_fatality)
    share = np.zeros((len(plan.pml_in_year) + 1, len(on)))
    for year, pml in enumerate(plan.pml_in_year):
        share[year + 1] = share[year] + on * pml
        on = on * (1 - pml) * (1 - plan.stopping_in_year)
    return share


def _cumulated(in_year: FloatArray) -> FloatArray:
    """Share that an event has met by the end of each year, from year 0 on."""
    free = np.cumprod(1 - in_year, axis=0)
    return 1 - np.concatenate([np.ones((1, in_year.shape[1])), free])
