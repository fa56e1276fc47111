from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from riskmodel.api import urls
from riskmodel.api.evidence_shapes import COMPONENTS
from tests.integration.api.posting import read_problem

COMMITTED = Path(__file__).parents[3] / "docs" / "openapi.yaml"


def test_the_committed_copy_is_current(tmp_path):
    made = tmp_path / "openapi.yaml"
    # Also fails on any warning of the generator, and on what is not OpenAPI.
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(made))
    assert made.read_text() == COMMITTED.read_text(), (
        "run: manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"
    )


def test_the_schema_is_served_as_it_is_committed():
    response = Client().get("/api/schema/")
    assert response.status_code == 200
    assert yaml.safe_load(response.content) == yaml.safe_load(COMMITTED.read_text())


def test_the_schema_is_served_as_json_too():
    response = Client().get("/api/schema/", headers={"accept": "application/json"})
    schema = response.json()
    described = {path for path in schema["paths"] if path.startswith("/api/v1/")}
    served = {
        f"/api/{pattern.pattern}".replace("<str:id>", "{id}")
        for pattern in urls.urlpatterns
        if str(pattern.pattern).startswith("v1/")
    }
    assert described == set(schema["paths"]) == served
    assert set(COMPONENTS) <= set(schema["components"]["schemas"])


@pytest.mark.parametrize("query", ["version=%0A", "lang=%0A", "format=x"])
def test_a_query_changes_nothing(query):
    assert Client().get(f"/api/schema/?{query}").status_code == 200


def test_only_reading_is_answered():
    read_problem(Client().post("/api/schema/", {}), status=405)
    read_problem(
        Client().get("/api/schema/", headers={"accept": "text/html"}), status=406
    )
