"""A mark that a person types is found in nobody's log, address, cache or metric."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from decisionaid.core.pages import PAGES
from decisionaid.logs import build_logging
from decisionaid.metrics import write_metrics
from decisionaid.summaries.actions import create_saved_comparison
from decisionaid.summaries.models import SavedComparison
from tests.answers_factory import answer_all, build_answers
from tests.factories import lifelike_document
from tests.integration.frame.test_who_may_open import ROWS

pytestmark = pytest.mark.django_db

#: No word of ours holds it, and a code may.
MARK = "CANARY7Q2XWZ"
PATHS = sorted(
    {row[0] for row in ROWS if "{" not in row[0]}
    | {f"/questions/{page.name}/" for page in PAGES}
)
LOGGERS = ("", "django", "gunicorn.error")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything logged, written as production writes it."""
    options = dict(build_logging(as_json=True)["formatters"]["private"])
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(options.pop("()")(**options))
    for name in LOGGERS:
        logging.getLogger(name).addHandler(handler)
    yield written
    for name in LOGGERS:
        logging.getLogger(name).removeHandler(handler)


@pytest.fixture
def person(settings) -> Client:
    """Somebody who has answered everything and sees their numbers."""
    settings.COMPARISON_DRAWS = 100
    client = Client(raise_request_exception=False)
    answer_all(client)
    client.post("/ready/", {"choice": "yes"})
    return client


def list_forms(client: Client, path: str) -> Iterator[dict[str, str]]:
    """Give each form of a page with the mark in its texts, and once in every field."""
    response = client.get(path)
    # A PDF's compressed bytes may look like broken markup.
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    page = BeautifulSoup(response.content if is_page else "", "html.parser")
    for form in page.select("main form[method=post]"):
        controls = form.select("[name]")
        names = [str(control["name"]) for control in controls]
        usual = {
            str(one["name"]): MARK
            if one.name == "textarea" or one.get("type") in {None, "text", "number"}
            else str(one.get("value") or "")
            for one in controls
        }
        yield usual
        yield dict.fromkeys(names, MARK)


def check(response) -> None:
    """Hold an answer's headers to the rule; its page may show what was typed."""
    headers = [*response.headers.items(), *response.cookies.items()]
    assert MARK not in str(headers)
    if 300 <= response.status_code < 400:
        assert MARK not in response.headers["Location"]


def check_everywhere(lines: io.StringIO) -> None:
    assert MARK not in lines.getvalue()
    assert MARK not in write_metrics().decode()
    assert MARK not in str(getattr(cache, "_cache", ""))
    assert not mail.outbox


@pytest.mark.parametrize("path", PATHS)
def test_what_is_typed_into_any_form_stays_between_the_two(person, lines, path):
    for data in list_forms(person, path):
        check(person.post(path, data))
    # Also where there is no such form, or something else was expected.
    check(person.post(path, {name: MARK for name in ("code", "login", MARK, "age")}))
    check(person.post(path, f'{{"age": "{MARK}"}}', content_type="application/json"))
    check_everywhere(lines)


def test_some_form_does_take_the_mark(person):
    """Otherwise the test above would look for what was never there."""
    for data in list_forms(person, "/values/"):
        person.post("/values/", data)
    assert MARK in str(dict(person.session))


def test_a_mark_in_an_address_is_not_logged(person, lines):
    for path in (f"/{MARK}/", f"/questions/{MARK}/", f"/code/?code={MARK}"):
        person.get(path, headers={"referer": f"http://{MARK}/", "user-agent": MARK})
    assert "Not Found" in lines.getvalue()
    check_everywhere(lines)


@pytest.mark.urls("tests.integration.frame.failing_urls")
@pytest.mark.parametrize("kind", ["400", "403", "500"])
def test_a_mark_in_what_fails_is_not_reported(client, lines, monkeypatch, kind):
    client.raise_request_exception = False
    data = {"free_text": MARK}
    response = client.post(f"/fail/{kind}/?{MARK}={MARK}", data)
    assert response.status_code == int(kind)
    assert MARK not in response.text.replace(f"?{MARK}={MARK}", "")
    assert lines.getvalue()
    check_everywhere(lines)


def test_a_code_that_opens_is_found_nowhere(lines):
    made = create_saved_comparison(
        answers=build_answers(), document=lifelike_document(), now=datetime.now(UTC)
    )
    client = Client()
    response = client.post("/code/", {"action": "open", "code": made.code})
    assert response.headers["Location"] == reverse("questionnaire:ready")
    parts = (made.code, made.code.replace("-", ""), made.code.split("-")[0])
    stored = [
        *SavedComparison.objects.values_list(),
        dict(client.session),
        client.cookies.output(),
        write_metrics().decode(),
        lines.getvalue(),
        getattr(cache, "_cache", ""),
    ]
    for part in parts[:2]:
        assert part not in str(stored)


def test_there_is_nobody_to_mail_an_error_report_to(settings):
    assert not settings.ADMINS
    assert not settings.MANAGERS
    assert "mail_admins" not in str(settings.LOGGING)
