"""Figures that cannot be: a probability above 1, a ratio that is not above 0."""

from __future__ import annotations

from riskmodel.errors import EvidenceError
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import UNITS

#: Units of what lies between 0 and 1, on the engine's own scale.
SHARES = ("probability", "per 1,000", "relative change per 5 years")
#: Units of what is above 0.
POSITIVE = (
    "excess hazard ratio",
    "factor",
    "hazard ratio",
    "odds ratio",
    "per 1,000 per year",
    "per year",
    "rate ratio",
    "ratio",
    "relapses per person-year",
    "shape of a gamma distribution",
    "standard deviation of a logarithm",
    "standard deviation of log odds",
)


def check_ranges(evidence: Evidence) -> None:
    """Refuse figures, and stored draws of them, outside what their unit allows.

    Parameters
    ----------
    evidence : Evidence

    Raises
    ------
    EvidenceError
    """
    posterior = evidence.inputs.posterior
    ends = {
        id: (float(column.min()), float(column.max()))
        for id, column in zip(posterior.ids, posterior.draws.T, strict=True)
    }
    for id, one in evidence.parameters.items():
        scale = UNITS[one.unit]
        low, high = ends.get(id, (one.low * scale, one.high * scale))
        if one.unit in SHARES and not 0 <= low <= high <= 1:
            raise EvidenceError(f"{id}: {low:g} to {high:g} is not within 0 to 1")
        if one.unit in POSITIVE and not low > 0:
            raise EvidenceError(f"{id}: {low:g} is not above 0")
