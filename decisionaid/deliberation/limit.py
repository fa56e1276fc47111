"""The session's either/or questions: what a button does, and what is shown next."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from decisionaid.core import answers, own_limit
from decisionaid.core.own_limit import MOST_QUESTIONS, Run
from decisionaid.presentation.presenters.limit import (
    TRANSPLANT,
    Offer,
    list_offers,
    present_own_limit,
    write_suppose,
)
from decisionaid.presentation.view import read_view

Document = Mapping[str, Any]
Offers = tuple[Offer, ...]


@dataclass(frozen=True)
class LimitRun:
    """The run of one session, with what it weighs."""

    offer: Offer
    run: Run


def read_offers(session: SessionBase, document: Document) -> Offers:
    return list_offers(document, view=read_view(session))


def read_run(session: SessionBase, offers: Offers) -> LimitRun | None:
    """Read the run; one about other numbers than today's is over."""
    kept = answers.get_limit_run(session)
    if kept is None:
        return None
    for offer in offers:
        if offer.comparator == kept["comparator"] and (
            offer.worse_counts == kept["worse"]
        ):
            return LimitRun(offer, Run(kept["start"], tuple(kept["given"])))
    return None


def start(session: SessionBase, offer: Offer, *, generator: random.Random) -> None:
    _save(session, LimitRun(offer, Run(own_limit.draw_start(generator))))


def choose(session: SessionBase, current: LimitRun, *, number: int, take: str) -> None:
    """Keep one choice; one for a question that is not open changes nothing."""
    try:
        run = own_limit.answer(current.run, number=number, accepted=take == TRANSPLANT)
    except ValueError:
        return
    _save(session, LimitRun(current.offer, run))


def step_back(session: SessionBase, current: LimitRun) -> None:
    """Take the last answer back; before the first, choose anew what to compare with."""
    if current.run.given:
        _save(session, LimitRun(current.offer, own_limit.step_back(current.run)))
    else:
        answers.save_limit_run(session, None)


def present(session: SessionBase, document: Document) -> tuple[str, dict[str, Any]]:
    """Give the template's name and content: the offers, a question, or the limit."""
    offers = read_offers(session, document)
    current = read_run(session, offers)
    if current is None:
        return "offers", {
            "offers": offers,
            "can_ask": any(offer.columns for offer in offers),
            "most": MOST_QUESTIONS,
        }
    question = own_limit.find_question(current.run)
    if question is None:
        return "found", {"limit": present_own_limit(document, _describe(current))}
    return "question", {
        "offer": current.offer,
        "question": question,
        "most": MOST_QUESTIONS,
        "suppose": write_suppose(current.offer, question.deaths),
    }


def _save(session: SessionBase, current: LimitRun) -> None:
    run, offer = current.run, current.offer
    kept = {
        "comparator": offer.comparator,
        "worse": offer.worse_counts,
        "start": run.start,
        "given": list(run.given),
        "found": _describe(current) or None,
    }
    answers.save_limit_run(session, kept)


def _describe(current: LimitRun) -> dict[str, Any]:
    """Describe the limit as `decisionaid.core.answers.get_own_limit` promises it."""
    limit = own_limit.find_limit(current.run)
    if limit is None:
        return {}
    return {
        "comparator": current.offer.comparator,
        "worse": current.offer.worse_counts,
        **asdict(limit),
    }
