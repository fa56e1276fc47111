"""Priors of the fits, as data of a release."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from riskmodel.errors import EvidenceError
from riskmodel.evidence.schema import UNITS, CheckStatus

PRIORS_FILE = "priors.toml"


class PriorForm(StrEnum):
    """Distribution of a prior."""

    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    HALF_NORMAL = "half-normal"


@dataclass(frozen=True)
class Prior:
    """A prior of one fitted parameter.

    Parameters
    ----------
    id, label : str
    distribution : PriorForm
    center : float
        Median of a lognormal, mean of a normal, 0 of a half-normal.
    spread : float
        Standard deviation, of the logarithm for a lognormal; scale of a half-normal.
    unit : str
    status : CheckStatus
    note : str

    Raises
    ------
    EvidenceError
        When the unit is unknown, or the spread is not above 0.
    """

    id: str
    label: str
    distribution: PriorForm
    center: float
    spread: float
    unit: str
    status: CheckStatus
    note: str = ""

    @property
    def mean(self) -> float:
        """Mean, of the logarithm for a lognormal."""
        if self.distribution is PriorForm.LOGNORMAL:
            return float(np.log(self.center))
        return self.center

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise EvidenceError(f"prior {self.id!r}: unit {self.unit!r} is not known")
        if not self.spread > 0:
            raise EvidenceError(
                f"prior {self.id!r}: spread {self.spread:g}, not above 0"
            )


def read_priors(folder: Path) -> dict[str, Prior]:
    """Read the priors of a release.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to Prior
        By id.

    Raises
    ------
    EvidenceError
        When there are none, or one is not as it must be, or there twice.
    """
    try:
        rows = tomllib.loads((folder / PRIORS_FILE).read_text("utf-8"))["prior"]
    except OSError as error:
        raise EvidenceError(f"priors: {error}") from error
    found: dict[str, Prior] = {}
    for row in rows:
        try:
            form, status = PriorForm(row["distribution"]), CheckStatus(row["status"])
            prior = Prior(**{**row, "distribution": form, "status": status})
        except (KeyError, TypeError, ValueError) as error:
            raise EvidenceError(f"priors: {error!r}") from error
        if prior.id in found:
            raise EvidenceError(f"prior {prior.id!r} is there twice")
        found[prior.id] = prior
    return found
