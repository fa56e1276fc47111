"""Shown numbers, read out of a page with the sentence each stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from tests.rules.reading import copy_ours

OPTIONS = ("no_dmt", "natalizumab", "alemtuzumab", "ahsct")
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
ABILITIES = ("edss_at_least_6", "edss_at_least_7", "relapse_free")
#: A time, as a sentence says it.
TIME = re.compile(
    r"\b(\d+ years?|\d+ days|soon after the transplant|\d{4} to \d{4}|year by year)\b",
    re.IGNORECASE,
)
MARK = re.compile(r"⟦([^⟧]+)⟧")


@dataclass(frozen=True)
class Shown:
    """A number on a page."""

    id: str
    text: str
    value: float
    count: int

    @property
    def is_mean(self) -> bool:
        return self.id.endswith(".mean")


def list_numbers(part: Tag) -> list[Shown]:
    """List the written numbers of the model on a page; bars are drawn ones."""
    return [
        Shown(
            str(one["data-number"]),
            " ".join(one.get_text().split()),
            float(str(one["data-value"])),
            int(str(one["data-count"])),
        )
        for one in part.select("[data-number][data-count]")
        if not one.find_parents("svg")
    ]


def list_sentences(part: Tag) -> Iterator[tuple[str, list[str]]]:
    """List the sentences with numbers: the text, and the ids of the numbers in it."""
    copy = copy_ours(part)
    for block in copy.select("p, li, dd, figcaption"):
        if not block.select("[data-number]") or block.select("table, li, p"):
            continue
        marked = BeautifulSoup(str(block), "html.parser")
        for one in marked.select("[data-number]"):
            one.insert_before(f"⟦{one['data-number']}⟧")
        text = " ".join(marked.get_text().split())
        for sentence in re.split(r"(?<=[.?!])\s+(?!⟦)", text):
            ids = MARK.findall(sentence)
            if ids:
                yield " ".join(MARK.sub("", sentence).split()), ids
