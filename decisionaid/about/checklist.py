"""What is asked of a decision aid, and whether it holds: from the names of tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Text
from decisionaid.core.content import ContentError, Signature, mark, read_content

NAME = "checklist"


class Status(Enum):
    """Whether something asked for holds."""

    MET = "met"
    NEEDS_PEOPLE = "needs people"
    NOT_MET = "not met"


STATUS_WORDS = {
    Status.MET: _("Met"),
    Status.NEEDS_PEOPLE: _("Needs people"),
    Status.NOT_MET: _("Not met"),
}


@dataclass(frozen=True)
class Item:
    """One thing asked for: met where tests show it, unless it takes people to tell."""

    id: str
    text: Text
    tests: tuple[str, ...]
    status: Status
    note: Text

    @property
    def status_words(self) -> Text:
        return STATUS_WORDS[self.status]


@dataclass(frozen=True)
class Group:
    """Items from one place."""

    title: Text
    lead: Text
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Total:
    """How many items have a status."""

    words: Text
    count: int


@dataclass(frozen=True)
class Checklist:
    """The page."""

    title: Text
    lead: Text
    totals: tuple[Total, ...]
    groups: tuple[Group, ...]
    signature: Signature


def present_checklist() -> Checklist:
    """Present every item with its status and its tests."""
    content = read_content(NAME)
    groups = tuple(
        Group(
            mark(group["title"]),
            mark(group["lead"]),
            tuple(map(_read_item, group["items"])),
        )
        for group in content.get("groups")
    )
    counts = Counter(item.status for group in groups for item in group.items)
    return Checklist(
        title=mark(content.get("title")),
        lead=mark(content.get("lead")),
        totals=tuple(Total(STATUS_WORDS[one], counts[one]) for one in Status),
        groups=groups,
        signature=content.signature,
    )


def _read_item(item: Mapping[str, Any]) -> Item:
    tests, needs_people = tuple(item["tests"]), item.get("needs") == "people"
    if not tests and "note" not in item:
        raise ContentError(
            f"{NAME}: {item['id']} has no test and no note that says why"
        )
    if needs_people:
        status = Status.NEEDS_PEOPLE
    else:
        status = Status.MET if tests else Status.NOT_MET
    return Item(
        item["id"], mark(item["text"]), tests, status, mark(item.get("note", ""))
    )
