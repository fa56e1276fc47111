"""Walk every page and write docs/reading-ages.md: a test run, for its database."""

from __future__ import annotations

from tests.rules.report import write_report


def test_write_the_report(db: None) -> None:
    write_report()
