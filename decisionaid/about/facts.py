"""Facts that the texts name, taken from the model and the settings, never typed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext

from decisionaid.core.answers import hours_kept
from decisionaid.core.content import read_content
from decisionaid.core.review import get_review_date
from riskmodel import interface

#: Name of a fact, and the check status whose parameters it counts.
STATUSES = {
    "seen": "seen in the source",
    "secondary": "seen on a secondary page",
    "needs_checking": "needs checking against the paper",
    "judgement": "judgement",
    "derived": "derived",
}
SECONDS_A_DAY = 24 * 60 * 60


def collect_facts(release: interface.Release) -> dict[str, str]:
    """Collect every fact by the name the texts use."""
    return {**_collect_evidence(release), **_collect_kept(), **_collect_publisher()}


def _collect_evidence(release: interface.Release) -> dict[str, str]:
    parameters = interface.parameters(release=release.id)
    by_status = Counter(str(parameter.status) for parameter in parameters)
    return {
        "sources": str(len(interface.sources(release=release.id))),
        "parameters": str(len(parameters)),
        "release": release.id,
        "made_on": date_format(date.fromisoformat(release.made_on), "j F Y"),
        "model_version": release.model_version,
        "digest": release.digest,
        "review_on": date_format(get_review_date(), "j F Y"),
        "draws": f"{settings.COMPARISON_DRAWS:,}",
        **{name: str(by_status[status]) for name, status in STATUSES.items()},
    }


def _collect_kept() -> dict[str, str]:
    return {
        "hours": str(hours_kept()),
        "code_days": str(settings.SAVED_COMPARISON_DAYS),
        "backup_days": str(settings.BACKUP_DAYS),
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "form_cookie": settings.CSRF_COOKIE_NAME,
        "form_cookie_days": str(settings.CSRF_COOKIE_AGE // SECONDS_A_DAY),
    }


def _collect_publisher() -> dict[str, str]:
    missing = read_content("publisher").get("missing")
    return {
        f"publisher_{name}": text or gettext(missing)
        for name, text in settings.PUBLISHER.items()
    }
