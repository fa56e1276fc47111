"""Input that no form of ours sends: a message or a refusal, never a failure."""

import pytest
from django.test import Client

from decisionaid.core.pages import PAGES
from tests.answers_factory import answer_all

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    " ",
    "\x00",
    "0.5",
    "-1",
    "1e309",
    "nan",
    "Infinity",
    "9" * 3000,
    "½",
    "\N{RIGHT-TO-LEFT OVERRIDE}35",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "%(name)s %s {0}",
    "' OR 1=1 --",
    "\N{PILE OF POO}" * 50,
]


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_every_field_of_every_page(client, nasty):
    client.post("/questions/edss/", {"edss_known": "work_out"})
    for page in PAGES:
        fields = [*list(page.form.base_fields), "years_fingolimod"]
        response = client.post(f"/questions/{page.name}/", dict.fromkeys(fields, nasty))
        assert response.status_code in (200, 302), page.name
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize("field", ["edss", "relapses_1y"])
def test_a_hanging_field_of_a_chosen_answer(client, field):
    data = {"edss_known": "known", "relapses_2y": "1"}
    for nasty in NASTY:
        for name in ("edss", "relapses"):
            response = client.post(f"/questions/{name}/", {**data, field: nasty})
            assert response.status_code in (200, 302)


def test_many_values_for_one_field(client):
    response = client.post("/questions/age/", {"age": ["35", "36"]})
    assert response.status_code == 302


def test_raw_bytes(client):
    for body in (b"\xff\xfe=\x80", b"course=%ff%fe", b"=&=&=", b"age"):
        response = client.post(
            "/questions/course/",
            body,
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (200, 400)


def test_other_kinds_of_body(client):
    for kind in ("application/json", "text/plain", "multipart/form-data"):
        response = client.post("/questions/course/", b"{[", content_type=kind)
        assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    "address",
    ["/questions/bogus/", "/questions/../check/", "/questions/%00/", "/questions/"],
)
def test_no_such_page(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods(client, method):
    assert getattr(client, method)("/questions/age/").status_code == 405


def test_forgetting_needs_a_post(client):
    answer_all(client)
    assert client.get("/forget/").status_code == 405
    assert client.get("/check/").status_code == 200


def test_a_foreign_token_is_told_and_loses_nothing():
    client = Client(enforce_csrf_checks=True)
    client.get("/questions/course/")
    response = client.post(
        "/questions/course/",
        {"course": "rrms", "csrfmiddlewaretoken": "a" * 64},
    )
    assert response.status_code == 403
    assert "Please send that again" in response.content.decode()
    token = client.cookies["csrftoken"].value
    good = {"course": "rrms", "csrfmiddlewaretoken": token}
    assert client.post("/questions/course/", good).status_code == 302


def test_a_return_to_elsewhere_is_not_followed(client):
    data = {"course": "rrms"}
    response = client.post("/questions/course/?from=https://example.org", data)
    assert response.headers["Location"] == "/questions/onset/"


def test_a_session_of_a_stranger_s_making(client):
    client.cookies["sessionid"] = "x" * 500
    assert client.get("/questions/course/").status_code == 200
    assert client.get("/check/").status_code == 302
