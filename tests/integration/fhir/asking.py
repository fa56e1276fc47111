"""Asking the FHIR addresses, and reading what they refuse."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from fhir.resources.R4B.operationoutcome import OperationOutcome

from decisionaid.fhir.response import build_response
from tests.answers_factory import build_answers

COMPARE = "/fhir/QuestionnaireResponse/$compare"
MEDIA_TYPE = "application/fhir+json"


def make_response(**pages: dict[str, Any]) -> dict[str, Any]:
    """Make a complete response, some pages otherwise than usual."""
    answers = build_answers(**pages)
    return build_response(answers, authored="2026-11-24T12:00:00Z")


def post(body: object, *, content_type: str = MEDIA_TYPE, **headers: str) -> Any:
    return Client().post(
        COMPARE, json.dumps(body), content_type=content_type, headers=headers or None
    )


def read_outcome(response: Any, *, status: int) -> list[dict[str, Any]]:
    assert response.status_code == status, response.content[:500]
    assert response["Content-Type"].split(";")[0] == MEDIA_TYPE
    outcome = json.loads(response.content)
    OperationOutcome.model_validate(outcome)
    return outcome["issue"]
