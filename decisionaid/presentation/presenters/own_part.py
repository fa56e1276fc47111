"""What the person said, for the sheet: in our words or in theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext

from decisionaid.core.sure import STATEMENTS
from decisionaid.core.values import LEVELS, OUTCOMES
from decisionaid.presentation.markup import fill
from decisionaid.presentation.presenters.limit import YEARS, present_own_limit
from decisionaid.presentation.presenters.understanding import word_topics
from decisionaid.presentation.sheet import Fact, OwnPart
from decisionaid.presentation.wording.labels import word_years

#: Lines of a person's own words that stand as points of their own.
MOST_LINES = 6


def present_own_part(
    document: Mapping[str, Any], deliberation: Mapping[str, Any]
) -> OwnPart:
    """Present the person's own part; what they left out is left out.

    ``deliberation`` holds "values", "sure", "own_limit" and "understanding" as
    `decisionaid.core.answers` gives them.
    """
    values = deliberation.get("values", {})
    return OwnPart(
        values=_list_values(values.get("ratings", {})),
        concerns=_list_lines(values.get("concerns", "")),
        limit=_write_limit(document, deliberation.get("own_limit")),
        unclear=(
            *_list_not_understood(deliberation.get("understanding", {})),
            *_list_unsure(deliberation.get("sure", {})),
        ),
        questions=_list_lines(values.get("questions", "")),
    )


def _list_values(ratings: Mapping[str, str]) -> tuple[Fact, ...]:
    """List each level, from most to least, with what was rated so."""
    return tuple(
        Fact(str(name), "; ".join(rated))
        for level, name in LEVELS.items()
        if (
            rated := [
                str(outcome.name)
                for outcome_id, outcome in OUTCOMES.items()
                if ratings.get(outcome_id) == level
            ]
        )
    )


def _list_lines(text: str) -> tuple[str, ...]:
    """Take a person's text line by line; many short lines end up in one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [" / ".join(lines[MOST_LINES - 1 :])]
    return tuple(lines)


def _write_limit(
    document: Mapping[str, Any], found: Mapping[str, Any] | None
) -> tuple[SafeString, ...]:
    """Write the person's limit, today's estimate, and when the two come out level."""
    if found is None or not _are_known(document, "ahsct", found["comparator"]):
        return ()
    limit = present_own_limit(document, found)
    words = gettext("%(name)s over %(time)s, of 1,000: %(text)s")
    beside = (
        fill(words, name=row.name, time=word_years(YEARS), text=row.text)
        for row in limit.rows[1:]
    )
    not_firm = (fill(limit.not_firm),) if limit.not_firm else ()
    return (limit.sentences[0], *beside, *not_firm)


def _are_known(document: Mapping[str, Any], *options: str) -> bool:
    found = (document["options"][option]["status"] for option in options)
    return "not_estimable" not in found


def _list_not_understood(understanding: Mapping[str, Any]) -> tuple[str, ...]:
    """List what was answered otherwise than the numbers say."""
    return tuple(map(capfirst, word_topics(understanding.get("unclear", ()))))


def _list_unsure(sure: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """List the statements that the person last said no to."""
    given = sure.get("after") or sure.get("before") or {}
    return tuple(
        gettext("Not yet: “%(statement)s”") % {"statement": statement.text}
        for name, statement in STATEMENTS.items()
        if given.get(name) == "no"
    )
