"""Harms: a name, what it means, and the sentence that tells how many."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from decisionaid.core.content import mark, read_content


@dataclass(frozen=True)
class HarmWords:
    """A harm's name, a plain explanation, and what happens to those who have it."""

    name: str | Promise
    explanation: str | Promise
    verb: str | Promise


_WORDS = read_content("harms")
#: By the evidence's ids, as ``content/harms.toml`` words them.
HARMS = {
    str(harm.get("id")): HarmWords(
        mark(harm.get("name")), mark(harm.get("explanation")), mark(harm.get("verb"))
    )
    for harm in _WORDS.each("harms")
}


WOMEN = gettext_lazy("Women")
WOMEN_BY_AGE = gettext_lazy("Women, by age")
#: Of a survey, as ``content/harms.toml`` words it; its summary was read.
KNOWN_BY_AGE = tuple(mark(_WORDS.get("by_age", part)) for part in ("younger", "older"))
SOURCE_BY_AGE = mark(_WORDS.get("by_age", "source"))
DOI_BY_AGE = str(_WORDS.get("by_age", "ref"))
MEN = gettext_lazy("Men")


def get_harm_words(harm_id: str) -> HarmWords:
    """Get a harm's words; a harm from a newer model keeps its id, made readable."""
    if harm_id in HARMS:
        return HARMS[harm_id]
    name = harm_id.replace("_", " ")
    return HarmWords(name.capitalize(), "", name)
