"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest

from decisionaid.core import answers
from decisionaid.core.wording import DECISION


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "research_preview": settings.RESEARCH_PREVIEW,
        "decision": DECISION,
        "has_answers": answers.has_any(request.session),
    }
