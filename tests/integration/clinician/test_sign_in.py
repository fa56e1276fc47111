"""Signing in takes two factors, in time, and every step leaves its row."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from decisionaid.clinician.models import AuditEvent, Consultation
from decisionaid.clinician.roles import Role
from tests.consultations import keep, open_result
from tests.staff import (
    PASSWORD,
    SECRET,
    add_app,
    make_account,
    make_client,
    show_code,
    sign_in,
)

pytestmark = pytest.mark.django_db

HOME = "/clinician/"
SIGN_IN = "/clinician/account/sign-in/"
CODE = "/clinician/account/sign-in/code/"
FACTORS = "/clinician/account/second-factor/"
APP = f"{FACTORS}app/"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def user() -> User:
    return make_account("someone", Role.CLINICIAN)


def type_password(client: Client, password: str = PASSWORD, name: str = "someone"):
    return client.post(SIGN_IN, {"login": name, "password": password})


def list_acts() -> list[tuple[str, dict[str, object]]]:
    return list(AuditEvent.objects.order_by("id").values_list("act", "details"))


def test_a_password_alone_opens_nothing_but_the_second_step(user):
    client = Client()
    assert type_password(client)["Location"] == HOME
    assert client.get(HOME)["Location"] == f"{FACTORS}?next={HOME}"
    assert "Set up a second step" in client.get(FACTORS).content.decode()
    assert client.get(f"{FACTORS}recovery-codes/").status_code == 302


def test_an_app_is_set_up_and_used(user):
    client = Client()
    type_password(client)
    page = BeautifulSoup(client.get(APP).content, "html.parser")
    secret = page.select_one(".app-factor-key").text
    # The picture is in the page: no address for an image is opened for it.
    assert page.select_one(".app-factor-picture svg path") is not None
    done = client.post(APP, {"code": show_code(secret)})
    assert done["Location"] == f"{FACTORS}recovery-codes/"
    codes = BeautifulSoup(client.get(done["Location"]).content, "html.parser")
    recovery = [code.text for code in codes.select(".app-recovery-codes code")]
    assert len(recovery) == 10
    assert client.get(HOME).status_code == 200

    other = Client()
    assert type_password(other)["Location"] == CODE
    assert other.get(HOME)["Location"] == f"{SIGN_IN}?next={HOME}"
    assert other.post(CODE, {"code": "000000"}).status_code == 200
    assert other.post(CODE, {"code": recovery[0]})["Location"] == HOME
    assert other.get(HOME).status_code == 200

    again = Client()
    type_password(again)
    assert again.post(CODE, {"code": recovery[0]}).status_code == 200
    assert [act for act, _details in list_acts()] == [
        "sign_in",
        "change",
        "change",
        "sign_in_refused",
        "sign_in",
        "sign_in_refused",
    ]


def test_a_code_of_the_app_signs_in_once(user):
    add_app(user)
    code = show_code()
    first, second = Client(), Client()
    type_password(first)
    type_password(second)
    assert first.post(CODE, {"code": code}).status_code == 302
    assert second.post(CODE, {"code": code}).status_code == 200
    assert ("sign_in", {"second_factor": "totp"}) in list_acts()


def test_the_secret_of_an_app_is_not_in_the_database(user):
    add_app(user)
    assert SECRET not in json.dumps(Authenticator.objects.get().data)


def test_a_secret_outlives_a_change_of_the_servers_secret(user, settings):
    add_app(user)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of the server" * 2
    client = Client()
    type_password(client)
    assert client.post(CODE, {"code": show_code()})["Location"] == HOME


def test_five_wrong_passwords_close_the_door_for_a_while(user):
    add_app(user)
    client = Client()
    with time_machine.travel(NOON, tick=False) as clock:
        answers = [type_password(client, "wrong").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]
        refused = type_password(client)
        assert refused.status_code == 429
        assert "15 minutes" in refused.content.decode()
        clock.shift(timedelta(minutes=16))
        assert type_password(client)["Location"] == CODE
    reasons = [details.get("reason") for _act, details in list_acts()]
    assert reasons.count("password") == 6
    assert "locked out" in reasons


def test_wrong_codes_close_the_door_too(user):
    add_app(user)
    client = Client()
    type_password(client)
    answers = [client.post(CODE, {"code": f"00000{n}"}) for n in range(5)]
    assert answers[-1].status_code == 429
    # Not even the right code opens it now.
    client.post(CODE, {"code": show_code()})
    assert client.get(HOME).status_code == 302
    assert type_password(Client()).status_code == 429


def test_somebody_elsewhere_is_not_locked_out_with_them(user):
    for _ in range(5):
        type_password(Client(REMOTE_ADDR="192.0.2.1"), "wrong")
    assert type_password(Client(REMOTE_ADDR="192.0.2.2")).status_code == 302


def test_nor_somebody_elsewhere_behind_the_proxy(user):
    def come_from(address: str) -> Client:
        return Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=address)

    for _ in range(5):
        type_password(come_from("192.0.2.1"), "wrong")
    assert type_password(come_from("192.0.2.1")).status_code == 429
    assert type_password(come_from("192.0.2.2")).status_code == 302


def test_a_senders_address_is_not_kept(user):
    type_password(Client(REMOTE_ADDR="192.0.2.1"), "wrong")
    [kept] = AccessAttempt.objects.values_list("ip_address", flat=True)
    assert kept.startswith("fd")


def test_what_is_typed_as_a_name_is_not_kept():
    type_password(Client(), name="my secret pass phrase")
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("step", "steps", "ends"),
    [
        (timedelta(minutes=19), 1, False),
        (timedelta(minutes=21), 1, True),
        # Never idle, but signed in for too long.
        (timedelta(minutes=15), 39, False),
        (timedelta(minutes=15), 41, True),
    ],
)
def test_a_session_ends_in_time(user, step, steps, ends):
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(user)
        assert client.get(HOME).status_code == 200
        for _ in range(steps):
            clock.shift(step)
            response = client.get(HOME)
        assert response.status_code == (302 if ends else 200)
        if ends:
            page = client.get(response["Location"]).content.decode()
            assert "You were signed out" in page
            assert list_acts()[-1][0] == "session_ended"


def test_patients_sessions_have_no_such_limits(client):
    with time_machine.travel(NOON, tick=False) as clock:
        client.post("/questions/course/", {"course": "rrms"})
        clock.shift(timedelta(hours=20))
        assert client.get("/questions/onset/").status_code == 200


def test_signing_out_leaves_a_row(user):
    client = sign_in(user)
    assert client.post("/clinician/account/sign-out/")["Location"] == SIGN_IN
    assert client.get(HOME).status_code == 302
    assert list_acts() == [("sign_out", {})]


def test_the_admins_own_door_leads_nowhere_else(user):
    for path in ("login/", "logout/", "password_change/"):
        response = Client().post(f"/clinician/admin/{path}", {"username": "someone"})
        assert response["Location"].startswith(SIGN_IN)
    client = make_client(Role.ADMINISTRATOR)
    assert client.get("/clinician/admin/login/")["Location"] == "/clinician/admin/"
    assert client.post("/clinician/admin/logout/")["Location"] == SIGN_IN
    assert client.get(HOME).status_code == 302


def test_nobody_makes_an_account_for_themselves(client):
    for path in ("signup/", "password/reset/", "email/"):
        assert client.get(f"/clinician/account/{path}").status_code == 404


def test_a_closed_account_opens_nothing(user):
    add_app(user)
    client = sign_in(user)
    User.objects.update(is_active=False)
    assert client.get(HOME).status_code == 302
    assert type_password(Client()).status_code in (200, 302)
    assert not AuditEvent.objects.filter(act="sign_in").exists()


def test_the_only_second_factor_cannot_be_taken_away(user):
    add_app(user)
    client = sign_in(user)
    assert client.post(f"{APP}remove/")["Location"].startswith(
        "/clinician/account/confirm/"
    )
    client.post("/clinician/account/confirm/", {"password": PASSWORD})
    assert client.post(f"{APP}remove/").status_code == 200
    assert Authenticator.objects.exists()


def test_a_password_is_changed_and_common_ones_are_refused(user):
    client = sign_in(user)
    address = "/clinician/account/password/"

    def change(new: str):
        sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        return client.post(address, sent)

    assert "too common" in change("qazwsxedcrfv").content.decode()
    assert "too short" in change("h7Kq9").content.decode()
    assert change("a quite new pass phrase").status_code == 302
    user.refresh_from_db()
    assert user.check_password("a quite new pass phrase")
    assert list_acts() == [("change", {"fields": ["password"]})]


@pytest.fixture
def code() -> str:
    return keep()


@pytest.fixture
def consultation(user, code) -> str:
    return open_result(sign_in(user), code)


def sign_in_again(client: Client, address: str, name: str = "someone") -> BeautifulSoup:
    """Type password and code, and open the page that was asked for."""
    type_password(client, name=name)
    with_code = client.post(CODE, {"code": show_code()})
    assert with_code.status_code == 302
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_notes_sent_after_the_session_ended_are_there_to_save(user, consultation):
    add_app(user)
    address = f"{consultation}work/"
    sent = {"version": 0, "edss": "5", "notes": "a long\nnote of mine"}
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(user)
        client.get(address)
        clock.shift(timedelta(minutes=21))
        response = client.post(address, sent)
        assert "note" not in response["Location"]
        asked = client.get(response["Location"]).content.decode()
        assert "What you wrote is not lost" in asked
        assert "note of mine" not in asked
        page = sign_in_again(client, address)
        assert page.select_one("#notes").text.strip() == "a long\nnote of mine"
        assert page.select_one("#edss option[selected]")["value"] == "5"
        assert "It is not saved yet" in page.text
        assert Consultation.objects.get().notes == ""
        assert client.post(address, sent).status_code == 302
        assert Consultation.objects.get().notes == "a long\nnote of mine"
        # Given once.
        assert "It is not saved yet" not in client.get(address).content.decode()


def test_nobody_else_is_given_them(user, code, consultation):
    other = make_account("other", Role.CLINICIAN)
    add_app(other)
    open_result(sign_in(other), code)
    address = f"{consultation}work/"
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(user)
        client.get(address)
        clock.shift(timedelta(minutes=21))
        client.post(address, {"version": 0, "notes": "of mine"})
        page = sign_in_again(client, address, "other")
    assert page.select_one("#notes").text.strip() == ""
