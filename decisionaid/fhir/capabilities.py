"""What this server can do, as FHIR clients ask first."""

from __future__ import annotations

from typing import Any

from decisionaid.fhir import codes
from decisionaid.fhir.bindings import PublicationStatus
from riskmodel import interface

FHIR_VERSION = "4.0.1"
COMPARE = f"{codes.OWN}:OperationDefinition:compare"


def build_capabilities(release: interface.Release) -> dict[str, Any]:
    """Build the CapabilityStatement, under the release in use."""
    return {
        "resourceType": "CapabilityStatement",
        "status": PublicationStatus.ACTIVE,
        "experimental": release.research_preview,
        "date": release.made_on,
        "kind": "instance",
        "software": {"name": "MS treatment choices", "version": release.model_version},
        "implementation": {"description": f"Evidence release {release.id}"},
        "fhirVersion": FHIR_VERSION,
        "format": ["json"],
        "rest": [
            {
                "mode": "server",
                "resource": [
                    {"type": "Questionnaire", "interaction": [{"code": "read"}]},
                    {
                        "type": "QuestionnaireResponse",
                        "operation": [{"name": "compare", "definition": COMPARE}],
                    },
                ],
            }
        ],
    }
