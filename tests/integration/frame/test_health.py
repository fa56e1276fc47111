"""Probes: whether the process lives, and whether it can serve."""

import pytest
from django.db import OperationalError, connection

from decisionaid.health import readiness


def test_live_asks_no_database(client):
    # No database is allowed in this test: a query would fail it.
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_names_the_evidence(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    document = response.json()
    assert document["status"] == "ok"
    assert document["evidence"].startswith("sha256:")


@pytest.mark.django_db
def test_not_ready_without_the_database(client, monkeypatch):
    def fail(*_args: object) -> None:
        raise OperationalError("the server is away")

    monkeypatch.setattr(connection, "cursor", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    document = response.json()
    assert document["database"] == "failed"
    assert "away" not in response.text


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client, monkeypatch):
    monkeypatch.setattr(
        readiness.MigrationExecutor, "migration_plan", lambda *_args: ["one"]
    )
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] == "failed"
