"""Every text of the site that is translated: `python -m tools.messages LANGUAGE`.

Texts in Python and in templates are found by Django's ``makemessages``; those in the
files of words are added, as no program finds them there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools.system import find_program

ROOT = Path(__file__).resolve().parent.parent
#: Folders whose texts are not shown to people, or are English by rule.
LEFT_OUT = (
    "node_modules",
    ".venv",
    "tests",
    "tools",
    "static",
    "staticfiles",
    "riskmodel",
)


def extract() -> Catalog:
    """Extract every text, with an empty translation."""
    from django.core.management import call_command
    from django.test.utils import override_settings

    from decisionaid.core.content import list_words

    find_program("xgettext", package="gettext", purpose="The extraction of texts")
    with (
        tempfile.TemporaryDirectory(prefix="decisionaid-messages-") as folder,
        override_settings(LOCALE_PATHS=[folder]),
    ):
        call_command(
            "makemessages",
            locale=["en"],
            ignore_patterns=[f"{name}/*" for name in LEFT_OUT],
            verbosity=0,
        )
        with (Path(folder) / "en/LC_MESSAGES/django.po").open("rb") as file:
            catalogue = read_po(file)
    for words in list_words():
        if words not in catalogue:
            catalogue.add(words)
    return catalogue


def main(language: str) -> None:
    """Write a language's catalogue, keeping what is translated already."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = extract()
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
        known.update(catalogue)
        catalogue = known
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=False, sort_output=True)
    print(f"{len(catalogue)} texts in {path.relative_to(ROOT)}")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")
    django.setup()
    main(sys.argv[1])
