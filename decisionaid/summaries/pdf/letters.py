"""Which signs the sheet's fonts have: the PDF's compiler refuses a missing one."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

#: Stands for a sign that no font of the sheet has; the sheet says so.
MISSING = "\N{WHITE SQUARE}"
#: Signs that draw nothing by themselves: a writer's text keeps the ordinary spaces.
_SPACES = frozenset(" \N{NO-BREAK SPACE}")
#: Marks that change how a script joins; other invisible signs could reorder a line.
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")


def get_font_folder() -> Path:
    """Get the folder that the build copies the fonts to."""
    return Path(settings.BASE_DIR) / "static" / "build" / "fonts"


@cache
def list_signs() -> frozenset[int]:
    """List the code points that every weight of some family has."""
    families: dict[str, set[int]] = {}
    for path in sorted(get_font_folder().glob("*.ttf")):
        family = path.stem.split("-")[0]
        with TTFont(path, lazy=True) as font:
            signs = set(font.getBestCmap())
        families[family] = families.get(family, signs) & signs
    return frozenset().union(*families.values())


def make_printable(text: str) -> str:
    """Keep what the fonts can show; a sign they lack becomes a square."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(_make_printable_sign(sign) for sign in composed)


def _make_printable_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in _SPACES:
        return sign
    if category in {"Cc", "Cs", "Cn", "Co"} or (
        category == "Cf" and sign not in _JOINERS
    ):
        return ""
    return sign if ord(sign) in list_signs() else MISSING
