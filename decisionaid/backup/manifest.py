"""What a copy holds: how many rows of each table, and a digest of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

#: Not copied: sessions hold answers that are promised to be gone within a day, and
#: the others are of one minute or one hour.
LEFT_OUT = ("django_session", "usersessions_", "limits_count", "axes_")
MODULUS = 2**256
ROWS_AT_ONCE = 2000


class Cursor(Protocol):
    """A cursor of either database."""

    def execute(self, query: str, /) -> Any: ...

    def fetchmany(self, size: int, /) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True)
class Table:
    """What one table holds; the digest does not depend on the order of its rows."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What a copy holds, and the digest of its file."""

    made_at: str
    database: str
    release: str
    file_sha256: str
    tables: dict[str, Table]

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n")

    @classmethod
    def read(cls, path: Path) -> Manifest:
        fields = json.loads(path.read_text())
        tables = {name: Table(**table) for name, table in fields.pop("tables").items()}
        return cls(**fields, tables=tables)


def is_copied(table: str) -> bool:
    return not table.startswith(LEFT_OUT)


def digest_tables(cursor: Cursor, names: Iterable[str]) -> dict[str, Table]:
    """Digest every table that is copied."""
    return {name: _digest(cursor, name) for name in sorted(names) if is_copied(name)}


def digest_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(cursor: Cursor, table: str) -> Table:
    # The name is the database's own, not anybody's input.
    cursor.execute(f'SELECT * FROM "{table}"')
    rows, total = 0, 0
    for row in _rows(cursor):
        rows += 1
        total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())
    return Table(rows, f"{total % MODULUS:064x}")


def _rows(cursor: Cursor) -> Iterator[tuple[Any, ...]]:
    while some := cursor.fetchmany(ROWS_AT_ONCE):
        yield from some
