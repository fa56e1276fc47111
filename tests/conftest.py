"""What all tests share: no network but this machine's own, and the browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase

from decisionaid.clinician import append_only
from decisionaid.releases.actions import put_in_use
from decisionaid.releases.selectors import get_in_use
from riskmodel import interface
from tests.coverage_targets import (  # noqa: F401 - pytest finds hooks here
    pytest_addoption,
    pytest_runtestloop,
    pytest_terminal_summary,
)
from tests.releases import SECOND, add_release, forget
from tools.pseudo import write_all
from tools.system import find_chromium

BROWSER_TESTS = Path(__file__).parent / "browser"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # A page that asks another host for anything fails, as it would on a plane.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# Playwright's synchronous interface runs an event loop in the test's own thread, so
# Django takes the test for asynchronous code and would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A busy machine must not fail a law of the model; where nobody watches, the same
# cases are tried each time.
hypothesis.settings.register_profile("own", deadline=None)
hypothesis.settings.register_profile(
    "unattended", deadline=None, derandomize=True, database=None
)
hypothesis.settings.load_profile("unattended" if os.environ.get("CI") else "own")


def pytest_configure() -> None:
    # Tests send faster than people; those about the limits set their own.
    settings.POSTS_PER_MINUTE_SESSION = 0
    settings.POSTS_PER_MINUTE_ADDRESS = 0
    settings.WRONG_CODES_PER_HOUR = 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def whole_allowances() -> None:
    """Begin every test as if nobody had asked anything in the last minute."""
    cache.clear()


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give the folder of a second release, as of an earlier year."""
    yield add_release(monkeypatch, tmp_path)
    forget()


@pytest.fixture
def older_in_use(second: Path, db: None) -> interface.Release:
    """Give the second release, which staff put in use in place of the newest."""
    release = interface.evidence_release(release=SECOND)
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    put_in_use(release, after=get_in_use(), now=now)
    return release


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the made-up languages' catalogues."""
    folder = tmp_path_factory.mktemp("languages")
    write_all(folder)
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    # A connection kept by the live server's threads would hold up the end of the
    # tests, when PostgreSQL drops their database.
    connections["default"].settings_dict["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session", autouse=True)
def tables_that_only_grow_are_emptied_between_tests() -> Iterator[None]:
    """Lift the guard of the audit trail while Django empties every table."""
    empty = TransactionTestCase._fixture_teardown

    def lift_and_empty(case: TransactionTestCase) -> None:
        for table in append_only.TABLES:
            append_only.unguard(table)
        empty(case)
        for table in append_only.TABLES:
            append_only.guard(table)

    TransactionTestCase._fixture_teardown = lift_and_empty
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    chromium = find_chromium()
    if chromium is None:
        missing = "no Chromium: run `make test-browser`, or set CHROMIUM to its path"
        if os.environ.get("CI") or os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": CHROMIUM_ARGUMENTS,
    }
