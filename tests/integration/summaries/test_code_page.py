"""Keeping, opening and withdrawing a result, as a person meets it."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from decisionaid.core.answers import get_answers, is_ready, save_page, set_ready
from decisionaid.core.comparison import (
    AnswersMissing,
    get_comparison,
    open_comparison,
)
from decisionaid.summaries import views
from decisionaid.summaries.models import SavedComparison
from tests.factories import lifelike_document

pytestmark = pytest.mark.django_db

URL = "/code/"
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b")
ANSWERS = {"course": {"course": "rrms"}, "age": {"age": 35}}
DOCUMENT = lifelike_document()


@pytest.fixture
def person() -> Client:
    """Someone who has answered, and has seen their numbers."""
    client = Client()
    session = client.session
    open_comparison(
        session, answers=ANSWERS, document=DOCUMENT, kept_on=date(2026, 11, 1)
    )
    set_ready(session, ready=True)
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def read(response) -> str:
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


def keep(person: Client) -> str:
    response = person.post(URL, {"action": "keep"})
    assert response.status_code == 200
    [code] = CODE.findall(read(response))
    return code


def test_the_page_explains_and_keeps_nothing(person):
    for client in (Client(), person):
        response = client.get(URL)
        assert response.status_code == 200
        assert "We keep nothing unless you ask us to." in read(response)
    assert not SavedComparison.objects.exists()


def test_without_numbers_there_is_nothing_to_keep():
    text = read(Client().get(URL))
    assert "There is no result to keep yet." in text
    response = Client().post(URL, {"action": "keep"})
    assert response["Location"] == reverse("questionnaire:ready")
    assert not SavedComparison.objects.exists()


def test_with_answers_missing_the_answers_are_checked_first(person):
    session = person.session
    session["answers"] = {}
    session.save()
    response = person.post(URL, {"action": "keep"})
    assert response["Location"] == reverse("questionnaire:check")


def test_the_code_is_shown_once(person):
    response = person.post(URL, {"action": "keep"})
    text = read(response)
    [code] = CODE.findall(text)
    saved = SavedComparison.objects.get()
    assert f"{saved.expires_at:%B %Y}" in text
    assert code not in person.get(URL).content.decode()
    assert response["Cache-Control"] == "no-store"


def test_the_code_is_in_no_address_log_or_session(person, caplog):
    caplog.set_level(logging.DEBUG)
    code = keep(person)
    opened = Client().post(URL, {"action": "open", "code": code})
    Client().post(URL, {"action": "withdraw", "withdraw-code": code})
    assert code not in opened["Location"]
    assert code not in caplog.text
    kept_in_sessions = [session.get_decoded() for session in Session.objects.all()]
    assert code not in str(kept_in_sessions)


def test_a_code_opens_exactly_what_was_kept(person):
    code = keep(person)
    other = Client()
    response = other.post(URL, {"action": "open", "code": code.lower()})
    assert response["Location"] == reverse("questionnaire:ready")
    assert get_answers(other.session) == ANSWERS
    assert get_comparison(other.session) == DOCUMENT


def test_opening_asks_anew_for_consent(person):
    code = keep(person)
    person.post(URL, {"code": code})
    assert not is_ready(person.session)
    location = person.get(reverse("results:page"))["Location"]
    assert location.startswith(reverse("questionnaire:ready"))


def test_opened_answers_suffice_even_where_more_is_asked_today(person):
    other = Client()
    other.post(URL, {"code": keep(person)})
    ready = reverse("questionnaire:ready")
    assert other.get(ready).status_code == 200


def test_a_changed_answer_gives_up_the_opened_numbers(person):
    session = person.session
    save_page(session, "age", {"age": 36})
    # These answers alone do not suffice, so a new comparison was tried.
    with pytest.raises(AnswersMissing):
        get_comparison(session)


def test_a_withdrawn_code_opens_nothing(person):
    code = keep(person)
    response = person.post(URL, {"action": "withdraw", "withdraw-code": code})
    assert "We have deleted the answers and the numbers." in read(response)
    assert "opens no result" in read(Client().post(URL, {"code": code}))


def test_wrong_expired_and_withdrawn_codes_get_the_same_answer(person):
    wrong, expired, withdrawn = "0000-0000-0000-0000", keep(person), keep(person)
    person.post(URL, {"action": "withdraw", "withdraw-code": withdrawn})
    SavedComparison.objects.filter(withdrawn_at=None).update(
        expires_at=SavedComparison.objects.first().created_at - timedelta(days=1)
    )

    def answer(code: str) -> str:
        return read(Client().post(URL, {"code": code}))

    assert answer(wrong) == answer(expired) == answer(withdrawn) == answer("\0")
    assert "This code opens no result." in answer("")


@pytest.mark.parametrize(
    ("action", "field"), [("open", "code"), ("withdraw", "withdraw-code")]
)
def test_the_error_is_told_at_the_field_it_concerns(action, field):
    response = Client().post(URL, {"action": action, field: "0000"})
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title.text.startswith("Error:")
    [link] = page.select(".nhsuk-error-summary a")
    failed = page.select_one(link["href"])
    assert failed["name"] == field
    assert failed["aria-invalid"] == "true"
    described_by = [page.find(id=i) for i in failed["aria-describedby"].split()]
    assert all(described_by)
    # What was typed does not come back: the page may be left open for others to see.
    assert not failed.get("value")


def test_a_forged_form_keeps_nothing(person):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = person.cookies
    assert strict.post(URL, {"action": "keep"}).status_code == 403
    assert not SavedComparison.objects.exists()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_answered(method):
    assert Client().generic(method, URL).status_code == 405


def test_the_code_is_hidden_in_error_reports():
    assert views.code.__name__ == "code"
    request = Client().post(URL, {"code": "0000-0000-0000-0000"}).wsgi_request
    assert set(request.sensitive_post_parameters) == {"code", "withdraw-code"}
