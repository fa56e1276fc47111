"""The targets of coverage, package by package; the run fails under one of them.

A part of the test run itself, so that pytest's last line stays the last line.
"""

from __future__ import annotations

import io
from collections.abc import Generator

import pytest
from coverage import Coverage

#: Percent of lines and branches; what is left out stands in pyproject.toml.
TARGETS = {"riskmodel": 100, "decisionaid": 95}
MISSED = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--coverage-targets",
        action="store_true",
        help="with --cov: fail where a package is covered less than its target",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Look once pytest-cov has joined what the workers measured."""
    done = yield
    is_worker = hasattr(session.config, "workerinput")
    if session.config.getoption("coverage_targets") and not is_worker:
        missed = session.config.stash[MISSED] = list_missed()
        session.testsfailed += len(missed)
    return done


def list_missed() -> list[str]:
    measured = Coverage()
    measured.load()
    found = {
        package: measured.report(include=[f"{package}/*"], file=io.StringIO())
        for package in TARGETS
    }
    return [
        f"{package}: {found[package]:.2f} % covered, not {target} %"
        for package, target in TARGETS.items()
        if found[package] < target
    ]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash.get(MISSED, []):
        terminalreporter.write_line(line, red=True)
