"""A person's answers: what is kept, where, and for how long.

They live in the session and nowhere else. The session is a row in our database; the
browser holds only its random key. Nothing a person answers is in an address, a
cookie, a log or the browser's storage.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
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
#: How much a person who is ready wants to see.
DETAIL_KEY = "detail"
#: The furthest step reached on the path.
STEP_KEY = "step"
VALUES_KEY = "values"
SURE_KEY = "sure"
OWN_LIMIT_KEY = "own_limit"
UNDERSTANDING_KEY = "understanding"
#: What this browser has been counted for already: names of counters, no answer.
COUNTED_KEY = "counted"
#: What a person said about numbers that were theirs; other answers, other numbers.
_ABOUT_NUMBERS = (OWN_LIMIT_KEY, UNDERSTANDING_KEY)
_KEYS = (
    ANSWERS_KEY,
    READY_KEY,
    COMPARISON_KEY,
    READY_TO_READ_KEY,
    VIEW_KEY,
    DETAIL_KEY,
    STEP_KEY,
    VALUES_KEY,
    SURE_KEY,
    *_ABOUT_NUMBERS,
    COUNTED_KEY,
)

#: The choices of how much to see.
EVERYTHING = "everything"
LESS = "less"


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
    before = get_answers(session)
    if before.get(page) != dict(given):
        for key in _ABOUT_NUMBERS:
            session.pop(key, None)
    session[ANSWERS_KEY] = {**before, page: dict(given)}


def set_ready(session: SessionBase, *, ready: bool, detail: str = EVERYTHING) -> None:
    """Note the choice; one for fewer numbers takes back an earlier yes to read them."""
    session[READY_KEY] = ready
    session[DETAIL_KEY] = detail
    if not is_ready_for_deaths(session):
        session.pop(READY_TO_READ_KEY, None)


def is_ready(session: SessionBase) -> bool:
    """Whether the person has said yes to seeing numbers."""
    return session.get(READY_KEY) is True


def get_detail(session: SessionBase) -> str | None:
    """How much the person wants to see: everything, less, or None before a yes."""
    return session.get(DETAIL_KEY, EVERYTHING) if is_ready(session) else None


def is_ready_for_deaths(session: SessionBase) -> bool:
    """Whether figures of death may be shown; "less" leaves them out."""
    return get_detail(session) == EVERYTHING


def set_ready_to_read(session: SessionBase) -> None:
    session[READY_TO_READ_KEY] = True


def is_ready_to_read(session: SessionBase) -> bool:
    """Whether figures of death may stand on a page about the site."""
    return is_ready_for_deaths(session) or session.get(READY_TO_READ_KEY) is True


def get_step(session: SessionBase) -> int:
    """Which step of the path was the furthest so far."""
    return int(session.get(STEP_KEY, 0))


def set_step(session: SessionBase, step: int) -> None:
    session[STEP_KEY] = int(step)


def get_values(session: SessionBase) -> dict[str, Any] | None:
    """Give what matters to the person, or None where they have not said.

    ``ratings`` maps each outcome of `decisionaid.core.values` that was asked to the
    level chosen, or to "" where none was; ``concerns`` and ``questions`` are the
    person's own words, "" where there are none.
    """
    return deepcopy(session.get(VALUES_KEY))


def save_values(session: SessionBase, given: Mapping[str, Any]) -> None:
    session[VALUES_KEY] = dict(given)


def get_sure(session: SessionBase) -> dict[str, dict[str, str]] | None:
    """Give answers to the SURE statements: moment to statement to answer.

    The moments are "before" and "after"; one that was skipped is missing, and without
    any of the two this is None. An answer is "yes", "no" or "" where none was given.
    """
    return deepcopy(session.get(SURE_KEY))


def save_sure(session: SessionBase, moment: str, given: Mapping[str, str]) -> None:
    session[SURE_KEY] = {**(get_sure(session) or {}), moment: dict(given)}


def get_own_limit(session: SessionBase) -> dict[str, Any] | None:
    """Give the person's own limit, or None while it is not found or was not said.

    ``comparator`` is the option it was weighed against; ``accepts`` the most deaths of
    1,000 that the person would take, ``refuses`` the fewest they would not; one of the
    two is None beyond an end of the ladder. ``consistent`` says whether the question
    asked twice was answered alike; ``worse`` holds the counts of 1,000 that were
    offered, by option.
    """
    run = get_limit_run(session) or {}
    return run.get("found")


def get_limit_run(session: SessionBase) -> dict[str, Any] | None:
    """How far the either/or questions have come, or None before the first."""
    return deepcopy(session.get(OWN_LIMIT_KEY))


def save_limit_run(session: SessionBase, run: Mapping[str, Any] | None) -> None:
    """Keep the questions' state; None forgets it."""
    if run is None:
        session.pop(OWN_LIMIT_KEY, None)
    else:
        session[OWN_LIMIT_KEY] = dict(run)


def get_understanding(session: SessionBase) -> dict[str, Any] | None:
    """Give answers to the questions about the person's own numbers, or None.

    ``given`` maps each question to the answer chosen, "" where none was; ``unclear``
    lists the questions that were answered otherwise than the numbers say.
    """
    return deepcopy(session.get(UNDERSTANDING_KEY))


def save_understanding(session: SessionBase, given: Mapping[str, Any]) -> None:
    session[UNDERSTANDING_KEY] = dict(given)


def mark_counted(session: SessionBase, name: str) -> bool:
    """Note that a counter has counted this browser; say whether for the first time."""
    counted = session.get(COUNTED_KEY, [])
    if name in counted:
        return False
    session[COUNTED_KEY] = [*counted, name]
    return True


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
