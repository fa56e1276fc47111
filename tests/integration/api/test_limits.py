"""Allowances by the minute, on a clock of the tests; and what one request may cost."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from riskmodel.api.limits import MOST_WORK
from tests.integration.api.posting import SHORT, post, read_problem

START = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        # Entries of the wall clock's time would not have expired.
        cache.clear()
        yield traveller


@pytest.fixture
def few(settings):
    settings.API_REQUESTS_PER_MINUTE = 6
    settings.API_WORK_PER_MINUTE = 4000
    settings.API_PARTNER_REQUESTS_PER_MINUTE = 12
    settings.API_PARTNER_WORK_PER_MINUTE = 8000


def get_options(**headers: str):
    return Client().get("/api/v1/options/", headers=headers)


def test_requests_are_counted_by_the_minute(clock, few):
    assert [get_options().status_code for _ in range(7)] == [200] * 6 + [429]
    refused = get_options()
    read_problem(refused, status=429)
    assert refused["Retry-After"] == "10"
    clock.shift(9)
    assert get_options().status_code == 429
    clock.shift(1)
    assert get_options().status_code == 200
    assert get_options().status_code == 429


def test_the_allowance_is_whole_again_after_a_minute(clock, few):
    for _ in range(7):
        get_options()
    clock.shift(60)
    assert [get_options().status_code for _ in range(7)] == [200] * 6 + [429]


def test_work_weighs_draws_and_edss_bands(clock, few, settings):
    settings.API_REQUESTS_PER_MINUTE = 60
    wide = {**SHORT, "edss_low": 2.0, "edss_high": 4.5}
    del wide["edss"]
    settings.API_WORK_PER_MINUTE = 3000
    # 100 draws at three bands, and 300 for a comparison: five of them
    assert [post(wide).status_code for _ in range(6)] == [200] * 5 + [429]
    refused = post(wide)
    read_problem(refused, status=429)
    assert refused["Retry-After"] == "12"
    clock.shift(8)
    # 400 have come back, which one band costs
    assert post(wide).status_code == 429
    assert post(SHORT).status_code == 200
    assert post(SHORT).status_code == 429


def test_more_than_a_minute_s_work_waits_for_all_of_it(clock, few):
    assert post(SHORT | {"draws": 4000}).status_code == 200
    refused = post(SHORT | {"draws": 4000})
    assert refused["Retry-After"] == "60"
    clock.shift(60)
    assert post(SHORT | {"draws": 4000}).status_code == 200


def test_a_batch_costs_what_its_comparisons_cost(clock, few):
    def post_batch(count: int):
        return Client().post(
            "/api/v1/comparisons/batch/",
            json.dumps({"comparisons": [SHORT] * count}),
            content_type="application/json",
        )

    assert post_batch(10).status_code == 200
    assert post_batch(1).status_code == 429


def test_wrong_fields_cost_a_request_but_no_work(clock, few):
    statuses = [post(SHORT | {"edss": 11}).status_code for _ in range(5)]
    assert statuses == [400] * 5
    assert post(SHORT).status_code == 200
    assert post(SHORT).status_code == 429


def test_each_address_has_an_allowance_of_its_own(clock, few):
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    for _ in range(6):
        here.get("/api/v1/options/")
    assert here.get("/api/v1/options/").status_code == 429
    assert there.get("/api/v1/options/").status_code == 200


@pytest.mark.django_db
def test_a_partner_has_a_higher_allowance_of_its_own(clock, few, capsys):
    call_command("create_partner_token", "A clinic's system")
    token = {"authorization": f"Bearer {capsys.readouterr().out.strip()}"}
    for _ in range(6):
        get_options()
    assert get_options().status_code == 429
    assert [get_options(**token).status_code for _ in range(13)] == [200] * 12 + [429]


def test_no_address_is_kept(clock, few, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "set", lambda *entry: kept.append(entry))
    Client(REMOTE_ADDR="192.0.2.77").get("/api/v1/options/")
    assert kept
    assert "192.0.2" not in repr(kept)


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        (
            {"draws": 20_000, "edss_low": 2, "edss_high": 4},
            [
                "at most 13333 with 3 whole EDSS bands",
                "a range of at most 2 whole EDSS bands with 20000 draws",
            ],
        ),
        (
            {"draws": 4001, "edss_low": 0, "edss_high": 9.5},
            [
                "at most 4000 with 10 whole EDSS bands",
                "a range of at most 9 whole EDSS bands with 4001 draws",
            ],
        ),
    ],
)
def test_costly_input_is_refused_by_the_fields_that_make_it_so(change, allowed):
    body = {name: value for name, value in SHORT.items() if name != "edss"} | change
    problem = read_problem(post(body))
    assert [error["field"] for error in problem["errors"]] == ["draws", "edss_high"]
    assert [error["allowed"] for error in problem["errors"]] == allowed


def test_the_most_draws_work_at_one_step_and_the_usual_ones_at_every_step(settings):
    assert post(SHORT | {"draws": 20_000}).status_code == 200
    wide = {**SHORT, "draws": 4000, "edss_low": 0, "edss_high": 9.5}
    del wide["edss"]
    assert post(wide).status_code == 200
    # so that no request is refused for the minute that may be sent at all
    assert settings.API_WORK_PER_MINUTE >= MOST_WORK


@pytest.mark.django_db
def test_the_site_s_limit_on_posts_does_not_hold_partners(few, settings, capsys):
    settings.POSTS_PER_MINUTE_ADDRESS = 2
    call_command("create_partner_token", "A clinic's system")
    token = f"Bearer {capsys.readouterr().out.strip()}"
    partner = [post(SHORT, authorization=token).status_code for _ in range(4)]
    assert partner == [200] * 4
    assert [post(SHORT).status_code for _ in range(3)] == [200, 200, 429]
    # a made-up token gets nobody past it
    read_problem(post(SHORT, authorization="Bearer x"), status=401)


def test_threads_at_once_are_all_counted(few):
    def ask(_: int) -> int:
        try:
            return int(get_options().status_code)
        finally:
            # A thread's own connection outlives the thread.
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(ask, range(40)))
    # a refill of one in ten seconds may come in between
    assert 6 <= statuses.count(200) <= 7
    assert set(statuses) == {200, 429}
