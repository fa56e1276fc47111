"""The page of words explained."""

from __future__ import annotations

from dataclasses import dataclass

from decisionaid.about.page import Text
from decisionaid.core.content import Signature, mark, read_content
from decisionaid.core.glossary import NAME, Term, get_terms


@dataclass(frozen=True)
class GlossaryPage:
    """Every term, by the alphabet of the language it is read in."""

    title: Text
    lead: Text
    terms: tuple[Term, ...]
    signature: Signature


def present_glossary() -> GlossaryPage:
    """Present every term."""
    content = read_content(NAME)
    return GlossaryPage(
        title=mark(content.get("title")),
        lead=mark(content.get("lead")),
        terms=tuple(
            sorted(get_terms().values(), key=lambda term: str(term.term).casefold())
        ),
        signature=content.signature,
    )
