"""Deaths of the transplant, study by study."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from riskmodel.evidence.registry import DATA, read_csv
from riskmodel.evidence.schema import CheckStatus


@dataclass(frozen=True)
class TransplantDeaths:
    """Deaths of the transplant in one study.

    Parameters
    ----------
    label, source_id : str
    deaths, transplanted : int
    mid_year : float
        Middle of the years of transplant.
    edss : float
        Median or mean at transplant.
    status : CheckStatus
    note : str
    """

    label: str
    source_id: str
    deaths: int
    transplanted: int
    mid_year: float
    edss: float
    status: CheckStatus
    note: str


@cache
def read_transplant_deaths(folder: Path = DATA) -> tuple[TransplantDeaths, ...]:
    """Read the studies that the estimate of today rests on.

    Parameters
    ----------
    folder : Path
        Of the release.

    Returns
    -------
    tuple of TransplantDeaths
        Each patient counts once.
    """
    return tuple(
        TransplantDeaths(
            label=row["study"],
            source_id=row["source"],
            deaths=int(row["deaths"]),
            transplanted=int(row["transplanted"]),
            mid_year=float(row["mid_year"]),
            edss=float(row["edss"]),
            status=CheckStatus(row["status"]),
            note=row["note"],
        )
        for row in read_csv(folder, "transplant_studies")
    )
