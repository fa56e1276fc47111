"""The audit trail grows and is never changed, on both databases."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import (
    DatabaseError,
    IntegrityError,
    ProgrammingError,
    connection,
    models,
    transaction,
)
from django.db.migrations.loader import MigrationLoader

from decisionaid.clinician.append_only import TABLES, AppendOnly
from decisionaid.clinician.audit import Act, AuditOutsideTransaction, record_event
from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role
from tests.staff import make_account, make_client

pytestmark = pytest.mark.django_db

on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no roles"
)


@pytest.fixture
def event() -> AuditEvent:
    return record_event(make_account("someone"), Act.VIEW, "kept result 1")


def touch(what: str, event: AuditEvent) -> None:
    rows = AuditEvent.objects.filter(pk=event.pk)
    match what:
        case "save":
            event.act = "other"
            event.save()
        case "update":
            rows.update(act="other")
        case "delete":
            rows.delete()
        case "raw delete":
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM clinician_auditevent")


@pytest.mark.parametrize("what", ["save", "update", "delete", "raw delete"])
def test_a_row_is_neither_changed_nor_deleted(event, what):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        touch(what, event)
    assert AuditEvent.objects.get().act == "view"


@on_postgresql
def test_nor_is_the_table_emptied(event):
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("TRUNCATE clinician_auditevent")


def test_every_table_that_only_grows_is_guarded_by_a_migration():
    loader = MigrationLoader(connection)
    guarded = [
        operation.table
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, AppendOnly)
    ]
    assert sorted(guarded) == sorted(TABLES)


def test_an_account_with_a_trail_cannot_be_deleted(event):
    with pytest.raises(models.ProtectedError):
        event.actor.delete()


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused():
    with pytest.raises(AuditOutsideTransaction):
        record_event(None, Act.VIEW, "kept result 1")
    assert not AuditEvent.objects.exists()


def test_a_row_falls_with_its_act():
    with pytest.raises(RuntimeError), transaction.atomic():
        record_event(None, Act.CHANGE, "kept result 1")
        raise RuntimeError
    assert not AuditEvent.objects.exists()


@on_postgresql
@pytest.mark.parametrize("what", ["update", "delete", "raw delete"])
def test_the_web_role_may_add_and_read_only(event, what):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE web_of_a_test")
        call_command("grant_web_role", "web_of_a_test", verbosity=0)
        cursor.execute("SET LOCAL ROLE web_of_a_test")
        record_event(None, Act.VIEW, "kept result 2")
        assert AuditEvent.objects.count() == 2
        with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
            touch(what, event)
        with pytest.raises(ProgrammingError, match="owner"), transaction.atomic():
            cursor.execute(
                "DROP TRIGGER clinician_auditevent_no_change ON clinician_auditevent"
            )
        # Every other table it may use as the site does.
        make_account("another")
        cursor.execute("RESET ROLE")


@on_postgresql
def test_a_role_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no role nobody"):
        call_command("grant_web_role", "nobody")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has roles")
def test_sqlite_has_no_roles():
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("grant_web_role", "web")


def read_rows(client, **asked: str) -> list[list[str]]:
    response = client.get("/clinician/audit/", asked)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    return [
        [cell.text for cell in row.select("td")[1:]]
        for row in page.select("table.app-data tbody tr")
    ]


@pytest.fixture
def administrator():
    return make_client(Role.ADMINISTRATOR)


def test_an_administrator_reads_the_trail_newest_first(administrator, event):
    record_event(None, Act.PURGE, "kept results", {"count": 3})
    assert read_rows(administrator) == [
        ["the site", "purged", "kept results", "count: 3"],
        ["someone", "viewed", "kept result 1", ""],
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "someone"}, 1),
        ({"who": "nobody"}, 0),
        ({"act": "view"}, 1),
        ({"act": "purge"}, 0),
        ({"thing": "kept result 1"}, 1),
        ({"thing": "kept result"}, 0),
        ({"since": "2020-01-01", "until": "2100-01-01"}, 1),
        ({"since": "2100-01-01"}, 0),
        ({"until": "2020-01-01"}, 0),
    ],
)
def test_the_trail_is_searched(administrator, event, asked, found):
    assert len(read_rows(administrator, **asked)) == found


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"act": "fly"}])
def test_a_wrong_filter_is_told_and_shows_nothing(administrator, event, asked):
    response = administrator.get("/clinician/audit/", asked)
    assert "error-summary" in response.content.decode()
    assert read_rows(administrator, **asked) == []


def test_a_long_trail_has_pages(administrator, event):
    for _ in range(60):
        record_event(None, Act.VIEW, "kept result 2")
    assert len(read_rows(administrator)) == 50
    assert len(read_rows(administrator, page="2")) == 11
    assert len(read_rows(administrator, page="99")) == 11
