"""R18: whatever a person reads is the catalogue's, or marked as somebody else's words.

In the made-up language every text of the catalogue loses its Latin letters: what still
has them was never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client, override_settings
from django.utils.translation import override

from decisionaid.configuration import find_languages
from decisionaid.presentation.wording.evidence import DISAGREEMENTS, FIGURES
from riskmodel import interface
from tests.results_pages import find_main, read_page, read_text
from tests.rules.walk import DRAWS, list_answers, list_routes, say_yes
from tools.pseudo import MIRRORED

#: Quotations, names of studies, the evidence's own words, and text for machines.
OTHERS = "q, blockquote, cite, .app-own-words, code, svg, script, style"
#: A word; what has digits, dots or lines in it is an id.
WORD = re.compile(r"(?<![\w.:])[A-Za-z]{3,}(?![\w:]|\.\w)")
#: Names of cookies.
NAMES = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


@pytest.fixture(name="reader")
def give_reader(db: None, catalogues: Path) -> Iterator[Client]:
    """Give somebody who reads the made-up language and said yes to numbers."""
    folders = [*settings.LOCALE_PATHS, catalogues]
    with override_settings(
        COMPARISON_DRAWS=DRAWS,
        RATELIMIT_ENABLE=False,
        LOCALE_PATHS=folders,
        LANGUAGES=find_languages(settings.LANGUAGE_CODE, folders),
    ):
        client = Client(headers={"accept-language": MIRRORED})
        for name, data in list_answers("relapsing, EDSS 3.5"):
            client.post(f"/questions/{name}/", data)
        say_yes(client)
        client.post("/about/ready/", {"next": "sources"})
        yield client


def list_english(page: BeautifulSoup) -> list[str]:
    copy = BeautifulSoup(str(find_main(page)), "html.parser")
    for other in copy.select(OTHERS):
        other.decompose()
    words = {word for text in copy.find_all(string=True) for word in WORD.findall(text)}
    return sorted(words - NAMES)


def test_r18_english_is_found_where_it_is_not_marked() -> None:
    page = BeautifulSoup(
        '<main><cite>Lancet</cite> Stray words <p class="app-own-words">Hazard</p>'
        "affirm_2006 1.ii sha256:abc</main>",
        "html.parser",
    )
    assert list_english(page) == ["Stray", "words"]


def test_r18_no_page_leaves_a_word_in_english(reader: Client) -> None:
    read = 0
    for address, _ in list_routes():
        response = reader.get(address)
        if response.status_code == 200 and b"<main" in response.content:
            page = BeautifulSoup(response.content, "html.parser")
            assert list_english(page) == [], address
            read += 1
    assert read > 40


def test_r18_figures_and_disagreements_of_numbers_are_translated(
    reader: Client,
) -> None:
    """Each of them stands on the page of some number, in the made-up language."""
    page = read_page(reader, "/results/numbers/")
    links = {str(link["href"]) for link in page.select(".app-numbers a")}
    met = ""
    for address in sorted(links):
        page = read_page(reader, address)
        assert list_english(page) == [], address
        met += read_text(find_main(page))
    figures = [*interface.parameters(), *interface.tables()]
    shown = {
        one.id
        for one in interface.conflicts()
        # The others are about what the model was fitted to.
        if {figure.id for figure in figures} & set(one.about)
    }
    with override(MIRRORED):
        words = [str(name) for name in FIGURES.values()]
        words += [
            str(w) for id in sorted(shown) for w in vars(DISAGREEMENTS[id]).values()
        ]
    assert len(shown) > 20
    assert [one for one in words if one not in met] == []
