"""Staff see where they are signed in, and end what they do not know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisionaid.clinician.accounts.open_sessions import NO_ADDRESS, name_browser
from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role
from tests.answers_factory import answer_all
from tests.staff import PASSWORD, add_app, make_account, show_code

pytestmark = pytest.mark.django_db

HOME = "/clinician/"
SESSIONS = f"{HOME}account/sessions/"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"
)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def user(clock) -> User:
    user = make_account("someone", Role.CLINICIAN)
    add_app(user)
    return user


def enter(clock, browser: str, name: str = "someone") -> Client:
    """Sign in with both factors; a code of the app works once."""
    clock.shift(timedelta(minutes=1))
    client = Client(headers={"User-Agent": browser})
    account = f"{HOME}account/sign-in/"
    client.post(account, {"login": name, "password": PASSWORD})
    assert client.post(f"{account}code/", {"code": show_code()})["Location"] == HOME
    return client


def confirm(client: Client) -> None:
    client.post(f"{HOME}account/confirm/", {"password": PASSWORD})


def list_shown(client: Client) -> list[str]:
    page = BeautifulSoup(client.get(SESSIONS).content, "html.parser")
    return [row.text for row in page.select(".nhsuk-summary-list__key")]


def end(client: Client, browser: str):
    page = BeautifulSoup(client.get(SESSIONS).content, "html.parser")
    for row in page.select(".nhsuk-summary-list__row"):
        if browser in row.select_one("dt").text:
            button = row.select_one("button")
            return client.post(SESSIONS, {button["name"]: button["value"]})
    raise AssertionError(f"{browser} is not listed")


def test_one_session_is_ended_and_the_others_go_on(user, clock):
    phone, desk, ward = (enter(clock, name) for name in (SAFARI, EDGE, FIREFOX))
    # This one first, then the last used.
    assert list_shown(ward) == [
        "Firefox on Linux",
        "Edge on Windows",
        "Safari on iPhone",
    ]
    confirm(ward)
    assert end(ward, "Safari")["Location"] == SESSIONS
    assert "1 sign-in ended." in ward.get(SESSIONS).content.decode()
    assert phone.get(HOME).status_code == 302
    assert desk.get(HOME).status_code == 200
    assert list_shown(desk) == ["Edge on Windows", "Firefox on Linux"]
    event = AuditEvent.objects.get(act="session_ended")
    assert (event.actor, event.object) == (user, f"account {user.pk}")
    assert event.details == {"reason": "ended from another session"}


def test_all_others_are_ended_at_once(user, clock):
    others = [enter(clock, SAFARI), enter(clock, EDGE)]
    here = enter(clock, FIREFOX)
    confirm(here)
    here.post(SESSIONS, {"session": "others"})
    assert [client.get(HOME).status_code for client in (*others, here)] == [
        302,
        302,
        200,
    ]
    assert "You are signed in nowhere else." in here.get(SESSIONS).content.decode()
    assert AuditEvent.objects.filter(act="session_ended").count() == 2


def test_nobody_sees_or_ends_those_of_another(user, clock):
    add_app(make_account("other", Role.ADMINISTRATOR))
    theirs = enter(clock, SAFARI)
    mine = enter(clock, FIREFOX, "other")
    assert list_shown(mine) == ["Firefox on Linux"]
    confirm(mine)
    for one in (*UserSession.objects.values_list("pk", flat=True), "", "x", "others"):
        mine.post(SESSIONS, {"session": one})
    assert theirs.get(HOME).status_code == 200
    assert mine.get(HOME).status_code == 200
    assert not AuditEvent.objects.filter(act="session_ended").exists()


def test_who_ends_one_shows_a_factor_again(user, clock):
    phone, desk = enter(clock, SAFARI), enter(clock, EDGE)
    asked = end(desk, "Safari")
    assert asked["Location"].startswith(f"{HOME}account/confirm/")
    assert phone.get(HOME).status_code == 200
    # What was asked for is then done.
    assert desk.post(asked["Location"], {"password": PASSWORD}).status_code == 302
    assert phone.get(HOME).status_code == 302


def test_a_session_that_has_run_out_is_not_listed(user, clock):
    enter(clock, SAFARI)
    clock.shift(timedelta(minutes=30))
    assert list_shown(enter(clock, FIREFOX)) == ["Firefox on Linux"]


def test_the_list_survives_a_new_password(user, clock):
    phone, desk = enter(clock, SAFARI), enter(clock, EDGE)
    new = "a quite new pass phrase"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    desk.post(f"{HOME}account/password/", sent)
    assert phone.get(HOME).status_code == 302
    assert list_shown(desk) == ["Edge on Windows"]


def test_no_address_is_kept(user, clock):
    enter(clock, FIREFOX)
    assert {one.ip for one in UserSession.objects.all()} == {NO_ADDRESS}


@pytest.mark.parametrize("said", ["", "curl/8.5", "\x00<script>"])
def test_a_program_that_says_little_has_a_name(said):
    assert name_browser(said) == "Another program"


def test_patients_sessions_are_not_followed(client):
    with CaptureQueriesContext(connection) as asked:
        answer_all(client)
        client.post("/ready/", {"choice": "yes"})
    assert Session.objects.count() == 1
    assert not UserSession.objects.exists()
    assert not [one for one in asked if "usersessions" in one["sql"]]
