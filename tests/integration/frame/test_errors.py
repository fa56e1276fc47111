"""Whatever goes wrong, a person gets a calm page and keeps the answers."""

import io
import json

import pytest
from bs4 import BeautifulSoup
from django.template.exceptions import TemplateDoesNotExist
from django.test import Client

from decisionaid import errors

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.frame.failing_urls"),
]

TEN_MB = b"x" * 10_000_000
PROBE = "kept"


@pytest.fixture
def visitor() -> Client:
    """A person who has saved an answer."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    session = client.session
    session[PROBE] = 3.5
    session.save()
    return client


def ask(client: Client, status: int):
    if status == 413:
        return client.post("/check/", TEN_MB, content_type="text/plain")
    return client.get("/nothing/" if status == 404 else f"/fail/{status}/")


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
def test_error_page_is_a_whole_page(visitor, status):
    response = ask(visitor, status)
    assert response.status_code == status
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("h1")) == 1
    assert page.select("main a[href^='/']")
    assert "typed by a person" not in response.text
    assert visitor.session[PROBE] == 3.5


@pytest.mark.parametrize("status", [400, 403, 404, 413, 500])
def test_error_of_the_api_is_a_problem_document(visitor, status):
    response = (
        visitor.post("/api/fail/x/", TEN_MB, content_type="application/json")
        if status == 413
        else visitor.get(f"/api/fail/{status}/")
    )
    if status == 404:
        response = visitor.get("/api/nothing/")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["status"] == status


def test_foreign_csrf_token_keeps_the_answers(visitor):
    visitor.cookies["csrftoken"] = "a" * 32
    response = visitor.post(
        "/questions/age/", {"age": "35", "csrfmiddlewaretoken": "b" * 32}
    )
    assert response.status_code == 403
    page = BeautifulSoup(response.content, "html.parser")
    assert "still there" in page.get_text()
    assert page.select_one("main a")["href"] == "/questions/age/"
    assert visitor.session[PROBE] == 3.5


def test_a_form_posted_from_another_site_is_refused(visitor):
    response = visitor.post(
        "/questions/age/", {"age": "35"}, headers={"origin": "https://other.example"}
    )
    assert response.status_code == 403


@pytest.mark.parametrize("length", ["many", "-1", "1e3"])
def test_a_length_that_is_no_number_is_refused(client, length):
    response = client.generic("POST", "/check/", b"x", CONTENT_LENGTH=length)
    assert response.status_code == 400


@pytest.mark.parametrize("terminated", [True, False])
def test_a_body_in_chunks_is_refused(client, terminated):
    body = io.BytesIO(TEN_MB)
    response = client.generic(
        "POST",
        "/check/",
        **{
            "HTTP_TRANSFER_ENCODING": "chunked",
            "wsgi.input": body,
            "wsgi.input_terminated": terminated,
        },
    )
    assert response.status_code == 400
    # A server that does not mark the body's end would wait for more of it.
    assert (body.read(1) == b"") is terminated


def test_thousands_of_fields_are_refused(visitor):
    body = "&".join(f"f{number}=" for number in range(5000))
    response = visitor.post(
        "/check/", body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code in {400, 403}


def test_the_error_pages_ask_the_database_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert errors.server_error(rf.get("/results/")).status_code == 500


def test_a_broken_error_page_still_answers(rf, monkeypatch):
    def fail(*_args: object) -> str:
        raise TemplateDoesNotExist("errors/500.html")

    monkeypatch.setattr(errors, "render_to_string", fail)
    response = errors.server_error(rf.get("/results/"))
    assert response.status_code == 500
    assert "Sorry, something went wrong" in response.text
