"""What a person thought about their numbers: read from a session, put back into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext_lazy

from decisionaid.core import answers
from decisionaid.core.fields import Text

#: Part to what was said in it; a part that was left out is missing.
Deliberation = Mapping[str, Any]

#: What a person may agree to keep, each with its parts.
KEEPABLE: dict[str, tuple[Text, tuple[str, ...]]] = {
    "values": (
        gettext_lazy("What matters to me, with my own words and questions"),
        ("values",),
    ),
    "limit": (gettext_lazy("My own limit"), ("own_limit", "limit_run")),
    "unclear": (
        gettext_lazy("What is unclear to me, and how sure I feel"),
        ("understanding", "sure"),
    ),
}


def read_deliberation(session: SessionBase) -> dict[str, Any]:
    """Read what the person has said so far."""
    parts = {
        "values": answers.get_values(session),
        "sure": answers.get_sure(session),
        "own_limit": (limit := answers.get_own_limit(session)),
        # The choices that led to the limit: its page shows it from them.
        "limit_run": answers.get_limit_run(session) if limit else None,
        "understanding": answers.get_understanding(session),
    }
    return {name: said for name, said in parts.items() if said is not None}


def list_keepable(said: Deliberation) -> list[tuple[str, Text]]:
    """List what of it can be kept, with the words that ask for it."""
    return [
        (name, words)
        for name, (words, parts) in KEEPABLE.items()
        if any(part in said for part in parts)
    ]


def choose_kept(said: Deliberation, agreed: Iterable[str]) -> dict[str, Any]:
    """Choose the parts that the person agreed to keep."""
    parts = {part for name in agreed for part in KEEPABLE[name][1]}
    return {part: content for part, content in said.items() if part in parts}


def restore_deliberation(session: SessionBase, kept: Deliberation) -> None:
    """Put what was kept into a session that holds the same comparison."""
    if "values" in kept:
        answers.save_values(session, kept["values"])
    for moment, said in kept.get("sure", {}).items():
        answers.save_sure(session, moment, said)
    if "limit_run" in kept:
        answers.save_limit_run(session, kept["limit_run"])
    if "understanding" in kept:
        answers.save_understanding(session, kept["understanding"])
