"""The public face of the model: everything other packages may use.

``compare`` is the whole of it: a request in, the Comparison document out.
"""

from __future__ import annotations

import os

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
)
from riskmodel.evidence.registry import Release, fit_is_current, get_evidence
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
    "PatientProfile",
    "Release",
    "RiskModelError",
    "Scenario",
    "Sex",
    "Source",
    "Unknown",
    "compare",
    "encode",
    "evidence_release",
    "fit_is_current",
    "parameters",
    "profile_document",
    "read_json",
    "read_text",
    "sources",
]

#: Threads of one comparison. NumPy lets go of the interpreter in the long parts;
#: more threads than this wait for each other.
WORKERS = min(os.cpu_count() or 1, 2)


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
        workers=WORKERS,
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
