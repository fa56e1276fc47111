"""Texts that a clinician edits: files of words, each with its author and its date.

They stand in ``decisionaid/content``, as TOML. A change of one is a change of a file
that others review. Whoever edits needs no Python; a mistake stops the site from
starting, with the name of the file and of what is wrong in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

FOLDER = Path(__file__).resolve().parent.parent / "content"
#: Keys whose values are names for machines, never shown as words.
NAMES = frozenset({"id", "group", "needs", "page", "tests", "ref"})


class ContentError(ValueError):
    """A file of words that cannot be used: which, and what is wrong in it."""


@dataclass(frozen=True)
class Signature:
    """Who answers for a text, by role, and since when it reads as it does."""

    author: str
    date: date


@dataclass(frozen=True)
class Content:
    """A file of words.

    ``data`` has the texts as they stand; ``mark`` makes one of them translatable.
    """

    name: str
    signature: Signature
    data: Mapping[str, Any]

    def get(self, *path: str) -> Any:
        """Get a value by its keys.

        Raises
        ------
        ContentError
            When there is none.
        """
        found: Any = self.data
        for key in path:
            if key not in found:
                raise ContentError(f"{self.name}: {'.'.join(path)} is missing")
            found = found[key]
        return found

    def each(self, key: str) -> tuple[Content, ...]:
        """Get a list's entries, each to be read like a file of its own."""
        return tuple(
            Content(f"{self.name}: {key}[{number}]", self.signature, entry)
            for number, entry in enumerate(self.get(key), start=1)
        )


def mark(text: str) -> Any:
    """Make a text translatable: its English is its name in the catalogues."""
    return gettext_lazy(text) if text else ""


@cache
def read_content(name: str) -> Content:
    """Read a file of words and check what every such file must have.

    Raises
    ------
    ContentError
        When it cannot be read, has no author or date, or leaves a text empty.
    """
    path = FOLDER / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{name}: {error}") from error
    return check_content(name, data)


def check_content(name: str, data: dict[str, Any]) -> Content:
    """Check what every file of words must have."""
    author, day = data.pop("author", None), data.pop("date", None)
    if not isinstance(author, str) or not author.strip():
        raise ContentError(f"{name}: author is missing")
    if type(day) is not date:
        raise ContentError(f"{name}: date is missing, or is not year-month-day")
    for place, text in walk_texts(data):
        if not text.strip():
            raise ContentError(f"{name}: {place} is empty")
    return Content(name, Signature(author, day), data)


def walk_texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Walk every text in a value, with where it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from walk_texts(one, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, one in enumerate(value, start=1):
            yield from walk_texts(one, f"{place}[{number}]")


def list_contents() -> tuple[Content, ...]:
    """Read every file of words."""
    paths = sorted(FOLDER.rglob("*.toml"))
    return tuple(
        read_content(path.relative_to(FOLDER).with_suffix("").as_posix())
        for path in paths
    )


def list_words() -> tuple[str, ...]:
    """List every text to be translated, and who signs it, each once."""
    contents = list_contents()
    texts = [
        text
        for content in contents
        for place, text in walk_texts(content.data)
        if not NAMES & {key.split("[")[0] for key in place.split(".")}
    ]
    return tuple(dict.fromkeys([*texts, *(one.signature.author for one in contents)]))
