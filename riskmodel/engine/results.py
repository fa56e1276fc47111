"""What a comparison has found, as draws, and how parts of the draws are joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from riskmodel.engine.eligibility import Remark, Status
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import ComparisonRequest, Option
from riskmodel.engine.projection import Projection, join_projection


@dataclass(frozen=True)
class OptionResult:
    """An option for one person, as draws.

    Parameters
    ----------
    status : Status
    reasons : list of Remark
    projection : Projection or None
        None where the option is not estimable.
    relapses, relapse_free : array, shape (year, draw), or None
        Expected number of relapses, and probability of none, by each year.
    harms : mapping of str to array of shape (year, draw)
        Harms that have an estimate.
    survivors : Projection or None
        Given survival of the transplant; only for it.
    """

    status: Status
    reasons: list[Remark]
    projection: Projection | None
    relapses: FloatArray | None
    relapse_free: FloatArray | None
    harms: Mapping[str, FloatArray]
    survivors: Projection | None = None


@dataclass(frozen=True)
class Comparison:
    """All options for one person, as draws.

    Parameters
    ----------
    request : ComparisonRequest
    options : mapping of Option to OptionResult
    transplant_mortality : array, shape (draw,)
    warnings : list of Remark
    """

    request: ComparisonRequest
    options: Mapping[Option, OptionResult]
    transplant_mortality: FloatArray
    warnings: list[Remark]


def join_draws(parts: Sequence[Comparison]) -> Comparison:
    """Join comparisons of one request that were made on parts of the draws.

    Parameters
    ----------
    parts : sequence of Comparison

    Returns
    -------
    Comparison
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    return Comparison(
        request=first.request,
        options={
            option: _join_options([part.options[option] for part in parts])
            for option in first.options
        },
        transplant_mortality=np.concatenate([p.transplant_mortality for p in parts]),
        warnings=first.warnings,
    )


def _join_options(parts: Sequence[OptionResult]) -> OptionResult:
    first = parts[0]

    def join(name: str) -> FloatArray | None:
        if getattr(first, name) is None:
            return None
        return np.concatenate([getattr(part, name) for part in parts], axis=-1)

    def join_projections(name: str) -> Projection | None:
        found = [getattr(part, name) for part in parts]
        return None if found[0] is None else join_projection(found)

    return OptionResult(
        status=first.status,
        reasons=first.reasons,
        projection=join_projections("projection"),
        relapses=join("relapses"),
        relapse_free=join("relapse_free"),
        harms={
            id: np.concatenate([part.harms[id] for part in parts], axis=-1)
            for id in first.harms
        },
        survivors=join_projections("survivors"),
    )
