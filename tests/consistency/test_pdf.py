"""The PDF's digits are the page's digits, for people through the real model."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client

from tests.consistency.test_views import HORIZONS, make_answers
from tests.pdf_reading import list_tags, open_pdf, read_pages
from tests.results_pages import open_session, read_page, read_text

pytestmark = pytest.mark.django_db


def read_row(row: Tag) -> str:
    """Read one line of the sheet's table as it stands in the PDF."""
    return " ".join(read_text(cell) for cell in row.select("th, td"))


def check_numbers(sheet: BeautifulSoup, content: bytes) -> None:
    words, pictures = read_pages(content)
    rows = sheet.select(".app-sheet__table tbody tr")
    assert len(rows) == 8
    for row in rows:
        assert read_row(row) in words
    for harms in sheet.select(".app-sheet__harms--counted dd"):
        # Spaces around brackets are the markup's.
        told = re.sub(
            r"\( | \)| ([;.])", lambda found: found[0].strip(), read_text(harms)
        )
        assert told.rstrip(".") in words
    for level in sheet.select(".app-sheet__level li"):
        told = re.sub(r" ([.,;)])|(\() ", r"\1\2", read_text(level))
        assert told in words
    for card in sheet.select(".app-card"):
        for entry in card.select(".app-counts__entry"):
            assert read_text(entry) in pictures
    alternatives = [
        alternative
        for tag, alternative in list_tags(open_pdf(content))
        if tag == "/Figure"
    ]
    for described in sheet.select("svg.app-icon-array__people--wide desc"):
        assert any(described.text in str(alternative) for alternative in alternatives)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(5))
def test_the_pdf_and_the_page_give_the_same_digits(client: Client, batch: int) -> None:
    """Twenty-five people, five at a time."""
    for seed in range(5 * batch, 5 * batch + 5):
        response = client.post(
            "/api/v1/comparisons/", make_answers(seed), content_type="application/json"
        )
        assert response.status_code == 200, (seed, response.content)
        person = Client()
        open_session(person, response.json())
        years = HORIZONS[seed % 4]
        sheet = read_page(person, f"/results/print/?years={years}")
        content = person.get(f"/results/summary.pdf?years={years}").content
        check_numbers(sheet, content)
