"""A dry run: whose picture changes, and how, if another release were used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from decisionaid.evidence_desk.panel import DRAWS, YEARS, make_panel
from decisionaid.presentation.counts import count_outcomes
from riskmodel import interface

OUTCOMES = ("worse", "died_treatment")
MOST = 10
NOT_COMPARED = "not compared"
#: Changes of 1,000 people, by size: up to and including each, either way.
SIZES = (0, 5, 20, 50)
Document = Mapping[str, Any]


def compare_releases(live: str, candidate: str) -> dict[str, Any]:
    """Run the panel on both releases; what is found can be kept as JSON."""
    panel = make_panel()
    pairs = list(
        zip(
            interface.compare_many(panel, release=live),
            interface.compare_many(panel, release=candidate),
            strict=True,
        )
    )
    changes = [change for before, after in pairs for change in _changes(before, after)]
    known = [change for change in changes if change["change"] is not None]
    known.sort(key=lambda change: -abs(change["change"]))
    return {
        "panel": len(panel),
        "draws": DRAWS,
        "years": YEARS,
        "live": live,
        "candidate": candidate,
        "counts": _count(changes),
        "most": _first_of_each_person(known),
        "statuses": [move for before, after in pairs for move in _moves(before, after)],
    }


def _changes(before: Document, after: Document) -> Iterator[dict[str, Any]]:
    for option in before["options"]:
        counts = [_count_people(document, option) for document in (before, after)]
        for outcome in OUTCOMES:
            old, new = (found.get(outcome) for found in counts)
            yield {
                "profile": before["profile"],
                "option": option,
                "outcome": outcome,
                "before": old,
                "after": new,
                "change": None if old is None or new is None else new - old,
            }


def _count_people(document: Document, option: str) -> dict[str, int]:
    """Count the five groups as people see them; none where they are not known.

    A change that gives the same picture is none.
    """
    outcomes = document["options"][option]["horizons"][str(YEARS)]["outcomes"]
    return {} if None in outcomes.values() else count_outcomes(outcomes)


def _count(changes: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, int]]]:
    counts: dict[str, dict[str, Counter[str]]] = {outcome: {} for outcome in OUTCOMES}
    for change in changes:
        of_option = counts[change["outcome"]].setdefault(change["option"], Counter())
        of_option[name_size(change["change"])] += 1
    return {
        outcome: {option: dict(found) for option, found in options.items()}
        for outcome, options in counts.items()
    }


def name_size(change: int | None) -> str:
    """Name the size of a change, as in ``"+5"``: up to five people more."""
    if change is None:
        return NOT_COMPARED
    within = [str(size) for size in SIZES if abs(change) <= size] or ["over"]
    return within[0] if change == 0 else f"{'+' if change > 0 else '-'}{within[0]}"


def _first_of_each_person(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the largest change of each of the people who change most."""
    found: dict[str, dict[str, Any]] = {}
    for change in changes:
        if change["change"] and len(found) < MOST:
            found.setdefault(str(change["profile"]), change)
    return list(found.values())


def _moves(before: Document, after: Document) -> Iterator[dict[str, Any]]:
    for option, then in before["options"].items():
        now = after["options"][option]
        if then["status"] != now["status"]:
            yield {
                "profile": before["profile"],
                "option": option,
                "before": then["status"],
                "after": now["status"],
            }
