"""Icon arrays: 1,000 people as a handful of SVG polygons filled with people."""

from decisionaid.presentation.icons.array import (
    draw_array,
    draw_icon,
    draw_strip,
    draw_unknown_array,
)
from decisionaid.presentation.icons.people import draw_patterns
from decisionaid.presentation.icons.standalone import make_standalone
from decisionaid.presentation.icons.stretches import lay_out

__all__ = [
    "draw_array",
    "draw_icon",
    "draw_patterns",
    "draw_strip",
    "draw_unknown_array",
    "lay_out",
    "make_standalone",
]
