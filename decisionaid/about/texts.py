"""The pages that are only text, by their name in the address, from files of words."""

from __future__ import annotations

from typing import Any

from decisionaid.about.page import Section, TextPage
from decisionaid.core.content import ContentError, mark, read_content

#: In the order in which the site tells about itself.
TEXT_PAGES = ("intended-use", "method", "limits", "privacy", "accessibility", "offline")


def get_text_page(name: str) -> TextPage:
    """Get a page of text by its name."""
    content = read_content(f"pages/{name}")
    return TextPage(
        title=mark(content.get("title")),
        lead=mark(content.get("lead")),
        sections=tuple(
            _read_section(content.name, one) for one in content.get("sections")
        ),
        signature=content.signature,
    )


def _read_section(name: str, section: dict[str, Any]) -> Section:
    unknown = section.keys() - {"title", "paragraphs", "points"}
    if unknown or "title" not in section:
        raise ContentError(f"{name}: a section has title, paragraphs, points only")
    return Section(
        mark(section["title"]),
        tuple(map(mark, section.get("paragraphs", []))),
        tuple(map(mark, section.get("points", []))),
    )
