"""A purge of many expired results: all of them go, and nothing else does."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

import psycopg

from tools.reliability.parts import Line
from tools.reliability.stored_rows import TABLE, add_kept_results
from tools.reliability.topology import manage, node_environment
from tools.with_postgres import temporary_server

TITLE = "Purge"
#: Expired results.
FULL, SHORT = 1_000_000, 2_000
#: Results whose time is not over, one for each hundred.
KEPT_SHARE = 100
#: Rows a second, at least; and what starting the command may take.
LEAST_ROWS, START_SECONDS = 1500, 60
#: What clinicians wrote about each expired result goes with it; what the trail says of
#: it stays.
WRITTEN = (
    "INSERT INTO clinician_consultation (saved_id, corrections, notes, version) "
    f"SELECT id, '{{}}', 'written for the test', 0 FROM {TABLE}",
    "INSERT INTO clinician_auditevent (at, actor_name, act, object, details) "
    f"SELECT now(), '', 'view', 'kept result ' || id, '{{}}' FROM {TABLE}",
)
EXPIRE = (
    f"UPDATE {TABLE} SET expires_at = now() - interval '1 minute' WHERE id <= {{rows}}"
)


def run(size: int) -> list[Line]:
    """Purge a database of so many expired results, twice."""
    kept = max(1, size // KEPT_SHARE)
    with (
        tempfile.TemporaryDirectory(prefix="decisionaid-purge-", dir="/tmp") as name,
        temporary_server() as database,
    ):
        environment = node_environment(database.url, Path(name))
        manage("migrate", "--noinput", variables=environment)
        add_kept_results(database.url, size + kept)
        with psycopg.connect(database.url, autocommit=True) as connection:
            for statement in (*WRITTEN, EXPIRE.format(rows=size)):
                connection.execute(statement.encode())
            connection.execute("VACUUM ANALYZE")
            before = _read_others(connection)
            start = time.monotonic()
            told = manage("purge", variables=environment)
            seconds = time.monotonic() - start
            again = manage("purge", variables=environment)
            after = _read_others(connection)
            left = _count(connection, f"{TABLE} WHERE expires_at <= now()")
            viewed = _count(connection, "clinician_auditevent WHERE act = 'view'")
            purged = _count(connection, "clinician_auditevent WHERE act = 'purge'")
    deleted, deleted_again = _read_deleted(told), _read_deleted(again)
    return [
        Line(
            f"{size:,} expired results go, and what was written about them",
            f"{deleted:,} deleted, {left:,} left",
            (deleted, left) == (size, 0),
        ),
        Line(
            f"None of {kept:,} others is touched, nor what was written about them",
            "the same to the digest" if before == after else "another digest",
            before == after,
        ),
        Line(
            "A second run deletes nothing",
            f"{deleted_again:,} deleted",
            deleted_again == 0,
        ),
        Line(
            "The trail still names each deleted result, and tells of the purge",
            f"{viewed:,} rows of results, {purged:,} of batches",
            viewed == size + kept and purged > 0,
        ),
        Line(
            f"At least {LEAST_ROWS:,} rows a second, the command's start aside",
            f"{seconds:.0f} s in all, {size / seconds:,.0f} rows a second",
            seconds <= START_SECONDS + size / LEAST_ROWS,
        ),
    ]


def _read_others(connection: psycopg.Connection) -> list[tuple[object, ...]]:
    """Digest what must stay: results not expired, and what was written about them."""
    others = f"{TABLE} AS one WHERE expires_at > now()"
    about = f"saved_id IN (SELECT id FROM {others})"
    digest = "SELECT count(*), md5(string_agg(one::text, '' ORDER BY id)) FROM"
    return [
        connection.execute(f"{digest} {rows}".encode()).fetchall()[0]
        for rows in (others, f"clinician_consultation AS one WHERE {about}")
    ]


def _count(connection: psycopg.Connection, rows: str) -> int:
    [[count]] = connection.execute(f"SELECT count(*) FROM {rows}".encode()).fetchall()
    return int(count)


def _read_deleted(told: str) -> int:
    found = re.search(r"kept results: (\d+) deleted", told)
    return int(found[1]) if found else -1
