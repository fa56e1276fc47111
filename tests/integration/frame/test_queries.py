"""A page asks the database as often with many kept results as with none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisionaid.summaries.actions import create_saved_comparison
from tests.answers_factory import answer_all, build_answers
from tests.factories import lifelike_document

pytestmark = pytest.mark.django_db

MANY = 20
SENT = {
    "a question": ("/questions/age/", {"age": "35"}),
    "ready": ("/ready/", {"choice": "yes"}),
    "keeping": ("/code/", {"action": "keep"}),
    "a wrong code": ("/code/", {"code": "7QK2-9MXD-0000-0000"}),
    "results": ("/results/", None),
    "the sheet": ("/results/print/", None),
}


@pytest.fixture
def person(settings) -> Client:
    settings.COMPARISON_DRAWS = 100
    client = Client()
    answer_all(client)
    client.post("/ready/", {"choice": "yes"})
    client.get("/results/")
    return client


def count_queries(client: Client, sent: str) -> int:
    path, data = SENT[sent]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(path) if data is None else client.post(path, data)
    assert response.status_code in (200, 302)
    return len(asked)


@pytest.mark.parametrize("sent", SENT)
def test_as_many_queries_with_many_rows(person, sent):
    # The first visit of a page may note in the session that it was there.
    count_queries(person, sent)
    before = count_queries(person, sent)
    for number in range(MANY):
        create_saved_comparison(
            answers=build_answers(),
            document=lifelike_document(),
            now=timezone.now() + timedelta(seconds=number),
        )
        Client().post("/questions/course/", {"course": "rrms"})
    assert count_queries(person, sent) == before
    assert 0 < before < 20
