"""Every answer asks the database which release is in use."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Open the database to every test."""
