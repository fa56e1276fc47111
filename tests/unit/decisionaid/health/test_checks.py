"""Numbers that nobody has checked reach no patient without a warning on the page."""

import dataclasses

import pytest
from django.core.exceptions import ImproperlyConfigured

from decisionaid.health import checks
from riskmodel import interface


@pytest.fixture
def release(monkeypatch):
    """Change the release in use."""

    def change(**parts: object) -> None:
        changed = dataclasses.replace(interface.evidence_release(), **parts)
        monkeypatch.setattr(interface, "evidence_release", lambda: changed)

    return change


@pytest.mark.parametrize(
    ("unchecked", "preview", "stopped"),
    [(True, True, False), (True, False, True), (False, False, False)],
)
def test_unchecked_values_need_the_preview(
    release, settings, unchecked, preview, stopped
):
    release(research_preview=unchecked)
    settings.RESEARCH_PREVIEW = preview
    found = checks.check_evidence()
    assert [message.id for message in found] == (["site.E002"] if stopped else [])
    if stopped:
        with pytest.raises(ImproperlyConfigured, match="RESEARCH_PREVIEW=1"):
            checks.stop_on_bad_evidence()
    else:
        checks.stop_on_bad_evidence()


def test_evidence_that_does_not_load_stops_the_site(monkeypatch):
    def fail() -> None:
        raise interface.EvidenceError("no such release")

    monkeypatch.setattr(interface, "evidence_release", fail)
    found = checks.check_evidence()
    assert [message.id for message in found] == ["site.E001"]
    assert "no such release" in found[0].msg
