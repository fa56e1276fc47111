"""Two made-up languages that show what breaks: `python -m tools.pseudo`.

``en-xa`` has accents and is longer by two fifths; ``ar-xb`` is written from right to
left, in Hebrew letters that mean nothing. Numbers and names to be filled in stay. The
catalogues go to ``.pseudo``, which the site reads only with ``DEBUG=1``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tools.messages import ROOT, extract

ACCENTED = "en-xa"
MIRRORED = "ar-xb"
LONGER = 1.4
_KEPT = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;|\n")
_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_VOWELS = "aeiou"
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבכדעפגהיזקלמנסרחשטתוצםןףץ")


def accent(words: str) -> str:
    """Put accents on a text and make it longer."""
    longer = "".join(sign * 2 if sign.lower() in _VOWELS else sign for sign in words)
    missing = math.ceil(len(words) * LONGER) - len(longer)
    return longer.translate(_ACCENTS) + "~" * max(missing, 0)


def mirror(words: str) -> str:
    """Write a text from right to left."""
    return words.lower().translate(_HEBREW)


LANGUAGES: dict[str, Callable[[str], str]] = {ACCENTED: accent, MIRRORED: mirror}


def translate(text: str, change: Callable[[str], str]) -> str:
    """Change a text but for what is filled in, and what is markup."""
    parts = _KEPT.split(text)
    kept = [*_KEPT.findall(text), ""]
    return "".join(
        (change(part) if part.strip() else part) + hole
        for part, hole in zip(parts, kept, strict=True)
    )


def make_catalogue(source: Catalog, language: str) -> Catalog:
    """Make one made-up language's catalogue."""
    change = LANGUAGES[language]
    made = Catalog(locale=language.split("-")[0], charset="utf-8")
    forms = made.num_plurals
    for message in source:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            one, many = (translate(words, change) for words in message.id)
            text: str | tuple[str, ...] = (one, *[many] * (forms - 1))
        else:
            text = translate(str(message.id), change)
        made.add(message.id, text, context=message.context)
    return made


def write_all(folder: Path) -> None:
    """Write every made-up language into a folder, compiled."""
    source = extract()
    for language in LANGUAGES:
        base, region = language.split("-")
        path = folder / f"{base}_{region.upper()}" / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, make_catalogue(source, language))


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")
    django.setup()
    write_all(ROOT / ".pseudo")
