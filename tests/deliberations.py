"""What people may have said about their numbers, as the session keeps it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from decisionaid.core.answers import (
    OWN_LIMIT_KEY,
    SURE_KEY,
    UNDERSTANDING_KEY,
    VALUES_KEY,
)
from decisionaid.deliberation.fields import LONGEST_TEXT

CONCERNS = "My mother would look after the children.\nI am self-employed."
QUESTIONS = "How many people like me has the centre treated?\nCan eggs be stored first?"


def make_deliberation(
    *, concerns: str = CONCERNS, questions: str = QUESTIONS
) -> dict[str, Any]:
    """Make every part, as `decisionaid.summaries.deliberated` reads it."""
    limit = {
        "comparator": "natalizumab",
        "accepts": 10,
        "refuses": 15,
        "consistent": True,
        "worse": {"natalizumab": 230, "ahsct": 150},
    }
    run = {
        "comparator": "natalizumab",
        "worse": limit["worse"],
        "start": 8,
        "given": [False, True, False, True, False],
        "found": limit,
    }
    return {
        "values": {
            "ratings": {
                "dying": "quite",
                "walking_aid": "very",
                "better": "very",
                "relapses": "little",
                "hospital": "not",
                "fertility": "unsure",
                "infusions": "",
            },
            "concerns": concerns,
            "questions": questions,
        },
        "sure": {"before": {"sure": "no"}, "after": {"sure": "yes", "support": "no"}},
        "own_limit": limit,
        "limit_run": run,
        "understanding": {"given": {"aid": "", "range": "any"}, "unclear": ["range"]},
    }


def make_longest() -> dict[str, Any]:
    """Make the deliberation that takes the most room on paper."""
    sentence = "My mother would have to look after the children while I am away. "
    question = "How many people like me has the centre treated, and who died?\n"
    longest = make_deliberation(
        concerns=(sentence * 20)[:LONGEST_TEXT],
        questions=(question * 20)[:LONGEST_TEXT],
    )
    nothing = dict.fromkeys(("sure", "understand", "matters", "support"), "no")
    longest["sure"]["after"] = nothing
    unclear = ["worse", "died", "not_died", "aid", "range", "who"]
    longest["understanding"]["unclear"] = unclear
    longest["own_limit"]["consistent"] = False
    return longest


def say(client: Client, deliberation: dict[str, Any]) -> None:
    """Put what a person said into their session."""
    session = client.session
    session[VALUES_KEY] = deliberation["values"]
    session[SURE_KEY] = deliberation["sure"]
    session[OWN_LIMIT_KEY] = deliberation["limit_run"]
    session[UNDERSTANDING_KEY] = deliberation["understanding"]
    session.save()
