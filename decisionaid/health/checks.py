"""The evidence stop: no site for patients on numbers that nobody has checked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from riskmodel import interface

EVIDENCE = "evidence"


@checks.register(EVIDENCE)
def check_evidence(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Stop when the evidence does not load, or may not be shown here."""
    try:
        release = interface.evidence_release()
    except interface.EvidenceError as error:
        return [checks.Error(f"The evidence cannot be loaded: {error}", id="site.E001")]
    if release.research_preview and not settings.RESEARCH_PREVIEW:
        return [
            checks.Error(
                f"Release {release.id} holds values that still need checking against "
                "their studies, so it may not be shown to patients as it is.",
                hint="Use a checked release, or set RESEARCH_PREVIEW=1: every page "
                "then says that it is not for clinical use.",
                id="site.E002",
            )
        ]
    return []


def stop_on_bad_evidence() -> None:
    """Hold up a web process as a command would be: it runs no checks of its own."""
    found = checks.run_checks(tags=[EVIDENCE])
    if found:
        raise ImproperlyConfigured("\n".join(str(message) for message in found))
