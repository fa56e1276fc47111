"""Start-up checks: the evidence loads, and unchecked figures stop production."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from riskmodel.interface import EvidenceError, evidence_release


@register()
def check_evidence(**_: Any) -> list[CheckMessage]:
    """Refuse to start without evidence, or in production with unchecked figures."""
    try:
        release = evidence_release()
    except EvidenceError as error:
        return [Error(str(error), id="riskmodel.E001")]
    production = getattr(settings, "PRODUCTION", False)
    preview = getattr(settings, "RESEARCH_PREVIEW", True)
    if release.research_preview and production and not preview:
        return [
            Error(
                f"evidence release {release.id} has figures that nobody has checked "
                "against their papers",
                hint="Set RESEARCH_PREVIEW=1 to show it with the banner.",
                id="riskmodel.E002",
            )
        ]
    return []
