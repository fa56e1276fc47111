"""Copies of SQLite, by its own online backup, which disturbs nobody."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from decisionaid.backup.manifest import Table, digest_tables, is_copied

TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
)


def dump(path: Path) -> dict[str, Table]:
    """Write a copy; give what is in it."""
    # Only the owner may read it, from its first byte on.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(_connect(_own_file())) as own, closing(_connect(path)) as copy:
        own.backup(copy)
        for name in _names(copy):
            if not is_copied(name):
                copy.execute(f'DELETE FROM "{name}"')
        copy.commit()
        # What was deleted is not left between the rows either.
        copy.execute("VACUUM")
        return digest_tables(copy.cursor(), _names(copy))


def load(path: Path) -> dict[str, Table]:
    """Put a copy in place of all there is; give what is there now."""
    connection.close()
    with closing(_connect(path)) as copy, closing(_connect(_own_file())) as own:
        copy.backup(own)
        return digest_tables(own.cursor(), _names(own))


def _own_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=20)


def _names(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute(TABLES)]
