"""Passwords are chosen by their owners, by a link that an administrator makes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role
from tests.staff import PASSWORD, add_app, make_account, make_client, sign_in

pytestmark = pytest.mark.django_db

HOME = "/clinician/"
ACCOUNT = f"{HOME}account/"
SIGN_IN = f"{ACCOUNT}sign-in/"
ACCOUNTS = f"{HOME}admin/auth/user/"
NEW = "a quite new pass phrase"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NO_LONGER = "This link no longer works"


@pytest.fixture
def administrator() -> Client:
    return make_client(Role.ADMINISTRATOR)


def make_link(administrator: Client, user: User) -> str:
    page = administrator.post(f"{ACCOUNTS}{user.pk}/password/").content
    link: str = BeautifulSoup(page, "html.parser").select_one("#link").text.strip()
    assert link.startswith(f"http://testserver{ACCOUNT}password/set/")
    return link


def open_link(link: str, client: Client) -> tuple[str, str]:
    """Open a link; give where it leads, and the page there."""
    response = client.get(link, follow=True)
    return response.redirect_chain[-1][0] if response.redirect_chain else "", (
        response.content.decode()
    )


def set_password(link: str, password: str = NEW, *, client: Client | None = None):
    client = client or Client()
    address, _page = open_link(link, client)
    sent = {"password1": password, "password2": password}
    return client.post(address, sent) if address else None


def type_password(password: str, name: str = "new") -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": name, "password": password})
    return client


def test_a_new_account_has_no_password_until_the_person_sets_it(administrator):
    response = administrator.post(f"{ACCOUNTS}add/", {"username": "new"})
    user = User.objects.get(username="new")
    assert not user.has_usable_password()
    asked = administrator.get(response["Location"]).content.decode()
    assert "Make the link" in asked
    assert "password/set/" not in asked
    link = make_link(administrator, user)
    # Shown once.
    assert (
        "password/set/" not in administrator.get(response["Location"]).content.decode()
    )

    client = Client()
    done = set_password(link, client=client)
    assert done["Location"] == SIGN_IN
    assert "Your password is set" in client.get(SIGN_IN).content.decode()
    # The password alone opens nothing but the second step.
    signed_in = type_password(NEW)
    assert signed_in.get(HOME)["Location"].startswith(f"{ACCOUNT}second-factor/")
    # Nobody uses it again.
    assert NO_LONGER in open_link(link, Client())[1]

    acts = AuditEvent.objects.order_by("id").values_list("actor_name", "act", "details")
    assert list(acts) == [
        ("administrator", "create", {}),
        ("administrator", "create", {"made": "password link"}),
        ("new", "change", {"fields": ["password"]}),
        ("new", "sign_in", {"second_factor": "none yet"}),
    ]
    assert not any(link.split("/")[-2] in str(row) for row in acts)


def test_a_link_lives_for_a_day(administrator):
    user = make_account("new")
    with time_machine.travel(NOON, tick=False) as clock:
        link = make_link(administrator, user)
        clock.shift(timedelta(hours=24, seconds=-1))
        assert NO_LONGER not in open_link(link, Client())[1]
        # Opened in time, sent too late.
        client = Client()
        address, _page = open_link(link, client)
        clock.shift(timedelta(seconds=2))
        assert NO_LONGER in open_link(link, Client())[1]
        late = client.post(address, {"password1": NEW, "password2": NEW})
        assert NO_LONGER in late.content.decode()
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_only_the_newest_link_works(administrator):
    user = make_account("new")
    first, second = (make_link(administrator, user) for _ in range(2))
    assert NO_LONGER in open_link(first, Client())[1]
    assert set_password(second).status_code == 302


def test_nobody_makes_up_a_link(administrator):
    user, other = make_account("new"), make_account("other")
    link = make_link(administrator, user)
    make_link(administrator, other)
    key = link.split("/")[-2]
    for wrong in (
        link.replace(key, f"{key[:-1]}{'0' if key[-1] != '0' else '1'}"),
        link.replace(f"/set/{link.split('/')[-3]}/", f"/set/{other.pk}/"),
        link.replace(key, "set-password"),
    ):
        assert NO_LONGER in open_link(wrong, Client())[1]


@pytest.mark.parametrize(
    "password", ["password1234", "123456789012", "short", "sclerosis-ahsct"]
)
def test_a_password_that_is_easy_to_guess_is_refused(administrator, password):
    user = make_account("new")
    refused = set_password(make_link(administrator, user), password)
    assert refused.status_code == 200
    assert "Error:" in refused.content.decode()
    user.refresh_from_db()
    assert not user.has_usable_password()


def test_a_forgotten_password_is_mended_by_a_link_and_the_factor_stays(administrator):
    user = make_account("new", Role.CLINICIAN)
    add_app(user)
    client = sign_in(user)
    assert client.get(HOME).status_code == 200
    link = make_link(administrator, user)
    # Whoever knew the old one is out.
    assert client.get(HOME).status_code == 302
    set_password(link)
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not user.check_password(PASSWORD)
    asked = Client().post(SIGN_IN, {"login": "new", "password": NEW})
    assert asked["Location"] == f"{SIGN_IN}code/"


def test_administrators_change_their_own_as_everybody_does(administrator):
    own = User.objects.get(username=Role.ADMINISTRATOR)
    response = administrator.post(f"{ACCOUNTS}{own.pk}/password/")
    assert response["Location"] == f"{ACCOUNT}password/"
    own.refresh_from_db()
    assert own.check_password(PASSWORD)


def test_a_password_set_by_somebody_else_is_no_longer_possible(administrator):
    user = make_account("new")
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    administrator.post(f"{ACCOUNTS}{user.pk}/password/", sent)
    user.refresh_from_db()
    assert not user.check_password(NEW)
