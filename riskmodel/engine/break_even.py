"""The transplant mortality at which a transplant and another option tie."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.projection import Projection
from riskmodel.engine.states import BANDS

#: EDSS band from which people need a walking aid.
WALKING_AID_BAND = 6
#: Of an outcome so certain that only rounding is left, nothing can tie.
CERTAIN = 1e-9


def dead_or_worse(projection: Projection) -> FloatArray:
    """Dead of anything or worse, shape (year, draw)."""
    return projection.died_treatment + projection.died_other + projection.worse


def dead_or_edss6(projection: Projection) -> FloatArray:
    """Dead of anything or at EDSS 6 or more, shape (year, draw)."""
    disabled = projection.band[:, WALKING_AID_BAND:BANDS].sum(axis=1)
    return np.asarray(projection.died_treatment + projection.died_other + disabled)


#: The bad outcomes for which a break-even is told.
OUTCOMES: dict[str, Callable[[Projection], FloatArray]] = {
    "dead_or_worse": dead_or_worse,
    "dead_or_edss6": dead_or_edss6,
}


def get_break_even(
    survivors: Projection, other: Projection, outcome: str
) -> FloatArray:
    """Transplant mortality at which both options tie (docs/model.md, eq. 19).

    With Q the probability of the bad outcome, and a transplant's given survival
    of the procedure, m + (1 - m) Q_transplant = Q_other.

    Parameters
    ----------
    survivors : Projection
        Of the transplant, given survival of the procedure.
    other : Projection
    outcome : str
        A key of ``OUTCOMES``.

    Returns
    -------
    array, shape (year, draw)
        Below 0 where the transplant loses at any mortality: there is no tie. Not a
        number where the outcome is certain: every mortality would tie.
    """
    bad = OUTCOMES[outcome]
    transplant = bad(survivors)
    left = 1 - transplant
    return np.divide(
        bad(other) - transplant,
        left,
        out=np.full_like(left, np.nan),
        where=left > CERTAIN,
    )
