"""From plain answers about walking and everyday life to a range of EDSS steps.

A range, never one number: even two neurologists who see the same person on the same
day often differ by a step. The model averages over every step of the range.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "data" / "edss_from_function.csv"

#: Which page tells the detail that goes with each way of getting about.
DETAIL_PAGES = {
    "unaided": "edss-distance",
    "one_side": "edss-aided",
    "two_sides": "edss-aided",
    "wheelchair": "edss-chair",
    "bed": "edss-bed",
}


@cache
def read_ranges() -> dict[tuple[str, str], tuple[float, float]]:
    """Read the table: way of getting about and detail, to lowest and highest step."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {
            (row["moving"], row["detail"]): (
                float(row["edss_low"]),
                float(row["edss_high"]),
            )
            for row in csv.DictReader(file)
        }


def find_range(
    answers: Mapping[str, Mapping[str, Any]],
) -> tuple[float, float] | None:
    """Give the range of steps, or None while an answer is missing."""
    given = answers.get("edss", {})
    if given.get("edss_known") == "known":
        return given["edss"], given["edss"]
    moving = answers.get("edss-moving", {}).get("moving", "")
    return read_ranges().get((moving, _find_detail(moving, answers)))


def _find_detail(moving: str, answers: Mapping[str, Mapping[str, Any]]) -> str:
    page = DETAIL_PAGES.get(moving, "")
    detail = answers.get(page, {}).get("detail", "")
    if moving != "unaided":
        return str(detail)
    if detail == "over_500":
        # Whoever walks far is told apart by everyday life, not by distance.
        return str(answers.get("edss-everyday", {}).get("detail", ""))
    return "unknown_distance" if detail == "unknown" else str(detail)
