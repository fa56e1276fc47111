"""Without the database a person gets a plain page and sends the same again."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.shortcuts import resolve_url
from django.test import Client

from decisionaid import errors

pytestmark = pytest.mark.django_db

PAGE = "/questions/course/?from=check"
ANSWER = {"course": "rrms", "more": ["<b>", "2"]}


@pytest.fixture
def visitor() -> Client:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get(PAGE)
    data = {"course": "spms", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(PAGE, data).status_code == 302
    return client


@pytest.fixture
def away(monkeypatch):
    def take(error: type[Exception] = OperationalError, *, of: str = "save") -> None:
        def fail(*_args: object, **_options: object) -> None:
            raise error("server closed the connection: rrms")

        target = Session if of == "save" else db.SessionStore
        name = "save" if of == "save" else "_get_session_from_db"
        monkeypatch.setattr(target, name, fail)

    return take


def send(client: Client, fields: dict, page: str = PAGE):
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    return client.post(page, {**fields, **token})


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("of", ["load", "save"])
def test_nothing_is_lost_and_the_same_can_be_sent_again(
    visitor, away, monkeypatch, error, of
):
    with monkeypatch.context():
        away(error, of=of)
        response = send(visitor, ANSWER)
        monkeypatch.undo()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Cache-Control"] == "no-store"
    assert "server closed" not in response.text
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("h1")) == 1
    form = page.select_one("main form")
    assert form["action"] == PAGE
    assert visitor.session["answers"]["course"] == {"course": "spms"}

    again: dict[str, list[str]] = {}
    for field in form.select("input[type=hidden]"):
        again.setdefault(field["name"], []).append(field["value"])
    assert again["more"] == ANSWER["more"]
    assert visitor.post(form["action"], again).status_code == 302
    assert visitor.session["answers"]["course"] == {"course": "rrms"}


def test_reading_offers_the_same_page(visitor, away):
    away(of="load")
    response = visitor.get("/check/")
    assert response.status_code == 503
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("main a")["href"] == "/check/"
    assert not page.select("main form")


@pytest.mark.parametrize("address", ["/code/", settings.LOGIN_URL])
def test_codes_and_passwords_are_not_repeated(visitor, away, address):
    away(of="load")
    typed = {"code": "SECRET-CODE", "password": "SECRET-WORD", "username": "SECRET"}
    response = send(visitor, typed, resolve_url(address))
    assert response.status_code == 503
    assert b"SECRET" not in response.content


@pytest.mark.parametrize("handler", [errors.server_error, errors.database_away])
def test_the_way_back_never_leads_to_another_site(rf, handler):
    request = rf.get("/")
    request.path = "//other.example/"
    page = BeautifulSoup(handler(request).content, "html.parser")
    assert page.select_one("main a")["href"] == "/%2Fother.example/"


def test_another_mistake_is_still_ours(visitor, monkeypatch):
    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(db.SessionStore, "_get_session_from_db", fail)
    assert visitor.get("/check/").status_code == 500


def test_a_session_deleted_meanwhile_is_no_outage(visitor, monkeypatch):
    load = db.SessionStore._get_session_from_db

    def load_then_delete(store: db.SessionStore) -> Session | None:
        found = load(store)
        Session.objects.all().delete()
        return found

    monkeypatch.setattr(db.SessionStore, "_get_session_from_db", load_then_delete)
    assert send(visitor, ANSWER).status_code == 400
