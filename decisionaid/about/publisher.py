"""The page about who is behind the site: settings of the service that offers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from decisionaid.about.page import Section, Text
from decisionaid.about.words import fill_section
from decisionaid.core.content import Signature, mark, read_content


@dataclass(frozen=True)
class PublisherEntry:
    """Something only the publisher can say; ``filled`` tells whether they did."""

    id: str
    title: Text
    text: Text
    filled: bool


@dataclass(frozen=True)
class PublisherPage:
    """What the publisher says, and what the project says."""

    title: Text
    lead: Text
    entries: tuple[PublisherEntry, ...]
    sections: tuple[Section, ...]
    signature: Signature


def present_publisher(facts: Mapping[str, str]) -> PublisherPage:
    """Present the settings; what is empty is said to be so."""
    content = read_content("publisher")
    return PublisherPage(
        title=mark(content.get("title")),
        lead=mark(content.get("lead")),
        entries=tuple(
            PublisherEntry(
                id=one["id"],
                title=mark(one["title"]),
                text=settings.PUBLISHER[one["id"]] or mark(content.get("missing")),
                filled=bool(settings.PUBLISHER[one["id"]]),
            )
            for one in content.get("entries")
        ),
        sections=tuple(
            fill_section(
                Section(mark(one["title"]), points=tuple(map(mark, one["points"]))),
                facts,
            )
            for one in content.get("facts")
        ),
        signature=content.signature,
    )
