"""How many people a picture of 1,000 shows, measured from its lines."""

from __future__ import annotations

from decisionaid.presentation.icons.grid import CELL

Corner = tuple[int, int]


def measure_people(points: str) -> float:
    """Measure a polygon in people, by the shoelace formula."""
    return _measure(_read(points))


def count_before(points: str) -> float:
    """Count the people on the left of a line that runs from top to bottom."""
    corners = _read(points)
    return _measure([(0, 0), *corners, (0, corners[-1][1])])


def _read(points: str) -> list[Corner]:
    return [(int(x), int(y)) for x, y in (one.split(",") for one in points.split())]


def _measure(corners: list[Corner]) -> float:
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return sum(x * v - u * y for (x, y), (u, v) in pairs) / 2 / CELL**2
