"""Uses are counted together, and only as long as their stretch of time."""

import pytest

from decisionaid.limits.counting import Limit, count, is_over
from decisionaid.limits.models import Count

pytestmark = pytest.mark.django_db

THREE = Limit("knock", 3, 60)
FIVE = Limit("ring", 5, 60)
START = 6_000_000.0


def test_one_more_than_allowed_waits_for_the_end_of_the_minute():
    waits = [count([(THREE, "me")], now=START + 10) for _ in range(4)]
    assert waits == [0, 0, 0, 51]


def test_others_are_not_stopped():
    for _ in range(4):
        count([(THREE, "me")], now=START)
    assert count([(THREE, "you")], now=START) == 0
    assert count([(FIVE, "me")], now=START) == 0


def test_each_limit_counts_for_itself():
    waits = [count([(THREE, "me"), (FIVE, "us")], now=START) for _ in range(6)]
    assert [bool(wait) for wait in waits] == [False] * 3 + [True] * 3
    assert [bool(count([(FIVE, "us")], now=START))] == [True]


def test_the_next_minute_starts_anew_and_keeps_nothing_of_the_last():
    for _ in range(4):
        count([(THREE, "me")], now=START)
    assert count([(THREE, "me")], now=START + 60) == 0
    [kept] = Count.objects.all()
    assert kept.ends_at == START + 120
    assert kept.sent == 1


def test_what_is_stored_tells_nothing_of_who_it_was():
    count([(THREE, "203.0.113.7")], now=START)
    [kept] = Count.objects.values_list("key", flat=True)
    assert len(kept) == 64
    assert "203" not in str(Count.objects.get())


def test_the_hash_needs_the_secret_and_differs_each_minute(settings):
    keys = set()
    for moment in (START, START + 60):
        for secret in ("a" * 50, "b" * 50):
            settings.SECRET_KEY = secret
            count([(THREE, "203.0.113.7")], now=moment)
            keys |= set(Count.objects.values_list("key", flat=True))
    assert len(keys) == 4


def test_asking_counts_nothing():
    assert is_over((THREE, "me"), now=START) == 0
    for _ in range(3):
        count([(THREE, "me")], now=START)
        assert Count.objects.get().sent <= 3
    assert is_over((THREE, "me"), now=START + 59.5) == 1
    assert Count.objects.get().sent == 3


def test_zero_is_no_limit(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert count([(Limit("knock", 0, 60), "me")], now=START) == 0
