"""One-way sensitivity: a parameter at the ends of its interval, the rest as drawn.

The outcome is not linear in the parameters, so holding the others at their means
would describe nobody's expectation. They stay as drawn; the same draws serve both
ends and the result itself, so that the differences are far more exact than either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from riskmodel.engine.break_even import dead_or_worse
from riskmodel.engine.comparison import CHUNK, compare_together
from riskmodel.engine.eligibility import Limits
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import ComparisonRequest, Option
from riskmodel.engine.results import Comparison
from riskmodel.engine.series import TOLERANCE
from riskmodel.sensitivity.uncertain import Uncertain

#: Draws on which the differences are taken: their standard errors are told.
ONE_WAY_DRAWS = 250
#: Draws on which it is seen whether a parameter matters at all for the person.
SCREENING_DRAWS = 8
#: Differences up to here may be what the series of the years misplace.
NEGLIGIBLE = 10 * TOLERANCE
TREATED = (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.NO_DMT)


@dataclass(frozen=True)
class Effect:
    """What a parameter does to each measure.

    Parameters
    ----------
    change : array, shape (end, measure)
        Change of the mean at the lower and the upper end.
    standard_error : array, shape (end, measure)
        Of the change, over the draws.
    """

    change: FloatArray
    standard_error: FloatArray

    @property
    def width(self) -> FloatArray:
        """Distance between the results at both ends, shape (measure,)."""
        return np.asarray(np.abs(self.change[1] - self.change[0]))


def get_measures(comparison: Comparison, year: int) -> dict[str, FloatArray]:
    """Measures: dead or worse by option, and the transplant minus each other.

    Parameters
    ----------
    comparison : Comparison
    year : int

    Returns
    -------
    dict of str to array, shape (draw,)
        Options that cannot be estimated, and their differences, are left out.
    """
    found = {
        option.value: dead_or_worse(result.projection)[year]
        for option, result in comparison.options.items()
        if result.projection is not None
    }
    if Option.AHSCT in found:
        found |= {
            f"ahsct_minus_{option}": found[Option.AHSCT] - found[option]
            for option in TREATED
            if option in found
        }
    return found


def get_effects(
    draws: ParameterDraws,
    request: ComparisonRequest,
    uncertain: Sequence[Uncertain],
    *,
    limits: Limits,
) -> dict[str, Effect]:
    """Move each parameter to both ends of its interval.

    Parameters
    ----------
    draws : ParameterDraws
        Of the whole comparison; some of them, evenly spread, are used.
    request : ComparisonRequest
        Its last horizon is looked at.
    uncertain : sequence of Uncertain
    limits : Limits

    Returns
    -------
    dict of str to Effect
        Of those that move anything for this person.
    """
    screened = _move(
        _thin(draws, SCREENING_DRAWS), request, uncertain=uncertain, limits=limits
    )
    moving = [one for one in uncertain if np.abs(screened[one.id]).max() > NEGLIGIBLE]
    moved = _move(_thin(draws, ONE_WAY_DRAWS), request, uncertain=moving, limits=limits)
    return {
        id: Effect(
            change=changes.mean(axis=-1),
            standard_error=changes.std(axis=-1, ddof=1) / np.sqrt(changes.shape[-1]),
        )
        for id, changes in moved.items()
    }


def _move(
    draws: ParameterDraws,
    request: ComparisonRequest,
    *,
    uncertain: Sequence[Uncertain],
    limits: Limits,
) -> Mapping[str, FloatArray]:
    """Change of each measure by draw, at both ends: shape (end, measure, draw)."""
    variants = [draws] + [
        draws.replace(**{one.id: np.full(draws.count, end * one.scale)})
        for one in uncertain
        for end in (one.lower, one.upper)
    ]
    at_once = max(CHUNK // draws.count, 1)
    rows = []
    for first in range(0, len(variants), at_once):
        some = variants[first : first + at_once]
        (result,) = compare_together(_stack(some), [request], limits=limits, harms=())
        measures = np.stack(list(get_measures(result, request.horizons[-1]).values()))
        rows.append(measures.reshape(len(measures), len(some), draws.count))
    base, *moved = np.concatenate(rows, axis=1).swapaxes(0, 1)
    changes = np.stack([end - base for end in moved])
    changes[np.abs(changes) <= NEGLIGIBLE] = 0.0
    return {one.id: changes[2 * at : 2 * at + 2] for at, one in enumerate(uncertain)}


def _thin(draws: ParameterDraws, count: int) -> ParameterDraws:
    """Keep so many draws, evenly spread over all."""
    count = min(count, draws.count)
    return draws.select(np.arange(count) * draws.count // count)


def _stack(parts: Sequence[ParameterDraws]) -> ParameterDraws:
    """Lay several sets of draws side by side."""
    first = parts[0]
    return ParameterDraws(
        values={id: np.concatenate([p[id] for p in parts]) for id in first.values},
        tables=first.tables,
        count=sum(part.count for part in parts),
    )
