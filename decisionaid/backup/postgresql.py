"""Copies of PostgreSQL, by its own programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection, transaction

from decisionaid.backup.errors import BackupError
from decisionaid.backup.manifest import LEFT_OUT, Table, digest_tables

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def dump(path: Path) -> dict[str, Table]:
    """Write a copy; give what is in it, seen at the very same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        left_out = [f"--exclude-table-data={name}*" for name in LEFT_OUT]
        _run("pg_dump", "-Fc", f"--snapshot={snapshot}", *left_out, file=path)
        return _digest()


def load(path: Path) -> dict[str, Table]:
    """Put a copy in place of all there is; give what is there now."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    name = str(connection.settings_dict["NAME"])
    options = ["--no-owner", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", *options, f"--dbname={name}", str(path))
    with transaction.atomic():
        return _digest()


def _digest() -> dict[str, Table]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        names = [name for (name,) in cursor.fetchall()]
    # Kept on the server, so that a large table is not read into memory whole.
    with connection.chunked_cursor() as cursor:
        return digest_tables(cursor, names)


def _run(program: str, *arguments: str, file: Path | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is not there: install PostgreSQL's client")
    settings = connection.settings_dict
    # By variables: a command line can be read by everybody on the machine.
    variables = {
        "PGDATABASE": settings["NAME"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"]),
    }
    given = {name: value for name, value in variables.items() if value}
    # Only the owner may read it, from its first byte on.
    output = (
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600) if file else None
    )
    try:
        done = subprocess.run(
            [found, *arguments],
            env={**os.environ, **given},
            stdout=output if output is not None else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        if output is not None:
            os.close(output)
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")
