"""The sheet for the consultation, asked for through the site."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import lifelike_document
from tests.pdf_reading import read_pages
from tests.results_pages import open_session

pytestmark = pytest.mark.django_db

PDF = "/results/summary.pdf"


def test_no_sheet_before_the_person_is_ready(client: Client) -> None:
    open_session(client, lifelike_document(), ready=False)
    for address in (PDF, "/results/print/"):
        assert client.get(address)["Location"] == "/ready/?next=summary"


def test_the_pdf_says_what_it_is_and_is_not_stored(client: Client) -> None:
    open_session(client, lifelike_document())
    response = client.get(PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("years", [1, 2, 5, 10])
def test_the_pdf_is_about_the_time_asked_for(client: Client, years: int) -> None:
    open_session(client, lifelike_document())
    words, _ = read_pages(client.get(f"{PDF}?years={years}").content)
    time = "1 year" if years == 1 else f"{years} years"
    assert f"After {time}, of 1,000 people like you" in words


def test_another_time_leads_back_to_the_usual_one(client: Client) -> None:
    open_session(client, lifelike_document())
    assert client.get(f"{PDF}?years=7")["Location"] == PDF
    assert client.post(PDF).status_code == 405
