"""Transplant mortality: a random-effects binomial meta-regression (eq. 11).

Studies are few and deaths fewer, so the priors matter and are data of the release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pymc as pm

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.transplant import REFERENCE_EDSS, REFERENCE_YEAR
from riskmodel.evidence.priors import read_priors
from riskmodel.evidence.registry import DATA, read_csv

#: Parameters, in the order of the stored draws.
NAMES = (
    "trm_intercept",
    "trm_edss_slope",
    "trm_year_slope",
    "trm_high_intensity",
    "trm_tau",
)
#: Slope on the share of progressive people, in a sensitivity only: logit of the wholly
#: progressive less that of the relapsing.
PROGRESSIVE = "trm_progressive"
_PRIORS = read_priors(DATA)
#: Priors of all but the last: mean and standard deviation on the logit.
PRIOR_MEAN = np.array([_PRIORS[name].mean for name in NAMES[:-1]])
PRIOR_SD = np.array([_PRIORS[name].spread for name in NAMES[:-1]])
#: Scale of the half-normal prior of the spread between studies.
TAU_SCALE = _PRIORS[NAMES[-1]].spread


@dataclass(frozen=True)
class TransplantStudy:
    """Deaths of one study.

    Parameters
    ----------
    name : str
    deaths, transplanted : int
    mid_year : float
        Middle of the years of transplant.
    edss : float
        Median or mean at transplant.
    high_intensity_share : float
    relapsing_share : float or None
        Of the people; ``None`` where the study does not tell. Used in a sensitivity.
    """

    name: str
    deaths: int
    transplanted: int
    mid_year: float
    edss: float
    high_intensity_share: float
    relapsing_share: float | None = None


def read_studies(
    folder: Path, table: str = "transplant_studies"
) -> list[TransplantStudy]:
    """Read the studies of transplant mortality.

    Parameters
    ----------
    folder : Path
        Of the release.
    table : str
        Name of the table.

    Returns
    -------
    list of TransplantStudy
    """
    return [read_study(row) for row in read_csv(folder, table)]


def read_study(row: Mapping[str, str]) -> TransplantStudy:
    """Read one row of a table of studies."""
    relapsing = row.get("relapsing_share")
    return TransplantStudy(
        name=row["study"],
        deaths=int(row["deaths"]),
        transplanted=int(row["transplanted"]),
        mid_year=float(row["mid_year"]),
        edss=float(row["edss"]),
        high_intensity_share=float(row["high_intensity_share"]),
        relapsing_share=float(relapsing) if relapsing else None,
    )


def get_progressive_shares(studies: Sequence[TransplantStudy]) -> FloatArray:
    """Tell which share of each study had a progressive course.

    Parameters
    ----------
    studies : sequence of TransplantStudy

    Returns
    -------
    array, shape (study,)
        A study that does not tell is given the average of those that do.
    """
    told = [
        None if s.relapsing_share is None else 1 - s.relapsing_share for s in studies
    ]
    average = np.mean([share for share in told if share is not None])
    return np.array([average if share is None else share for share in told])


def build_model(
    studies: Sequence[TransplantStudy],
    *,
    prior_width: float = 1.0,
    with_course: bool = False,
) -> pm.Model:
    """Write the regression down.

    Parameters
    ----------
    studies : sequence of TransplantStudy
    prior_width : float
        Factor on the standard deviations of the priors of the slopes and of the
        spread, to see how much they matter.
    with_course : bool
        Whether the share of progressive people counts too. Never in a release: EDSS
        and course rise together over the studies.

    Returns
    -------
    pymc.Model
        With the parameters of ``NAMES`` and the studies' own levels, ``u``; with the
        course, ``PROGRESSIVE`` as well, counted from a wholly relapsing study.
    """
    width = np.array([1.0, prior_width, prior_width, prior_width])
    with pm.Model() as model:
        fixed = [
            pm.Normal(name, mean, sd)
            for name, mean, sd in zip(
                NAMES[:-1], PRIOR_MEAN, PRIOR_SD * width, strict=True
            )
        ]
        tau = pm.HalfNormal(NAMES[-1], TAU_SCALE * prior_width)
        u = pm.Normal("u", 0.0, 1.0, shape=len(studies))
        logit = (
            fixed[0]
            + fixed[1] * np.array([s.edss - REFERENCE_EDSS for s in studies])
            + fixed[2] * np.array([s.mid_year - REFERENCE_YEAR for s in studies])
            + fixed[3] * np.array([s.high_intensity_share for s in studies])
            + tau * u
        )
        if with_course:
            slope = pm.Normal(
                PROGRESSIVE, _PRIORS[PROGRESSIVE].mean, _PRIORS[PROGRESSIVE].spread
            )
            logit = logit + slope * get_progressive_shares(studies)
        pm.Binomial(
            "deaths",
            n=np.array([s.transplanted for s in studies]),
            logit_p=logit,
            observed=np.array([s.deaths for s in studies]),
        )
    return model
