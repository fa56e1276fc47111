"""Staff at the evidence desk, and a second release to propose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from decisionaid.clinician import audit
from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk import dry_run
from decisionaid.evidence_desk.panel import make_panel
from tests.releases import add_release, forget
from tests.staff import make_account, sign_in


@pytest.fixture
def ann() -> User:
    return make_account("ann", Role.REVIEWER)


@pytest.fixture
def ben() -> User:
    return make_account("ben", Role.REVIEWER)


@pytest.fixture
def administrator() -> User:
    return make_account("ada", Role.ADMINISTRATOR)


@pytest.fixture
def client(ann: User) -> Client:
    return sign_in(ann)


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a second release, as of an earlier year."""
    yield add_release(monkeypatch, tmp_path)
    forget()


@pytest.fixture
def small_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask fewer people, where who they are is not what is tested."""
    monkeypatch.setattr(dry_run, "make_panel", lambda: make_panel()[:4])


@pytest.fixture
def broken_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_row: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit.AuditEvent.objects, "create", refuse)
