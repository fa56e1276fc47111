"""Variables are read with errors that say what to do."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from decisionaid.configuration import (
    REQUIRED_IN_PRODUCTION,
    read_database,
    read_local_secret,
    require_variables,
)

COMPLETE = dict.fromkeys(REQUIRED_IN_PRODUCTION, "something")


@pytest.mark.parametrize("name", REQUIRED_IN_PRODUCTION)
@pytest.mark.parametrize("empty", [True, False])
def test_production_names_what_is_missing(name, empty):
    variables = {**COMPLETE, name: ""} if empty else {**COMPLETE}
    if not empty:
        del variables[name]
    with pytest.raises(ImproperlyConfigured) as caught:
        require_variables(variables)
    assert f"  {name}: " in str(caught.value)
    for other in COMPLETE.keys() - {name}:
        assert f"  {other}: " not in str(caught.value)


def test_production_with_everything_passes():
    require_variables(COMPLETE)


def test_sqlite_path():
    database = read_database("sqlite:////srv/aid.sqlite3")
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == "/srv/aid.sqlite3"


def test_postgres_address():
    database = read_database("postgres://me:p%40ss@db.example:5433/aid")
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["HOST"] == "db.example"
    assert database["PORT"] == 5433
    assert database["PASSWORD"] == "p@ss"
    assert database["CONN_HEALTH_CHECKS"] is True


def test_a_database_is_asked_by_tls_where_its_address_says_so():
    asked = "sslmode=verify-full&sslrootcert=/run/secrets/authority"
    database = read_database(f"postgres://me:p@db.example/aid?{asked}")
    assert database["OPTIONS"]["sslmode"] == "verify-full"
    assert database["OPTIONS"]["sslrootcert"] == "/run/secrets/authority"
    assert database["NAME"] == "aid"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:hidden@db/aid",
        "hidden",
        "://hidden",
        "postgres://me:hidden@db:port/aid",
    ],
)
def test_other_databases_are_refused_without_quoting_the_password(url):
    with pytest.raises(ImproperlyConfigured, match="sqlite:///path") as caught:
        read_database(url)
    assert "hidden" not in str(caught.value)


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    path = tmp_path / "secret"
    first = read_local_secret(path)
    assert len(first) >= 50
    assert read_local_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_processes_starting_together_agree_on_the_secret(tmp_path: Path):
    path = tmp_path / "secret"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(read_local_secret, [path] * 32))
    assert len(secrets) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_the_first_secret_wins(tmp_path: Path, monkeypatch):
    path = tmp_path / "secret"
    first = read_local_secret(path)
    # As in a process that looked just before the other one wrote.
    monkeypatch.setattr(Path, "exists", lambda _one: False)
    assert read_local_secret(path) == first
    assert list(tmp_path.iterdir()) == [path]


def test_an_emptied_secret_is_refused(tmp_path: Path):
    path = tmp_path / "secret"
    path.write_text("\n")
    with pytest.raises(ImproperlyConfigured, match="delete it"):
        read_local_secret(path)


def test_a_secret_that_cannot_be_kept_is_refused(tmp_path: Path):
    with pytest.raises(ImproperlyConfigured, match="set SECRET_KEY instead"):
        read_local_secret(tmp_path / "missing" / "secret")
