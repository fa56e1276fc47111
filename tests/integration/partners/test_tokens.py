"""Partners' tokens: given once, hashed, revocable; only the day of use is kept."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from decisionaid.partners.models import PartnerToken
from tests.integration.api.posting import read_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(capsys) -> str:
    call_command("create_partner_token", "A clinic's system")
    return capsys.readouterr().out.strip()


def ask(authorization: str):
    return Client().get("/api/v1/releases/", headers={"authorization": authorization})


def test_a_token_is_accepted_and_stands_nowhere_in_the_database(token):
    assert ask(f"Bearer {token}").status_code == 200
    assert ask(f"bearer {token}").status_code == 200
    stored = PartnerToken.objects.values().get()
    assert token not in repr(stored)
    assert token.removeprefix("mstc_") not in repr(stored)
    assert len(token) > 40


def test_only_the_day_of_use_is_kept(token, django_assert_num_queries):
    with time_machine.travel(dt.datetime(2026, 12, 1, 23, 30, tzinfo=dt.UTC)):
        ask(f"Bearer {token}")
        stored = PartnerToken.objects.get()
        assert stored.last_used_on == dt.date(2026, 12, 1)
        # the second use of a day writes nothing: the token, and the release in use
        with django_assert_num_queries(2):
            ask(f"Bearer {token}")
    columns = {field.column for field in PartnerToken._meta.fields}
    assert columns == {
        "id",
        "name",
        "token_hash",
        "created_at",
        "last_used_on",
        "revoked_at",
    }


def test_a_revoked_token_is_refused_at_once(token):
    call_command("revoke_partner_token", "A clinic's system")
    read_problem(ask(f"Bearer {token}"), status=401)
    assert PartnerToken.objects.get().revoked_at is not None


def test_a_new_token_after_a_revoked_one(token, capsys):
    call_command("revoke_partner_token", "A clinic's system")
    call_command("create_partner_token", "A clinic's system")
    other = capsys.readouterr().out.split()[-1]
    assert other != token
    assert ask(f"Bearer {other}").status_code == 200


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer \xe9\x00", "x" * 4000],
)
def test_anything_else_is_refused_in_the_same_words(authorization):
    response = ask(authorization)
    problem = read_problem(response, status=401)
    assert response["WWW-Authenticate"] == "Bearer"
    assert problem["detail"] == (
        "The token is not valid: leave it out, or ask for a new one."
    )


def test_names_are_told_apart(token):
    with pytest.raises(CommandError, match="revoke it first"):
        call_command("create_partner_token", "A clinic's system")
    with pytest.raises(CommandError):
        call_command("create_partner_token", "")
    with pytest.raises(CommandError):
        call_command("create_partner_token", "x" * 101)
    with pytest.raises(CommandError, match="no token in use"):
        call_command("revoke_partner_token", "Nobody")
    assert PartnerToken.objects.count() == 1


def test_tokens_are_listed_without_themselves(token, capsys):
    call_command("list_partner_tokens")
    assert capsys.readouterr().out == "A clinic's system: last used never\n"
    ask(f"Bearer {token}")
    call_command("revoke_partner_token", "A clinic's system")
    call_command("list_partner_tokens")
    listed = capsys.readouterr().out
    assert f"last used {dt.date.today()}" in listed
    assert "revoked" in listed
    assert token not in listed
