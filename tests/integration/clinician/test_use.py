"""Use is counted without persons, and small counts are not shown."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.timezone import localdate

from decisionaid.clinician.roles import Role
from decisionaid.usage.actions import add_one
from decisionaid.usage.models import UseCount
from tests.factories import lifelike_document
from tests.results_pages import open_session
from tests.staff import make_client

pytestmark = pytest.mark.django_db


def counters() -> dict[tuple[str, str], int]:
    rows = UseCount.objects.values_list("kind", "key", "count")
    return {(kind, key): count for kind, key, count in rows}


def test_results_count_once_a_visit_by_course_and_time():
    client = Client()
    open_session(client, lifelike_document())
    for years in (5, 5, 10):
        assert client.get("/results/", {"years": years}).status_code == 200
    client.get("/results/harms/")
    assert counters() == {
        ("course", "rrms"): 1,
        ("horizon", "5"): 1,
        ("horizon", "10"): 1,
    }


def test_two_visits_are_two():
    for _ in range(2):
        client = Client()
        open_session(client, lifelike_document())
        client.get("/results/")
    assert counters()["course", "rrms"] == 2


def test_nothing_is_left_in_a_session_that_was_forgotten():
    client = Client()
    open_session(client, lifelike_document())
    client.get("/results/")
    client.post("/forget/")
    assert list(client.session.keys()) == []


def test_a_counter_holds_no_day_and_no_person():
    add_one(kind="course", key="rrms", today=date(2026, 11, 26))
    add_one(kind="course", key="rrms", today=date(2026, 11, 23))
    counter = UseCount.objects.get()
    assert (counter.week, counter.count) == (date(2026, 11, 23), 2)
    names = {field.name for field in UseCount._meta.get_fields()}
    assert names == {"id", "week", "kind", "key", "count"}


def read_use(role: Role) -> dict[str, list[str]]:
    response = make_client(role).get("/clinician/use/")
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return {
        table["data-kind"]: [cell.text for cell in table.select("tbody td")]
        for table in page.select("table")
    }


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_them_without_small_cells(role):
    week = localdate()
    week = date.fromordinal(week.toordinal() - week.weekday())
    for kind, key, count in (
        ("course", "rrms", 40),
        ("course", "spms", 3),
        ("course", "ppms", 12),
        ("horizon", "5", 50),
        ("horizon", "10", 4),
        ("understood.worse", "right", 30),
        ("understood.worse", "wrong", 11),
    ):
        UseCount.objects.create(week=week, kind=kind, key=key, count=count)
    shown = read_use(role)
    assert shown["course"] == ["40", "not shown", "not shown", "55"]
    assert shown["horizon"] == ["0", "0", "not shown", "not shown"]
    assert shown["understood.worse"] == ["30", "11", "41"]
