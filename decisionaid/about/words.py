"""Texts with their facts filled in."""

from __future__ import annotations

from collections.abc import Mapping

from decisionaid.about.page import Section, Text, TextPage


def fill_page(page: TextPage, facts: Mapping[str, str]) -> TextPage:
    """Fill the facts into every text of a page."""

    def filled(text: Text) -> str:
        return str(text) % facts

    return TextPage(
        filled(page.title),
        filled(page.lead),
        tuple(
            Section(
                filled(section.title),
                tuple(map(filled, section.paragraphs)),
                tuple(map(filled, section.points)),
            )
            for section in page.sections
        ),
    )
