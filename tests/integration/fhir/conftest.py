"""Few draws, a sheet only where a test is about it, and the release in use."""

from __future__ import annotations

from typing import Any

import pytest

from decisionaid.fhir import views


@pytest.fixture
def real_sheet() -> None:
    """Ask for the sheet as it is."""


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Open the database to every test: each answer is of the release in use."""


@pytest.fixture(autouse=True)
def quick(
    settings: Any, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    settings.COMPARISON_DRAWS = 100
    if "real_sheet" not in request.fixturenames:
        monkeypatch.setattr(views, "make_pdf", lambda *_, **__: b"%PDF-1.7")
