"""PML by what the blood test says and the years on natalizumab, for anybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from riskmodel.document import Document, build_head, name_figures
from riskmodel.engine.comparison import sample_draws
from riskmodel.engine.parameters import ParameterDraws
from riskmodel.engine.pml import (
    HIGH,
    HIGH_INDEX,
    LOW,
    LOW_INDEX,
    MIDDLE,
    NO_INDEX,
    PRIOR,
    TABLE_YEARS,
    Stratum,
    get_pml_hazard,
    get_strata,
    get_years_exposed,
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
from riskmodel.evidence.numbers import PML_OWN
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
        Draws and seed are used, and the profile for its own row.

    Returns
    -------
    dict
        See ``riskmodel.interface.pml_table``.
    """
    draws = sample_draws(evidence.inputs, request)
    people = {
        stratum: replace(
            request.profile,
            jcv=jcv,
            jcv_index=index,
            prior_immunosuppression=prior,
            years_on_natalizumab=0.0,
            treatments=(),
        )
        for stratum, (jcv, index, prior) in STRATA.items()
    }
    own = find_own(draws, request.profile, people)
    if own is None:
        own, people[PML_OWN] = PML_OWN, request.profile
    return {
        **build_head(request, release=evidence.release),
        "strata": {
            stratum: _tabulate(draws, person) for stratum, person in people.items()
        },
        "own": own,
    }


def find_own(
    draws: ParameterDraws,
    profile: PatientProfile,
    people: Mapping[str, PatientProfile],
) -> str | None:
    """Find the row that is a person's own.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    people : mapping of str to PatientProfile
        By row; each belongs to one stratum of the engine.

    Returns
    -------
    str or None
        None where no row has the person's numbers: what the person does not know is
        averaged over, two columns may count, and years on natalizumab so far are not
        those ahead.
    """
    if get_years_exposed(profile) > 0:
        return None
    mine = _describe(get_strata(draws, profile))
    rows = {row: _describe(get_strata(draws, person)) for row, person in people.items()}
    return next((row for row, found in rows.items() if found == mine), None)


def _describe(strata: Sequence[Stratum]) -> list[tuple[tuple[str, ...], bool]]:
    """Tell strata from others; the share of one alone is everybody."""
    return [(stratum.columns, stratum.negative) for stratum in strata]


def _tabulate(draws: ParameterDraws, person: PatientProfile) -> Document:
    """Share who have had PML by year, among people who stay on natalizumab."""
    hazard = get_pml_hazard(draws, person, Scenario.DEFAULT, TABLE_YEARS)
    share = -np.expm1(-np.cumsum(hazard, axis=0))
    return {
        str(year): name_figures(figures)
        for year, figures in enumerate(summarise(share), start=1)
    }
