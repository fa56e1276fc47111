"""Every word of a page is in the catalogue, so that a language is a catalogue."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.utils.translation.template import templatize

from tests.repository.files import ROOT
from tools.messages import extract
from tools.pseudo import LANGUAGES, LONGER, make_catalogue, translate

TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if "gallery" not in path.parts
)
#: What is said to people outside a tag of translation would stay English for ever.
_TRANSLATED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}"
    r"|{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}"
    # Names for the style sheet, and attributes that other tags are given.
    r"|{%\s*block body_class\s*%}.*?{%\s*endblock\s*%}"
    r'|\baria-(?:describedby|invalid)="[^"]*"',
    re.DOTALL,
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_SPOKEN = {"alt", "title", "aria-label", "placeholder", "content"}
#: Names that are the same in every language.
NAMES = {"EDSS", "DOI", "PMID"}
_WORD = re.compile(r"[^\W\d_]{2,}")


class TextFinder(HTMLParser):
    """Collects text that stands in a template as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        if tag == "meta":
            return
        self.found += [
            value
            for name, value in attrs
            if name in _SPOKEN and value and has_word(value)
        ]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent and has_word(data):
            self.found.append(data.strip())


def has_word(text: str) -> bool:
    return bool(set(_WORD.findall(text)) - NAMES)


def find_literals(template: str) -> list[str]:
    finder = TextFinder()
    finder.feed(_TAG.sub("", _TRANSLATED.sub("", template)))
    return finder.found


def test_the_finder_finds_what_is_not_translated() -> None:
    template = (
        '<p title="Tip">{% translate "Yes" %} Stray {{ name }}</p>{# A note #}'
        "{% blocktranslate %}Fine{% endblocktranslate %}<script>let word;</script>"
    )
    assert find_literals(template) == ["Tip", "Stray"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_text_of_a_template_is_outside_the_catalogue(path: Path) -> None:
    assert find_literals(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_can_be_read_for_its_texts(path: Path) -> None:
    templatize(path.read_text(encoding="utf-8"), origin=str(path))


@pytest.fixture(scope="module", name="source")
def give_source() -> Catalog:
    return extract()


def test_texts_of_code_templates_and_files_of_words_are_extracted(
    source: Catalog,
) -> None:
    from decisionaid.core.content import list_words

    for words in (
        "Died because of the treatment",
        "Skip to main content",
        *list_words(),
    ):
        assert words in source
    assert len(source) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_stays_in_a_made_up_language(
    source: Catalog, language: str
) -> None:
    holes = re.compile(r"%\(\w+\)[sd]|%%|\d+")
    for message in make_catalogue(source, language):
        if isinstance(message.id, str) and message.id:
            assert sorted(holes.findall(str(message.string))) == sorted(
                holes.findall(message.id)
            )


def test_the_accented_language_is_longer_by_two_fifths() -> None:
    words = "How many of 1,000 people"
    made = translate(words, LANGUAGES["en-xa"])
    assert len(made) >= LONGER * len(words)
    assert "1,000" in made
    assert made != made.encode("ascii", "ignore").decode()
