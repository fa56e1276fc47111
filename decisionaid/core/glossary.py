"""Words that need explaining: each once, for every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from decisionaid.core.content import ContentError, mark, read_content

NAME = "glossary"


@dataclass(frozen=True)
class Term:
    """A word, other ways to write it, and what it means."""

    id: str
    term: Any
    also: tuple[str, ...]
    meaning: Any


@cache
def get_terms() -> dict[str, Term]:
    """Get every term by its id, as the file lists them."""
    terms: dict[str, Term] = {}
    for one in read_content(NAME).get("terms"):
        term = Term(
            one["id"], mark(one["term"]), tuple(one["also"]), mark(one["meaning"])
        )
        if term.id in terms:
            raise ContentError(f"{NAME}: {term.id} stands twice")
        terms[term.id] = term
    return terms
