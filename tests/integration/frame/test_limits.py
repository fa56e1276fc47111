"""Who sends too much waits, on a plain page; everybody else goes on."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from decisionaid.limits import middleware
from decisionaid.summaries.actions import create_saved_comparison
from tests.factories import lifelike_document

pytestmark = pytest.mark.django_db

PAGE = "/questions/course/"
ANSWER = {"course": "rrms"}
ANSWERS = {"course": ANSWER}


@pytest.fixture(autouse=True)
def limits(settings) -> None:
    settings.POSTS_PER_MINUTE_SESSION = 3
    settings.POSTS_PER_MINUTE_ADDRESS = 6
    settings.TRUSTED_PROXIES = []


@pytest.fixture(autouse=True)
def same_minute(monkeypatch) -> None:
    monkeypatch.setattr("decisionaid.limits.posts.time.time", lambda: 6_000_010.0)


def post(client: Client, times: int, **headers: str) -> list[int]:
    return [
        client.post(PAGE, ANSWER, headers=headers).status_code for _ in range(times)
    ]


def test_a_session_waits_and_keeps_its_answers(client):
    # The first post has no session yet.
    assert post(client, 5) == [302, 302, 302, 302, 429]
    assert client.session["answers"]["course"] == ANSWER
    assert client.get(PAGE).status_code == 200


def test_the_page_is_plain_and_says_when(client):
    post(client, 4)
    response = client.post(PAGE, ANSWER)
    assert response.headers["Retry-After"] == "51"
    assert "Content-Security-Policy" in response.headers
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("h1")) == 1
    assert "You can go on in a minute." in page.main.get_text()
    assert page.select_one("main a")["href"] == PAGE


def test_an_address_waits_however_many_sessions_it_opens():
    assert [post(Client(), 1)[0] for _ in range(7)] == [302] * 6 + [429]
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert post(elsewhere, 1) == [302]


def test_a_made_up_address_or_cookie_does_not_help():
    client = Client()
    answers = []
    for number in range(7):
        client.cookies["sessionid"] = f"made-up-{number}"
        answers += post(client, 1, **{"x-forwarded-for": f"198.51.100.{number}"})
    assert answers == [302] * 6 + [429]


def test_the_api_gets_a_problem_document(client):
    for _ in range(6):
        client.post("/api/nothing/", "{}", content_type="application/json")
    response = client.post("/api/nothing/", "{}", content_type="application/json")
    assert response.status_code == 429
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == 429


def test_reading_is_not_counted(client, django_assert_num_queries):
    # One question each: which release is in use.
    with django_assert_num_queries(10):
        for _ in range(10):
            assert client.get("/").status_code == 200


def test_a_post_that_cannot_be_counted_is_taken(client, monkeypatch):
    def fail(_request: object) -> None:
        raise OperationalError

    monkeypatch.setattr(middleware, "count_post", fail)
    assert post(client, 1) == [302]


def test_wrong_codes_are_stopped_whatever_the_session(settings):
    settings.WRONG_CODES_PER_HOUR = 2
    wrong = {"code": "7QK2-9MXD-0000-0000"}
    withdraw = {"action": "withdraw", "withdraw-code": "7QK2-9MXD-0000-0000"}
    assert Client().post("/code/", wrong).status_code == 200
    assert Client().post("/code/", withdraw).status_code == 200
    for tried in (wrong, withdraw):
        response = Client().post("/code/", tried)
        assert response.status_code == 429
        assert int(response.headers["Retry-After"]) > 60
        assert "minutes" in response.text
    assert Client().get("/code/").status_code == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")
    assert elsewhere.post("/code/", wrong).status_code == 200


def test_a_right_code_is_not_counted(settings):
    settings.WRONG_CODES_PER_HOUR = 1
    made = create_saved_comparison(
        answers=ANSWERS, document=lifelike_document(), now=timezone.now()
    )
    for _ in range(3):
        response = Client().post("/code/", {"code": made.code})
        assert response.status_code == 302
