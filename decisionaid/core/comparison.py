"""The comparison that belongs to a session's answers, computed once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from decisionaid.core.answers import (
    COMPARISON_KEY,
    Answers,
    forget,
    get_answers,
    save_page,
)
from decisionaid.core.to_profile import AnswersMissing, build_request
from decisionaid.releases.selectors import get_release
from riskmodel import interface

__all__ = [
    "HORIZONS",
    "AnswersMissing",
    "find_kept_on",
    "get_comparison",
    "is_opened",
    "open_comparison",
]

#: Every year, for the curves; pages show some of them.
HORIZONS = tuple(range(1, 11))


def get_comparison(session: SessionBase) -> dict[str, Any]:
    """Give the Comparison document of this session's answers.

    It is kept in the session with what it was computed from, and computed again when
    an answer, the evidence release or a setting has changed.

    Raises
    ------
    AnswersMissing
        With the first page that is not answered.
    """
    kept = session.get(COMPARISON_KEY, {})
    document: dict[str, Any]
    if is_opened(session):
        document = kept["document"]
        return document
    request = build_request(
        get_answers(session), HORIZONS, draws=settings.COMPARISON_DRAWS
    )
    release = get_release()
    computed_from = _fingerprint(request, release)
    if kept.get("computed_from") == computed_from:
        document = kept["document"]
        return document
    document = interface.compare(request, release=release.id)
    session[COMPARISON_KEY] = {"computed_from": computed_from, "document": document}
    return document


def open_comparison(
    session: SessionBase,
    *,
    answers: Answers,
    document: Mapping[str, Any],
    kept_on: date,
) -> None:
    """Put a comparison kept elsewhere, with its answers, in place of this session's.

    Whoever opens it says anew whether they want to see numbers.
    """
    forget(session)
    for page, given in answers.items():
        save_page(session, page, given)
    session[COMPARISON_KEY] = {
        "opened_with": get_answers(session),
        "document": document,
        "kept_on": kept_on.isoformat(),
    }


def find_kept_on(session: SessionBase) -> date | None:
    """Give the day on which an opened comparison was kept; None for one's own."""
    kept = session.get(COMPARISON_KEY, {}).get("kept_on")
    return date.fromisoformat(kept) if kept and is_opened(session) else None


def is_opened(session: SessionBase) -> bool:
    """Whether the session holds a comparison opened by a code.

    Its numbers stay what they were, whatever has changed since, until the person
    changes an answer. Its answers suffice, even where more is asked today.
    """
    opened_with = session.get(COMPARISON_KEY, {}).get("opened_with")
    return opened_with is not None and opened_with == get_answers(session)


def _fingerprint(
    request: interface.ComparisonRequest, release: interface.Release
) -> str:
    """Name a request and the evidence by a digest; it is not the answers in clear."""
    parts = {
        "profile": interface.profile_document(request.profile),
        "horizons": request.horizons,
        "draws": request.draws,
        "seed": request.seed,
        "release": release.digest,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
