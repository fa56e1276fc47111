"""What the engine needs to know: uncertain estimates and the draws made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


class Distribution(StrEnum):
    """Distribution of an uncertain parameter.

    ``lognormal`` has the value as its median and the interval as its central
    95 %, with a spread of its own on each side; ``beta`` has the value as its mean
    and the interval's width as 3.92 standard deviations; ``normal`` has value and
    interval centred; ``fixed`` has no uncertainty; ``posterior`` is drawn by the fit.
    """

    LOGNORMAL = "lognormal"
    BETA = "beta"
    NORMAL = "normal"
    FIXED = "fixed"
    POSTERIOR = "posterior"


@dataclass(frozen=True)
class Estimate:
    """A parameter before sampling.

    Parameters
    ----------
    id : str
        Its name in the evidence files.
    value : float
        Point value, on the scale of ``unit``.
    low, high : float
        95 % interval; both equal to ``value`` when fixed.
    distribution : Distribution
    """

    id: str
    value: float
    low: float
    high: float
    distribution: Distribution


@dataclass(frozen=True)
class Posterior:
    """Parameters that were fitted together, as draws of their posterior.

    Parameters
    ----------
    ids : tuple of str
        Names, in the order of the columns.
    draws : array, shape (draw, parameter)
        On each parameter's own scale, all equally likely.
    """

    ids: tuple[str, ...]
    draws: FloatArray


@dataclass(frozen=True)
class Tables:
    """Tables that are used as published, without sampling.

    Parameters
    ----------
    worsening_per_year : array, shape (band, band)
        Upward intensities of the natural-history generator, zero elsewhere.
    death_per_year : array, shape (age, sex)
        All-cause death rate of the general population at whole ages 0-100;
        columns female, male. Per year.
    death_multiplier : array, shape (shape, band)
        Two published shapes of the excess of death by EDSS band.
    relapses_per_year_spms : array, shape (band,)
        Relapse rate in secondary progressive MS by EDSS band. Per year.
    pml_yearly : mapping of str to array, shape (year,)
        Risk of PML in each year on natalizumab, by column. Probability.
    pml_two_yearly : mapping of str to array, shape (period,)
        Risk of PML in each two years on natalizumab, by column. Probability.
    """

    worsening_per_year: FloatArray
    death_per_year: FloatArray
    death_multiplier: FloatArray
    relapses_per_year_spms: FloatArray
    pml_yearly: Mapping[str, FloatArray]
    pml_two_yearly: Mapping[str, FloatArray]


@dataclass(frozen=True)
class ModelInputs:
    """Everything the engine takes from the evidence."""

    estimates: Mapping[str, Estimate]
    posterior: Posterior
    tables: Tables


@dataclass(frozen=True)
class ParameterDraws:
    """Sampled parameters; options share the same draws.

    Parameters
    ----------
    values : mapping of str to array, shape (draw,)
    tables : Tables
    count : int
        Number of draws.
    shared : dict
        What was computed from these draws for one person and serves the next.
    """

    values: Mapping[str, FloatArray]
    tables: Tables
    count: int
    shared: dict[Any, Any] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __getitem__(self, id: str) -> FloatArray:
        """Draws of one parameter, shape (draw,)."""
        return self.values[id]

    def replace(self, **values: FloatArray) -> ParameterDraws:
        """Give some parameters other draws, for a scenario.

        Parameters
        ----------
        **values : array, shape (draw,)

        Returns
        -------
        ParameterDraws
        """
        return replace(self, values={**self.values, **values})

    def select(self, which: slice | NDArray[np.intp]) -> ParameterDraws:
        """Keep some draws, in the order given.

        Parameters
        ----------
        which : slice or array of int

        Returns
        -------
        ParameterDraws
        """
        kept = {id: draws[which] for id, draws in self.values.items()}
        count = len(next(iter(kept.values())))
        return replace(self, values=kept, count=count)
