"""Figures that nobody has checked reach no patient without a warning on the page."""

import dataclasses

import pytest

from riskmodel import checks
from riskmodel.errors import EvidenceError


@pytest.mark.parametrize(
    ("unchecked", "production", "preview", "found"),
    [
        (True, True, False, ["riskmodel.E002"]),
        (True, True, True, []),
        (True, False, False, []),
        (False, True, False, []),
    ],
)
def test_unchecked_figures_stop_production_without_the_preview(
    monkeypatch, settings, unchecked, production, preview, found
):
    release = dataclasses.replace(checks.evidence_release(), research_preview=unchecked)
    monkeypatch.setattr(checks, "evidence_release", lambda: release)
    settings.PRODUCTION = production
    settings.RESEARCH_PREVIEW = preview
    assert [message.id for message in checks.check_evidence()] == found


def test_evidence_that_does_not_load_stops_everything(monkeypatch):
    def fail() -> None:
        raise EvidenceError("no such release")

    monkeypatch.setattr(checks, "evidence_release", fail)
    messages = checks.check_evidence()
    assert [message.id for message in messages] == ["riskmodel.E001"]
    assert "no such release" in messages[0].msg
