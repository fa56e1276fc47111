"""A change of the picture as presenters see it: estimates by option and outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Estimate = Mapping[str, float]
#: What `find_estimate` finds, of one change.
Find = Callable[[str, str], Estimate | None]

#: The groups that together are dead or more disabled.
DEAD_OR_WORSE = ("died_treatment", "died_other", "worse")


@dataclass(frozen=True)
class Change:
    """A named change; ``find`` gives an option's estimate of an outcome, or None."""

    name: str
    find: Find


def find_estimate(
    document: Mapping[str, Any], option: str, what: str, *, years: int
) -> Estimate | None:
    """Find one estimate of a document.

    ``what`` is an outcome, an ability, ``harms.`` and a harm, or ``dead_or_worse``,
    whose mean is the sum of three groups'.
    """
    found = document["options"][option]
    if what.startswith("harms."):
        harm = found["harms"].get(what.removeprefix("harms."), {})
        estimate: Estimate | None = harm.get(str(years))
        return estimate
    horizon = found["horizons"][str(years)]
    outcomes = horizon["outcomes"]
    if what == "dead_or_worse":
        if outcomes["worse"] is None:
            return None
        return {"mean": sum(outcomes[name]["mean"] for name in DEAD_OR_WORSE)}
    estimate = outcomes[what] if what in outcomes else horizon[what]
    return estimate
