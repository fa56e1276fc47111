"""Two clinicians; each test has its own count of how often somebody tried."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from decisionaid.clinician.roles import Role
from tests.staff import make_client


@pytest.fixture(autouse=True)
def forgotten_tries() -> None:
    cache.clear()


@pytest.fixture
def clinician() -> Client:
    return make_client(Role.CLINICIAN, name="one")


@pytest.fixture
def other() -> Client:
    return make_client(Role.CLINICIAN, name="two")
