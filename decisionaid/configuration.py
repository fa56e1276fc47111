"""Reading the settings' variables, with an error that says what to do."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

REQUIRED_IN_PRODUCTION = {
    "SECRET_KEY": "a long random text that stays the same between starts, for example "
    "made by: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
    "ALLOWED_HOSTS": "the site's host names, separated by commas, for example: "
    "aid.example.org",
    "DATABASE_URL": "the database, for example: "
    "postgres://user:password@host:5432/name",
}
SHORTEST_SECRET = 50
SQLITE_OPTIONS = {
    # Writers wait for each other instead of failing, and readers never wait.
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRES_OPTIONS = {"connect_timeout": 5}


def require_variables(variables: Mapping[str, str]) -> None:
    """Stop unless everything a public site needs is set; name what is not."""
    missing = [name for name in REQUIRED_IN_PRODUCTION if not variables.get(name)]
    if missing:
        lines = [f"  {name}: {REQUIRED_IN_PRODUCTION[name]}" for name in missing]
        raise ImproperlyConfigured(
            "PRODUCTION=1 also needs these environment variables:\n" + "\n".join(lines)
        )


def read_database(url: str) -> dict[str, Any]:
    """Read ``DATABASE_URL``: SQLite or PostgreSQL, nothing else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            database: dict[str, Any] = environ.Env.db_url_config(url)
        except (ValueError, ImproperlyConfigured):
            database = {}
    options = database.setdefault("OPTIONS", {})
    if database.get("ENGINE") == environ.Env.DB_SCHEMES["sqlite"]:
        options.update(SQLITE_OPTIONS)
    elif database.get("ENGINE") == environ.Env.DB_SCHEMES["postgres"]:
        options.update(POSTGRES_OPTIONS)
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    else:
        # The value itself may hold a password, so it is not repeated.
        raise ImproperlyConfigured(
            "DATABASE_URL is neither sqlite:///path "
            "nor postgres://user:password@host:port/name"
        )
    return database


def read_local_secret(path: Path) -> str:
    """Read the secret of this machine's own site; make it on the first start.

    The file appears whole or not at all, and only its owner can read it, also when
    several processes start together.
    """
    if not path.exists():
        _make_secret(path)
    secret = path.read_text().strip()
    if len(secret) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"{path} holds no secret: delete it and start again")
    return secret


def _make_secret(path: Path) -> None:
    # Imported here: django.core.management is slow and needed once in a site's life.
    from django.core.management.utils import get_random_secret_key

    try:
        # mkstemp creates the file with mode 600.
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be written ({error.strerror}): set SECRET_KEY instead"
        ) from error
    with os.fdopen(descriptor, "w") as file:
        file.write(get_random_secret_key() + "\n")
    try:
        # Unlike a rename, a link fails when another process was faster.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()


def find_languages(source: str, folders: list[Path]) -> list[tuple[str, str]]:
    """List the languages that have a compiled catalogue, the source language first."""
    compiled = {
        path.parent.parent.name
        for folder in folders
        for path in folder.glob("*/LC_MESSAGES/django.mo")
    }
    codes = [source, *sorted(locale.lower().replace("_", "-") for locale in compiled)]
    return [(code, code) for code in dict.fromkeys(codes)]
