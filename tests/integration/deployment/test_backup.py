"""A copy holds everything but sessions, and puts everything back as it was."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from decisionaid.summaries.models import SavedComparison
from tests.integration.frame.processes import manage
from tools.reliability.parts import restore

pytestmark = pytest.mark.slow

ANSWER = "marker-of-an-answer"


def run(*arguments: str, database: Path, works: bool = True) -> str:
    done = manage(*arguments, DATABASE_URL=f"sqlite:///{database}")
    assert (done.returncode == 0) == works, done.stderr
    return done.stdout + done.stderr


def add_result(connection: sqlite3.Connection, code: str, expires_at: datetime) -> None:
    saved = SavedComparison(
        code_hash=code,
        answers={},
        document="{}",
        created_at=expires_at,
        expires_at=expires_at,
    )
    fields = [field for field in saved._meta.concrete_fields if not field.primary_key]
    values = [getattr(saved, field.attname) for field in fields]
    names = ", ".join(field.column for field in fields)
    connection.execute(
        f"INSERT INTO summaries_savedcomparison ({names}) "
        f"VALUES ({', '.join('?' * len(values))})",
        [write(value) for value in values],
    )


def write(value: object) -> object:
    """Write a value as SQLite keeps it."""
    if isinstance(value, datetime):
        return str(value)
    return json.dumps(value) if isinstance(value, dict | list) else value


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database and a copy of it.

    In it are a kept result, an expired one, a session and a count.
    """
    folder = tmp_path_factory.mktemp("prepared")
    path = folder / "db.sqlite3"
    run("migrate", database=path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for code, expires in (("kept", "2999-01-01"), ("over", "2001-01-01")):
            add_result(connection, code, datetime.fromisoformat(expires))
        connection.execute(
            "INSERT INTO django_session VALUES ('key', ?, '2999-01-01')", (ANSWER,)
        )
        connection.execute("INSERT INTO limits_count VALUES (?, 1, 1)", (ANSWER,))
    run("backup", str(folder / "copy"), database=path)
    return folder


@pytest.fixture
def database(prepared: Path, tmp_path: Path) -> Path:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return tmp_path / "db.sqlite3"


@pytest.fixture
def copy(database: Path) -> Path:
    return database.with_name("copy")


def codes(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        query = "SELECT code_hash FROM summaries_savedcomparison ORDER BY 1"
        return [code for (code,) in connection.execute(query)]


def test_the_copy_is_for_its_owner_and_has_no_answer_of_a_session(copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert ANSWER.encode() not in copy.read_bytes()
    assert codes(copy) == ["kept", "over"]


def test_everything_comes_back_but_what_is_past_its_time(copy, database):
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TABLE summaries_savedcomparison")
        connection.execute("CREATE TABLE not_ours (id)")
    told = run("restore", str(copy), "--replace", database=database)
    assert "1 results past their time deleted" in told
    assert codes(database) == ["kept"]
    with sqlite3.connect(database) as connection:
        query = "SELECT count(*) FROM sqlite_master WHERE name = 'not_ours'"
        assert connection.execute(query).fetchone() == (0,)


def test_nothing_is_lost_without_saying_so(copy, database):
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM summaries_savedcomparison")
    assert "--replace" in run("restore", str(copy), database=database, works=False)
    assert codes(database) == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda copy: copy.write_bytes(copy.read_bytes() + b"x"), "is not the file"),
        (lambda copy: copy.unlink(), "is not there"),
        (lambda copy: manifest(copy).unlink(), "is not there"),
        (lambda copy: manifest(copy).write_text("{}"), "is no manifest"),
        (
            lambda copy: change_manifest(copy, database="postgresql"),
            "DATABASE_URL names sqlite",
        ),
    ],
)
def test_a_damaged_copy_is_refused_before_anything_is_touched(
    copy, database, harm, told
):
    harm(copy)
    text = run("restore", str(copy), "--replace", database=database, works=False)
    assert told in text
    assert codes(database) == ["kept", "over"]


def test_a_table_that_comes_back_otherwise_is_named(copy, database):
    tables = json.loads(manifest(copy).read_text())["tables"]
    tables["summaries_savedcomparison"]["rows"] += 1
    change_manifest(copy, tables=tables)
    text = run("restore", str(copy), "--replace", database=database, works=False)
    assert "these tables differ: summaries_savedcomparison" in text


def test_a_copy_is_never_overwritten(copy, database):
    before = copy.read_bytes()
    text = run("backup", str(copy), database=database, works=False)
    assert "choose another name" in text
    assert copy.read_bytes() == before


def test_a_place_that_cannot_be_written_is_named(database, tmp_path):
    nowhere = tmp_path / "missing" / "copy"
    text = run("backup", str(nowhere), database=database, works=False)
    assert "cannot be written" in text


def test_the_drill_on_postgresql():
    for line in restore.run(20):
        assert line.holds, f"{line.promise}: {line.measured}"


def manifest(copy: Path) -> Path:
    return copy.with_name("copy.json")


def change_manifest(copy: Path, **fields: object) -> None:
    text = json.loads(manifest(copy).read_text())
    manifest(copy).write_text(json.dumps({**text, **fields}))
