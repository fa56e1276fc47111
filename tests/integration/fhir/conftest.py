"""Few draws, and a sheet only where a test is about it: it takes a second."""

from __future__ import annotations

from typing import Any

import pytest

from decisionaid.fhir import views


@pytest.fixture
def real_sheet() -> None:
    """Ask for the sheet as it is."""


@pytest.fixture(autouse=True)
def quick(
    settings: Any, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    settings.COMPARISON_DRAWS = 100
    if "real_sheet" not in request.fixturenames:
        monkeypatch.setattr(views, "make_pdf", lambda *_, **__: b"%PDF-1.7")
