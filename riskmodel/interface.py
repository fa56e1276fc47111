"""The public face of the model: everything other packages may use.

``compare`` is the whole of it: a request in, the Comparison document out.
"""

from __future__ import annotations

from riskmodel.document import Document, build_document, encode
from riskmodel.engine import comparison
from riskmodel.engine.profile import (
    EDSS_STEPS,
    UNKNOWN,
    Answer,
    Centre,
    Children,
    ComparisonRequest,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    Option,
    PatientProfile,
    Scenario,
    Sex,
    Unknown,
)
from riskmodel.errors import (
    EvidenceError,
    FieldError,
    InvalidProfile,
    NumericalError,
    OutsideEvidence,
    RiskModelError,
    UnknownNumber,
)
from riskmodel.evidence.conflicts import Conflict, ConflictStatus, Side
from riskmodel.evidence.passports import Passport, make_passport
from riskmodel.evidence.registry import fit_is_current, get_evidence
from riskmodel.evidence.release import Release
from riskmodel.evidence.schema import Parameter, Source
from riskmodel.inputs import FIELDS, REQUIRED, profile_document, read_json, read_text

__all__ = [
    "EDSS_STEPS",
    "FIELDS",
    "REQUIRED",
    "UNKNOWN",
    "Answer",
    "Centre",
    "Children",
    "ComparisonRequest",
    "Conditioning",
    "Conflict",
    "ConflictStatus",
    "Course",
    "Document",
    "Drug",
    "DrugYears",
    "EvidenceError",
    "FieldError",
    "InvalidProfile",
    "JcvStatus",
    "NumericalError",
    "Option",
    "OutsideEvidence",
    "Parameter",
    "Passport",
    "PatientProfile",
    "Release",
    "RiskModelError",
    "Scenario",
    "Sex",
    "Side",
    "Source",
    "Unknown",
    "UnknownNumber",
    "compare",
    "conflicts",
    "encode",
    "evidence_release",
    "explain",
    "fit_is_current",
    "parameters",
    "profile_document",
    "read_json",
    "read_text",
    "sources",
]


def compare(request: ComparisonRequest) -> Document:
    """Compare the options for one person.

    Parameters
    ----------
    request : ComparisonRequest
        From ``read_text``, ``read_json`` or made directly.

    Returns
    -------
    dict
        The Comparison document: probabilities in 0 to 1, unrounded, each with
        mean, median, 50 % and 95 % interval. The mean is the point shown.

    Raises
    ------
    EvidenceError
        When the evidence release cannot be loaded.
    NumericalError
        When a computed probability is not a probability.
    """
    evidence = get_evidence()
    result = comparison.compare(
        evidence.inputs,
        request,
        limits=evidence.limits,
        harms=evidence.harms,
    )
    return build_document(result, release=evidence.release, harms=evidence.harms)


def evidence_release() -> Release:
    """Name the evidence release in use.

    Returns
    -------
    Release

    Raises
    ------
    EvidenceError
        When it cannot be loaded.
    """
    return get_evidence().release


def sources() -> tuple[Source, ...]:
    """List the publications of the release.

    Returns
    -------
    tuple of Source
    """
    return tuple(get_evidence().sources.values())


def parameters() -> tuple[Parameter, ...]:
    """List every parameter of the release, written and fitted.

    Returns
    -------
    tuple of Parameter
    """
    return tuple(get_evidence().parameters.values())


def conflicts() -> tuple[Conflict, ...]:
    """List where the sources disagree, with what was decided and why.

    Returns
    -------
    tuple of Conflict
    """
    return get_evidence().conflicts


def explain(number_id: str) -> Passport:
    """Tell where a shown number comes from.

    Parameters
    ----------
    number_id : str
        As in ``data-number``: ``ahsct.5.worse.mean``,
        ``natalizumab.5.harms.pml.mean``, ``no_dmt.5.edss_at_least_6.mean``,
        ``ahsct.5.edss_distribution.3.mean``, ``transplant_mortality.mean`` or
        ``break_even.natalizumab.5.dead_or_worse.mean``.

    Returns
    -------
    Passport
        Of the number for any person, not for one.

    Raises
    ------
    UnknownNumber
        When there is no such number.
    """
    return make_passport(get_evidence(), number_id)
