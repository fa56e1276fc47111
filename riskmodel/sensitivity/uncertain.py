"""The uncertain parameters of a release, and the choices between two tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskmodel.engine.parameters import Distribution, FloatArray, ParameterDraws
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import (
    UNITS,
    Certainty,
    CheckStatus,
    Parameter,
    TableInfo,
)


@dataclass(frozen=True)
class Uncertain:
    """Something uncertain, with the ends of what is plausible.

    Parameters
    ----------
    id, label, unit : str
    lower, upper : float
        Ends of the 95 % interval, in ``unit``; of a choice, the two ways.
    scale : float
        Factor from ``unit`` to the engine's own scale.
    status : CheckStatus
    certainty : Certainty
    source_ids : tuple of str
    share_id : str
        Of a choice between two published shapes or tables: the parameter that
        says how often the first is taken. Empty otherwise.
    """

    id: str
    label: str
    unit: str
    lower: float
    upper: float
    scale: float
    status: CheckStatus
    certainty: Certainty
    source_ids: tuple[str, ...]
    share_id: str = ""

    def get_level(self, draws: ParameterDraws) -> FloatArray:
        """Tell what each draw takes it to be.

        Parameters
        ----------
        draws : ParameterDraws

        Returns
        -------
        array, shape (draw,)
            Its value; of a choice, 1 where the second way is taken, else 0.
        """
        if not self.share_id:
            return draws[self.id]
        second = draws[self.id] >= draws[self.share_id]
        return np.asarray(second, dtype=float)


@dataclass(frozen=True)
class _Variate:
    """A uniform variate of the engine: a choice, or a place within a spread."""

    id: str
    label: str
    unit: str
    evidence_id: str
    share_id: str = ""


#: Variates that the engine samples beside the parameters, with the table or
#: parameter whose doubt they carry.
VARIATES = (
    _Variate(
        id="death_shape",
        label="Which of two published shapes of death by EDSS holds",
        unit="first or second",
        evidence_id="death_multiplier",
        share_id="death_shape_share_smooth",
    ),
    _Variate(
        id="pml_table",
        label="Which of two published tables of PML holds",
        unit="first or second",
        evidence_id="pml_yearly",
        share_id="pml_share_yearly_table",
    ),
    _Variate(
        id="trm_centre",
        label="Where the transplant centre lies between the best and the worst",
        unit="share of centres",
        evidence_id="trm_tau",
    ),
)


def list_uncertain(evidence: Evidence, draws: ParameterDraws) -> Sequence[Uncertain]:
    """List everything uncertain that a comparison samples.

    Parameters
    ----------
    evidence : Evidence
    draws : ParameterDraws

    Returns
    -------
    sequence of Uncertain
        In the order of the release, choices last.
    """
    found = [
        Uncertain(
            id=one.id,
            label=one.label,
            unit=one.unit,
            lower=one.low,
            upper=one.high,
            scale=UNITS[one.unit],
            status=one.status,
            certainty=one.certainty,
            source_ids=one.source_ids,
        )
        for one in evidence.parameters.values()
        if one.distribution is not Distribution.FIXED and one.id in draws.values
    ]
    told_of: dict[str, Parameter | TableInfo] = {
        **evidence.tables,
        **evidence.parameters,
    }
    for variate in VARIATES:
        told = told_of[variate.evidence_id]
        ends = (0.0, 1.0) if variate.share_id else (0.025, 0.975)
        found.append(
            Uncertain(
                id=variate.id,
                label=variate.label,
                unit=variate.unit,
                lower=ends[0],
                upper=ends[1],
                scale=1.0,
                status=told.status,
                certainty=told.certainty,
                source_ids=told.source_ids,
                share_id=variate.share_id,
            )
        )
    return found
