"""The model card: what a reader of prediction models asks, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisionaid.about.page import Text
from decisionaid.about.words import fill_text
from decisionaid.core.content import Signature, mark, read_content

NAME = "model_card"


@dataclass(frozen=True)
class CardItem:
    """One item: its number in the list it is from, what is asked, and the answer."""

    ref: str
    title: Text
    text: str


@dataclass(frozen=True)
class CardList:
    """The items of one list."""

    id: str
    title: Text
    lead: Text
    items: tuple[CardItem, ...]


@dataclass(frozen=True)
class ModelCard:
    """The page."""

    title: Text
    lead: Text
    lists: tuple[CardList, ...]
    signature: Signature


def present_model_card(facts: Mapping[str, str]) -> ModelCard:
    """Present every item, its facts taken from the release and the settings."""
    content = read_content(NAME)

    def read_item(item: Mapping[str, Any]) -> CardItem:
        text = fill_text(mark(item["text"]), facts)
        return CardItem(item["ref"], mark(item["title"]), text)

    return ModelCard(
        title=mark(content.get("title")),
        lead=mark(content.get("lead")),
        lists=tuple(
            CardList(
                one["id"],
                mark(one["title"]),
                mark(one["lead"]),
                tuple(map(read_item, one["items"])),
            )
            for one in content.get("lists")
        ),
        signature=content.signature,
    )
