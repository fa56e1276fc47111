"""A person's answers: what is kept, where, and for how long.

They live in the session and nowhere else. The session is a row in our database; the
browser holds only its random key. Nothing a person answers is in an address, a
cookie, a log or the browser's storage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

#: Answers of one page: field name to its cleaned value, ready for JSON.
PageAnswers = Mapping[str, Any]
#: Page name to the answers of that page.
Answers = Mapping[str, PageAnswers]

ANSWERS_KEY = "answers"
READY_KEY = "ready_to_see_numbers"
COMPARISON_KEY = "comparison"
#: Yes to figures of death on the pages about the site, which need no answers.
READY_TO_READ_KEY = "ready_to_read_figures"
#: How the results are laid out for this person.
VIEW_KEY = "view"
_KEYS = (ANSWERS_KEY, READY_KEY, COMPARISON_KEY, READY_TO_READ_KEY, VIEW_KEY)


def hours_kept() -> int:
    """Hours after the last answer at which the session ends and its answers with it."""
    return int(settings.SESSION_COOKIE_AGE) // 3600


def get_answers(session: SessionBase) -> dict[str, dict[str, Any]]:
    """Every answer so far, by page; a copy that may be changed."""
    return {page: dict(given) for page, given in session.get(ANSWERS_KEY, {}).items()}


def has_any(session: SessionBase) -> bool:
    return bool(session.get(ANSWERS_KEY))


def save_page(session: SessionBase, page: str, given: PageAnswers) -> None:
    """Keep the answers of one page in place of earlier ones."""
    session[ANSWERS_KEY] = {**get_answers(session), page: dict(given)}


def set_ready(session: SessionBase, *, ready: bool) -> None:
    session[READY_KEY] = ready


def is_ready(session: SessionBase) -> bool:
    """Whether the person has said yes to seeing numbers."""
    return session.get(READY_KEY) is True


def set_ready_to_read(session: SessionBase) -> None:
    session[READY_TO_READ_KEY] = True


def is_ready_to_read(session: SessionBase) -> bool:
    """Whether figures of death may stand on a page about the site."""
    return is_ready(session) or session.get(READY_TO_READ_KEY) is True


def get_view(session: SessionBase) -> dict[str, Any]:
    """How the results are laid out: see `decisionaid.presentation.view`."""
    return dict(session.get(VIEW_KEY, {}))


def save_view(session: SessionBase, **chosen: Any) -> None:
    """Keep what was chosen about the layout; the rest stays."""
    session[VIEW_KEY] = {**get_view(session), **chosen}


def forget(session: SessionBase) -> None:
    """Delete every answer, and the session's row with them.

    A signed-in clinician stays signed in: only what belongs to the answers goes.
    """
    for key in _KEYS:
        session.pop(key, None)
    if not session.keys():
        session.flush()
