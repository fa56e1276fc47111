"""The public face of the model: everything other packages may use.

``compare`` is the whole of it: a request in, the Comparison document out.
"""

from __future__ import annotations

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
    "Drug",
    "DrugYears",
    "EvidenceError",
    "FieldError",
    "InvalidProfile",
    "JcvStatus",
    "NumericalError",
    "Option",
    "OutsideEvidence",
    "PatientProfile",
    "RiskModelError",
    "Scenario",
    "Sex",
    "Unknown",
    "profile_document",
    "read_json",
    "read_text",
]
