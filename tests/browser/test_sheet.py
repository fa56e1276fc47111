"""The sheet on paper: two pages, whatever a person said; and on the smallest screen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.accessibility import assert_accessible
from tests.browser.test_results import DOCUMENTS, PHONE, WIDE
from tests.deliberations import make_deliberation, make_longest, say
from tests.results_pages import open_session

pytestmark = pytest.mark.django_db(transaction=True)

DELIBERATIONS = {"usual": make_deliberation(), "longest": make_longest()}


@pytest.fixture(name="open_sheet")
def give_open_sheet(
    browser: Browser, client: Client, live_server: Any
) -> Iterator[Any]:
    contexts = []

    def open_sheet(document: str, said: str, **options: Any) -> Page:
        open_session(client, DOCUMENTS[document])
        say(client, DELIBERATIONS[said])
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.goto("/results/print/?years=10")
        return page

    yield open_sheet
    for context in contexts:
        context.close()


@pytest.mark.parametrize("said", DELIBERATIONS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_person_said_fits_on_the_first_page(
    open_sheet: Any, document: str, said: str
) -> None:
    paper = PdfReader(
        io.BytesIO(open_sheet(document, said).pdf(prefer_css_page_size=True))
    )
    assert len(paper.pages) == 2
    words = paper.pages[0].extract_text()
    for heading in ("What matters to me", "still unclear to me", "My questions"):
        assert heading in words
    assert "Evidence release" in words


@pytest.mark.parametrize("viewport", [PHONE, WIDE])
def test_everyone_can_read_the_sheet(open_sheet: Any, viewport: Any) -> None:
    assert_accessible(open_sheet("lifelike", "longest", viewport=viewport))
