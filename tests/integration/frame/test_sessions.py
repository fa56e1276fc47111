"""Answers leave the database when their time is over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db


def visit() -> str:
    client = Client()
    client.post("/questions/course/", {"course": "rrms"})
    return client.session.session_key


def test_a_new_visitor_clears_what_is_past_its_time():
    old, current = visit(), visit()
    ended = timezone.now() - timedelta(seconds=1)
    Session.objects.filter(session_key=old).update(expire_date=ended)
    new = visit()
    kept = set(Session.objects.values_list("session_key", flat=True))
    assert kept == {current, new}


def test_an_answer_is_kept_for_a_day_at_most():
    session = Session.objects.get(session_key=visit())
    assert session.expire_date <= timezone.now() + timedelta(hours=24)


def test_the_cookie_ends_with_the_browser_and_no_script_reads_it():
    client = Client()
    response = client.post("/questions/course/", {"course": "rrms"})
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
    assert not cookie["expires"]
