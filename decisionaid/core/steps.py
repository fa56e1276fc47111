"""The patient's path: which step a session is at, and what each step needs.

One rule for all: no figure of death is met before the person has asked for it. A view
says by ``at_step`` where it stands on the path; whoever may not be there yet is led to
the step that is still open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import wraps
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from decisionaid.core import answers, flow, pages
from decisionaid.core.comparison import is_opened
from decisionaid.core.fields import Text


class Step(IntEnum):
    """The steps in their order."""

    ASKED = 0
    CHECKED = 1
    VALUES = 2
    SURE_BEFORE = 3
    READY = 4
    RESULTS = 5
    LIMIT = 6
    UNDERSTANDING = 7
    SURE_AFTER = 8
    SUMMARY = 9


class Need(IntEnum):
    """What a step needs; each includes those before it."""

    NOTHING = 0
    ANSWERS = 1
    NUMBERS = 2
    DEATHS = 3


@dataclass(frozen=True)
class Place:
    """A step's address, name and need."""

    url_name: str
    name: Text
    need: Need
    arguments: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.arguments)


PLACES = {
    Step.ASKED: Place("questionnaire:start", gettext_lazy("Questions"), Need.NOTHING),
    Step.CHECKED: Place(
        "questionnaire:check", gettext_lazy("Your answers"), Need.ANSWERS
    ),
    Step.VALUES: Place(
        "deliberation:values", gettext_lazy("What matters to you"), Need.ANSWERS
    ),
    Step.SURE_BEFORE: Place(
        "deliberation:sure",
        gettext_lazy("How you feel about it now"),
        Need.ANSWERS,
        ("before",),
    ),
    Step.READY: Place(
        "questionnaire:ready", gettext_lazy("Ready to see numbers"), Need.ANSWERS
    ),
    Step.RESULTS: Place("results:page", gettext_lazy("Your numbers"), Need.NUMBERS),
    Step.LIMIT: Place(
        "deliberation:limit", gettext_lazy("Your own limit"), Need.DEATHS
    ),
    Step.UNDERSTANDING: Place(
        "deliberation:understanding",
        gettext_lazy("Are the numbers clear?"),
        Need.DEATHS,
    ),
    Step.SURE_AFTER: Place(
        "deliberation:sure",
        gettext_lazy("How you feel about it after the numbers"),
        Need.NUMBERS,
        ("after",),
    ),
    Step.SUMMARY: Place(
        "results:print", gettext_lazy("Sheet for your consultation"), Need.NUMBERS
    ),
}

View = Callable[..., HttpResponse]


def find_step(session: SessionBase) -> Step:
    """Which step the session is at: the furthest reached that it may still be at."""
    reached = Step(answers.get_step(session))
    return max(step for step in Step if step <= reached and _may_see(session, step))


def find_stop(session: SessionBase, step: Step, need: Need | None = None) -> str | None:
    """Where a person is led who may not be at a step yet; None where they may.

    ``need`` is that of the view, where it is not the one of its step.
    """
    need = PLACES[step].need if need is None else need
    if need >= Need.ANSWERS and not _has_answers(session):
        return PLACES[Step.CHECKED].url
    if _is_met(session, need):
        return None
    return f"{PLACES[Step.READY].url}?next={step.name.lower()}"


def at_step(step: Step, *, need: Need | None = None) -> Callable[[View], View]:
    """Say where a view stands, and guard it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            stop = find_stop(request.session, step, need)
            if stop is not None:
                return redirect(stop)
            reach(request.session, step)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def reach(session: SessionBase, step: Step) -> None:
    """Note that a session has come to a step, unless it has been further."""
    if answers.get_step(session) < step:
        answers.set_step(session, step)


def after(session: SessionBase, step: Step) -> Step:
    """Which step comes next; whoever has said yes to numbers goes on to them."""
    if step < Step.READY and answers.is_ready(session):
        return Step.RESULTS
    later = (one for one in Step if one > step and _may_lead_to(session, one))
    return next(later, step)


def resume_url(session: SessionBase) -> str:
    """Where a person goes on who left."""
    if not _has_answers(session):
        return flow.resume_url(answers.get_answers(session))
    return PLACES[max(find_step(session), Step.CHECKED)].url


def next_url(session: SessionBase, step: Step) -> str:
    return PLACES[after(session, step)].url


def list_after(session: SessionBase, step: Step) -> list[Place]:
    """List the steps that follow, for links to them."""
    return [
        PLACES[later] for later in Step if later > step and _may_lead_to(session, later)
    ]


def back_url(session: SessionBase, step: Step) -> str:
    before = [one for one in Step if one < step and _may_lead_to(session, one)]
    return PLACES[before[-1]].url


def find_wanted(name: str) -> Place | None:
    """Find the step that a person wanted to see before being asked, by its name."""
    try:
        place = PLACES[Step[name.upper()]]
    except KeyError:
        return None
    return place if place.need > Need.ANSWERS else None


def describe(session: SessionBase, step: Step) -> dict[str, object]:
    """Give a step's page its name, the ways back and on, and how far along it is.

    The questions have a count of their own, so that the check page is the first.
    """
    return {
        "step_name": PLACES[step].name,
        "step_number": int(step),
        "step_count": int(max(Step)),
        "back_url": back_url(session, step),
        "next_url": next_url(session, step),
    }


def _has_answers(session: SessionBase) -> bool:
    if is_opened(session):
        return True
    return pages.find_missing(answers.get_answers(session)) is None


def _is_met(session: SessionBase, need: Need) -> bool:
    if need == Need.DEATHS:
        return answers.is_ready_for_deaths(session)
    return need < Need.NUMBERS or answers.is_ready(session)


def _may_see(session: SessionBase, step: Step) -> bool:
    return find_stop(session, step) is None


def _may_lead_to(session: SessionBase, step: Step) -> bool:
    """Whether links lead to a step: what is about deaths only where asked for."""
    return PLACES[step].need < Need.DEATHS or answers.is_ready_for_deaths(session)
