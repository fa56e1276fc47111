"""Texts with their facts filled in."""

from __future__ import annotations

from collections.abc import Mapping

from decisionaid.about.page import Section, Text, TextPage


def fill_text(text: Text, facts: Mapping[str, str]) -> str:
    """Fill the facts into a text."""
    return str(text) % facts


def fill_section(section: Section, facts: Mapping[str, str]) -> Section:
    """Fill the facts into every text of a section."""
    return Section(
        fill_text(section.title, facts),
        tuple(fill_text(text, facts) for text in section.paragraphs),
        tuple(fill_text(text, facts) for text in section.points),
    )


def fill_page(page: TextPage, facts: Mapping[str, str]) -> TextPage:
    """Fill the facts into every text of a page."""
    return TextPage(
        fill_text(page.title, facts),
        fill_text(page.lead, facts),
        tuple(fill_section(section, facts) for section in page.sections),
        page.signature,
    )
