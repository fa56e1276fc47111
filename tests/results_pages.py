"""Results pages of a document, opened and read as a person does."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.test import Client

from decisionaid.core.answers import (
    ANSWERS_KEY,
    COMPARISON_KEY,
    READY_KEY,
    VIEW_KEY,
)
from decisionaid.results.parts import PARTS

ANSWERS = {"course": {"course": "rrms"}}
#: The order that a person may have chosen: the document's.
VIEW = {"first": "no_dmt", "chosen": True}
#: Addresses of every part of the results.
PART_ADDRESSES = tuple(
    "/results/" if part.name == "page" else f"/results/{part.name}/" for part in PARTS
)


def open_session(
    client: Client, document: dict[str, Any], *, ready: bool = True
) -> None:
    """Give a client a session that holds this comparison."""
    session = client.session
    session[ANSWERS_KEY] = ANSWERS
    session[COMPARISON_KEY] = {"opened_with": ANSWERS, "document": document}
    session[READY_KEY] = ready
    session[VIEW_KEY] = dict(VIEW)
    session.save()


def read_page(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def find_main(page: BeautifulSoup) -> Tag:
    [main] = page.select("main")
    return main


def read_text(part: Tag) -> str:
    return re.sub(r"\s+", " ", part.get_text(" ")).strip()


def read_patient_text(page: BeautifulSoup) -> str:
    """Read what a patient reads; names of studies are quotations."""
    copy = BeautifulSoup(str(find_main(page)), "html.parser")
    for quoted in copy.select("cite, .app-own-words, .app-passport__value"):
        quoted.decompose()
    return read_text(copy)
