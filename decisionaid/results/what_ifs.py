"""The same comparison with one thing changed: real runs of the model, with fewer draws.

A few draws tell a difference well, because both runs use the same ones, and a level
less well. So the difference is carried over to the person's own numbers, on the scale
of log odds, where no probability can leave 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from decisionaid.presentation.what_if import Change, Estimate, find_estimate
from decisionaid.releases.selectors import name_release_of
from riskmodel import interface

#: Draws of each run; the person's own numbers have more.
DRAWS = 400

Document = Mapping[str, Any]


@dataclass(frozen=True)
class WhatIf:
    """A change of answers, as the document's profile spells them, or of a scenario."""

    name: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    scenario: str = ""


def run_what_ifs(
    document: Document, what_ifs: Iterable[WhatIf], *, years: int
) -> dict[str, Change]:
    """Compare the options under each change; what cannot be is left out."""
    requests = {}
    for what_if in (WhatIf(""), *what_ifs):
        try:
            requests[what_if.name] = build_request(document, what_if, years=years)
        except interface.InvalidProfile:
            continue
    documents = interface.compare_many(
        requests.values(), release=name_release_of(document)
    )
    by_name = dict(zip(requests, documents, strict=True))
    base = by_name.pop("")
    return {
        name: Change(
            name,
            lambda option, what, changed=changed: carry_over(  # type: ignore[misc]
                own=find_estimate(document, option, what, years=years),
                base=find_estimate(base, option, what, years=years),
                changed=find_estimate(changed, option, what, years=years),
            ),
        )
        for name, changed in by_name.items()
    }


def build_request(
    document: Document, what_if: WhatIf, *, years: int
) -> interface.ComparisonRequest:
    """Ask for the person's comparison with one change.

    Raises
    ------
    InvalidProfile
        Where the change contradicts another answer.
    """
    return interface.read_json(
        {
            **document["profile"],
            **what_if.answers,
            "scenario": what_if.scenario or document["scenario"],
            "horizons": [years],
            "draws": DRAWS,
            "seed": document["seed"],
        }
    )


def carry_over(
    *, own: Estimate | None, base: Estimate | None, changed: Estimate | None
) -> Estimate | None:
    """Carry a difference between two short runs over to the person's own estimate."""
    if changed is None:
        return None
    if own is None or base is None:
        return changed
    shifted = {
        name: _shift(own[name], base[name], changed[name])
        for name in own
        if name in base and name in changed
    }
    return shifted


def _shift(own: float, base: float, changed: float) -> float:
    if changed == base:
        return own
    if not all(0 < share < 1 for share in (own, base, changed)):
        return changed
    odds = _odds(own) * _odds(changed) / _odds(base)
    return odds / (1 + odds)


def _odds(share: float) -> float:
    return share / (1 - share)
