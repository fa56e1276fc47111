"""What every page knows."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from decisionaid.core import answers, review
from decisionaid.core.wording import DECISION
from riskmodel import interface


def site(request: HttpRequest) -> dict[str, object]:
    release = interface.evidence_release()
    return {
        "research_preview": settings.RESEARCH_PREVIEW,
        "decision": DECISION,
        "has_answers": answers.has_any(request.session),
        "release": release,
        "release_date": date.fromisoformat(release.made_on),
        "review_date": review.get_review_date(),
        "review_overdue": review.is_overdue(timezone.localdate()),
        "publisher": settings.PUBLISHER,
    }
