"""Posting to the API, and reading what it refuses."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

URL = "/api/v1/comparisons/"
#: As few draws as there may be: these tests are not about the numbers.
SHORT: dict[str, Any] = {
    "course": "rrms",
    "edss": 3.5,
    "duration": 6,
    "age": 35,
    "draws": 100,
}


def post(body: object, *, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).post(
        URL,
        json.dumps(body),
        content_type="application/json",
        headers=headers or None,
    )


def read_problem(response: HttpResponse, *, status: int = 400) -> dict[str, Any]:
    assert response.status_code == status, response.content[:500]
    assert response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == status
    return problem
