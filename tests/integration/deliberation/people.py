"""People who have come as far as the numbers, for the steps that follow."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from decisionaid.core.answers import EVERYTHING, set_ready
from tests.factories import lifelike_document
from tests.results_pages import open_session

TREATED = ("natalizumab", "alemtuzumab", "ahsct")


def read(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def read_words(response: HttpResponse) -> str:
    page = read(response)
    assert page.main is not None
    return " ".join(page.main.get_text(" ").split())


def open_document(
    client: Client, document: dict[str, Any] | None = None, detail: str = EVERYTHING
) -> dict[str, Any]:
    """Give the client a session with a document and a yes; give the document."""
    document = lifelike_document() if document is None else document
    open_session(client, document)
    session = client.session
    set_ready(session, ready=True, detail=detail)
    session.save()
    return document
