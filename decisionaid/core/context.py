"""What every page knows."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from decisionaid.core import answers, review
from decisionaid.core.wording import DECISION
from decisionaid.releases.selectors import get_in_use


def site(request: HttpRequest) -> dict[str, object]:
    in_use = get_in_use()
    return {
        "research_preview": in_use.shows_preview_banner,
        "decision": DECISION,
        "has_answers": answers.has_any(request.session),
        "release": in_use.release,
        "release_date": date.fromisoformat(in_use.release.made_on),
        "review_date": review.get_review_date(),
        "review_overdue": review.is_overdue(timezone.localdate()),
        "publisher": settings.PUBLISHER,
    }
