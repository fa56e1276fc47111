"""No small cells: a count under five is not shown, nor what would give it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_SHOWN = 5


@dataclass(frozen=True)
class Counts:
    """Cells that add up to a total; None is a cell or total that is not shown."""

    cells: Mapping[str, int | None]
    total: int | None


def suppress(cells: Mapping[str, int]) -> Counts:
    """Hide small cells of one row, whose total is shown beside them.

    A lone hidden cell would be the total less the others, so the next smallest is
    hidden with it; where there is none, or hidden cells add up to less than five in
    all, the total is hidden.
    """
    total = sum(cells.values())
    hidden = {name for name, count in cells.items() if 0 < count < SMALLEST_SHOWN}
    others = sorted(
        (name for name, count in cells.items() if count and name not in hidden),
        key=lambda name: cells[name],
    )
    while hidden and _gives_away(cells, hidden) and others:
        hidden.add(others.pop(0))
    return Counts(
        cells={name: None if name in hidden else n for name, n in cells.items()},
        total=None if hidden and _gives_away(cells, hidden) else total,
    )


def _gives_away(cells: Mapping[str, int], hidden: set[str]) -> bool:
    """Say whether the total would tell a hidden cell, or nearly."""
    return len(hidden) == 1 or sum(cells[name] for name in hidden) < SMALLEST_SHOWN
