"""Staff at the evidence desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk import dry_run
from decisionaid.evidence_desk.panel import make_panel
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
def small_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask fewer people, where who they are is not what is tested."""
    monkeypatch.setattr(dry_run, "make_panel", lambda: make_panel()[:4])
