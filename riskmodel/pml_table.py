"""PML by what the blood test says and the years on natalizumab, for anybody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from riskmodel.document import Document, build_head, name_figures
from riskmodel.engine.comparison import sample_draws
from riskmodel.engine.pml import (
    HIGH,
    HIGH_INDEX,
    LOW,
    LOW_INDEX,
    MIDDLE,
    NO_INDEX,
    PRIOR,
    TABLE_YEARS,
    get_column,
    get_pml_hazard,
)
from riskmodel.engine.profile import (
    UNKNOWN,
    Answer,
    ComparisonRequest,
    JcvStatus,
    PatientProfile,
    Scenario,
    Unknown,
)
from riskmodel.engine.summaries import summarise
from riskmodel.evidence.release import Evidence

#: People without antibodies today.
NEGATIVE = "negative"
#: Strata in the order of the table, each with the antibodies and index it stands for.
STRATA: dict[str, tuple[JcvStatus, float | Unknown, Answer]] = {
    NEGATIVE: (JcvStatus.NEGATIVE, UNKNOWN, Answer.NO),
    LOW: (JcvStatus.POSITIVE, LOW_INDEX, Answer.NO),
    MIDDLE: (JcvStatus.POSITIVE, HIGH_INDEX, Answer.NO),
    HIGH: (JcvStatus.POSITIVE, HIGH_INDEX + 1, Answer.NO),
    NO_INDEX: (JcvStatus.POSITIVE, UNKNOWN, Answer.NO),
    PRIOR: (JcvStatus.POSITIVE, UNKNOWN, Answer.YES),
}


def build_pml_table(evidence: Evidence, request: ComparisonRequest) -> Document:
    """Tabulate the share with PML by stratum and years on natalizumab.

    Parameters
    ----------
    evidence : Evidence
    request : ComparisonRequest
        Draws and seed are used, and the profile to tell its own stratum.

    Returns
    -------
    dict
        See ``riskmodel.interface.pml_table``.
    """
    draws = sample_draws(evidence.inputs, request)
    strata: Document = {}
    for stratum, (jcv, index, prior) in STRATA.items():
        person = replace(
            request.profile,
            jcv=jcv,
            jcv_index=index,
            prior_immunosuppression=prior,
            years_on_natalizumab=0.0,
        )
        hazard = get_pml_hazard(draws, person, Scenario.DEFAULT, TABLE_YEARS)
        share = -np.expm1(-np.cumsum(hazard, axis=0))
        strata[stratum] = {
            str(year): name_figures(figures)
            for year, figures in enumerate(summarise(share), start=1)
        }
    return {
        **build_head(request, release=evidence.release),
        "strata": strata,
        "own": get_stratum(request.profile),
    }


def get_stratum(profile: PatientProfile) -> str | None:
    """Find the person's stratum.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    str or None
        None where the antibodies are not known.
    """
    if profile.jcv_found is JcvStatus.UNKNOWN:
        return None
    if profile.jcv_found is JcvStatus.NEGATIVE:
        return NEGATIVE
    if profile.prior_immunosuppression is Answer.YES:
        return PRIOR
    return get_column(profile)
