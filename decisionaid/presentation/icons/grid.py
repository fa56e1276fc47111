"""Cells of a grid filled column by column, as polygons and lines."""

from __future__ import annotations

#: Units of the drawing for one person.
CELL = 10

Point = tuple[int, int]


def outline_cells(start: int, end: int, rows: int) -> list[Point]:
    """Corners of the polygon around cells ``start`` to ``end`` (not included).

    Columns are filled from the top, so the outline has at most two steps::

           .--------.            first column may begin low,
        .--'     .--'            last column may end high
        '--------'
    """
    first, first_row = divmod(start, rows)
    last, last_row = divmod(end, rows)
    if last == first:
        corners = [
            (first, first_row),
            (first + 1, first_row),
            (first + 1, last_row),
            (first, last_row),
        ]
    else:
        corners = [(first, first_row)]
        if first_row:
            corners += [(first + 1, first_row), (first + 1, 0)]
        if last_row:
            corners += [(last + 1, 0), (last + 1, last_row), (last, last_row)]
        else:
            corners.append((last, 0))
        corners += [(last, rows), (first, rows)]
    return [(x * CELL, y * CELL) for x, y in corners]


def edge_before(cell: int, rows: int) -> list[Point]:
    """Line between the cells before ``cell`` and the rest, from top to bottom."""
    column, row = divmod(cell, rows)
    if row:
        points = [(column + 1, 0), (column + 1, row), (column, row), (column, rows)]
    else:
        points = [(column, 0), (column, rows)]
    return [(x * CELL, y * CELL) for x, y in points]


def write_points(points: list[Point]) -> str:
    """Write points for an SVG attribute."""
    return " ".join(f"{x},{y}" for x, y in points)
