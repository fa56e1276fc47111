"""What a person thought about their numbers: read from a session, put back into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from decisionaid.core import answers

#: Part to what was said in it; a part that was left out is missing.
Deliberation = Mapping[str, Any]


def read_deliberation(session: SessionBase) -> dict[str, Any]:
    """Read what the person has said so far."""
    parts = {
        "values": answers.get_values(session),
        "sure": answers.get_sure(session),
        "own_limit": answers.get_own_limit(session),
        "understanding": answers.get_understanding(session),
    }
    return {name: said for name, said in parts.items() if said is not None}


def restore_deliberation(session: SessionBase, kept: Deliberation) -> None:
    """Put what was kept into a session that holds the same comparison."""
    if "values" in kept:
        answers.save_values(session, kept["values"])
    for moment, said in kept.get("sure", {}).items():
        answers.save_sure(session, moment, said)
    if "own_limit" in kept:
        # The questions that led to it are not asked again.
        answers.save_limit_run(session, {"found": kept["own_limit"]})
    if "understanding" in kept:
        answers.save_understanding(session, kept["understanding"])
