"""Words that FHIR R4 allows where its binding is required.

The package that checks structure takes any word here, so these are our own.
"""

from __future__ import annotations

from enum import StrEnum


class ItemType(StrEnum):
    """http://hl7.org/fhir/item-type, as far as we use it."""

    GROUP = "group"
    CHOICE = "choice"
    DECIMAL = "decimal"
    INTEGER = "integer"


class EnableOperator(StrEnum):
    """http://hl7.org/fhir/questionnaire-enable-operator."""

    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    MORE = ">"
    AT_LEAST = ">="
    AT_MOST = "<="


class EnableBehavior(StrEnum):
    """http://hl7.org/fhir/questionnaire-enable-behavior."""

    ALL = "all"
    ANY = "any"


class PublicationStatus(StrEnum):
    """http://hl7.org/fhir/publication-status."""

    DRAFT = "draft"
    ACTIVE = "active"


class ResponseStatus(StrEnum):
    """http://hl7.org/fhir/questionnaire-answers-status."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    ENTERED_IN_ERROR = "entered-in-error"
    STOPPED = "stopped"


class ObservationStatus(StrEnum):
    """http://hl7.org/fhir/observation-status; RiskAssessment has the same."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


class DocumentStatus(StrEnum):
    """http://hl7.org/fhir/document-reference-status."""

    CURRENT = "current"


class BundleType(StrEnum):
    """http://hl7.org/fhir/bundle-type."""

    COLLECTION = "collection"


class EntityRole(StrEnum):
    """http://hl7.org/fhir/provenance-entity-role."""

    SOURCE = "source"


class Severity(StrEnum):
    """http://hl7.org/fhir/issue-severity."""

    ERROR = "error"


class IssueType(StrEnum):
    """http://hl7.org/fhir/issue-type, as far as we use it."""

    STRUCTURE = "structure"
    REQUIRED = "required"
    VALUE = "value"
    BUSINESS_RULE = "business-rule"
    NOT_FOUND = "not-found"
    NOT_SUPPORTED = "not-supported"
    TOO_LONG = "too-long"
    THROTTLED = "throttled"
    LOGIN = "login"
    EXCEPTION = "exception"
    TRANSIENT = "transient"
