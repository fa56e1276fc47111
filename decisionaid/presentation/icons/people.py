"""One person of each kind, in a cell of ten units.

Shape carries the meaning and colour only helps: every kind differs from the others
in grey. Colours come from the style sheet, so dark mode and print change them there.
"""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from decisionaid.presentation.icons.grid import CELL

_HEAD = '<circle cx="5" cy="2.5" r="1.55"/>'
_BODY = '<path d="M2.5 9.3V7a2.5 2.4 0 0 1 5 0v2.3z"/>'
_FIGURE = f"{_HEAD}{_BODY}"
_STRIPES = '<path class="app-person__stripe" d="M2.5 6.6h5M2.5 8h5"/>'
_TILE = '<rect x="1" y="1" width="8" height="8" rx="1"/>'
_CROSS = '<path d="M3.2 3.2l3.6 3.6M6.8 3.2l-3.6 3.6"/>'

#: Behind those who are better, over the whole cell.
GROUND = '<rect width="10" height="10"/>'

#: Kind of person to its drawing; the class gives fill, outline and dashes.
PEOPLE_SHAPES = {
    "died_treatment": f'<rect x=".5" y=".5" width="9" height="9" rx="1"/>{_CROSS}',
    "died_treatment_likely": f"{_TILE}{_CROSS}",
    "died_treatment_maybe": _TILE,
    "elsewhere": '<circle cx="5" cy="5" r="1.1"/>',
    "died_other": '<circle cx="5" cy="5" r="2.9"/>',
    "worse": f"{_FIGURE}{_STRIPES}",
    "worse_maybe": _FIGURE,
    "same": _FIGURE,
    "better_maybe": f"{GROUND}{_FIGURE}",
    "better": f"{GROUND}{_FIGURE}",
    "unknown": _FIGURE,
}


def draw_person(kind: str) -> str:
    """Draw one person."""
    return f'<g class="app-person app-person--{kind}">{PEOPLE_SHAPES[kind]}</g>'


def draw_patterns() -> SafeString:
    """Draw the patterns that fill the polygons, once for the whole page."""
    patterns = "".join(
        f'<pattern id="people-{kind}" width="{CELL}" height="{CELL}" '
        f'patternUnits="userSpaceOnUse">{draw_person(kind)}</pattern>'
        for kind in PEOPLE_SHAPES
    )
    return mark_safe(
        '<svg class="app-people-patterns" width="0" height="0" aria-hidden="true" '
        f'focusable="false"><defs>{patterns}</defs></svg>'
    )
