"""A page's drawing as a picture of its own, for paper: every person drawn out.

A browser fills an outline with a pattern of one person. Programs that show PDFs turn
such a pattern into dots first, and blur it; so for paper the same outlines are filled
with people one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from decisionaid.presentation.icons.grid import CELL, Point
from decisionaid.presentation.icons.people import GROUND, PEOPLE_SHAPES

_OUTLINE = re.compile(
    r'<polygon fill="url\(#people-(?P<kind>\w+)\)"[^>]*points="(?P<points>[^"]*)"/>'
    r'|<rect fill="url\(#people-(?P<rect_kind>\w+)\)"[^>]*x="(?P<x>\d+)" y="(?P<y>\d+)"'
    r' width="(?P<width>\d+)" height="(?P<height>\d+)"/>'
)
#: Neighbouring grounds overlap a little, or a thin light line would show between.
_OVERLAP = 0.2


def make_standalone(drawing: str, *, style: str) -> str:
    """Give a drawing of people all that it needs to stand alone.

    Parameters
    ----------
    drawing
        The ``svg`` element of an array, a strip or a single person.
    style
        The rules of the people, without custom properties.
    """
    opening, body = drawing.split(">", 1)
    people = _OUTLINE.sub(_fill_outline, body)
    return (
        f'{opening} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{people}'
    )


def _fill_outline(outline: re.Match[str]) -> str:
    kind = outline["kind"] or outline["rect_kind"]
    columns = list(_list_columns(_read_corners(outline)))
    shape = PEOPLE_SHAPES[kind]
    ground = ""
    if shape.startswith(GROUND):
        shape = shape.removeprefix(GROUND)
        ground = "".join(
            f'<rect x="{x}" y="{top}" width="{CELL + _OVERLAP}" '
            f'height="{bottom - top}"/>'
            for x, top, bottom in columns
        )
    people = "".join(
        f'<g transform="translate({x} {y})">{shape}</g>'
        for x, top, bottom in columns
        for y in range(top, bottom, CELL)
    )
    return f'<g class="app-person app-person--{kind}">{ground}{people}</g>'


def _read_corners(outline: re.Match[str]) -> list[Point]:
    if outline["points"]:
        points = (point.split(",") for point in outline["points"].split())
        return [(int(x), int(y)) for x, y in points]
    x, y, width, height = (int(outline[name]) for name in ("x", "y", "width", "height"))
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _list_columns(corners: list[Point]) -> Iterator[tuple[int, int, int]]:
    """Cut an outline into columns: where each stands, its top and its bottom."""
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    edges = [
        (min(x, next_x), max(x, next_x), y)
        for (x, y), (next_x, next_y) in pairwise([*corners, corners[0]])
        if y == next_y
    ]
    for x in range(left, right, CELL):
        top, bottom = sorted(y for start, end, y in edges if start <= x < end)
        yield x, top, bottom
