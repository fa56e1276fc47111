"""A million kept results beside an empty database, asked in turn."""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

import psycopg

from tools.reliability.parts import Line
from tools.reliability.stored_rows import add_kept_results
from tools.reliability.topology import (
    START_SECONDS,
    Node,
    collect_static,
    manage,
    node_environment,
    wait_until,
)
from tools.reliability.visitor import Visitor
from tools.with_postgres import free_port, temporary_server

TITLE = "A million kept results"
#: Rows.
FULL, SHORT = 1_000_000, 2_000
ROUNDS, SHORT_ROUNDS = 400, 40
#: The change of the 95th percentile that is allowed.
ALLOWED = 0.10
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b")

Times = dict[str, list[float]]


def run(size: int) -> list[Line]:
    """Ask two nodes in turn, whose databases differ in nothing but their rows."""
    rounds = ROUNDS if size >= FULL else SHORT_ROUNDS
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir="/tmp")))
        server = stack.enter_context(temporary_server())
        visitors = []
        for name, rows in (("few", 0), ("many", size)):
            url = _create_database(server.url, name)
            environment = {**node_environment(url, collect_static()), "PRODUCTION": ""}
            manage("migrate", "--noinput", variables=environment)
            if rows:
                add_kept_results(url, rows)
            node = Node(free_port(), environment, folder / f"{name}.log")
            node.start()
            stack.callback(node.kill)
            wait_until(node.answers, START_SECONDS)
            visitors.append(Visitor(f"http://localhost:{node.port}"))
        return _measure(visitors, size=size, rounds=rounds)


def _measure(visitors: list[Visitor], *, size: int, rounds: int) -> list[Line]:
    codes = []
    for visitor in visitors:
        visitor.walk()
        codes.append(CODE.findall(visitor.keep())[0])
    times: list[Times] = [defaultdict(list), defaultdict(list)]
    for number in range(rounds):
        # The order changes, so that neither is always the first.
        for which in (0, 1) if number % 2 else (1, 0):
            _ask(visitors[which], codes[which], times[which])
    return [
        _compare(name, times[0][name], times[1][name], size=size) for name in times[0]
    ]


def _ask(visitor: Visitor, code: str, times: Times) -> None:
    token = next(c.value for c in visitor.session.cookies if c.name == "csrftoken")
    hidden = ("csrfmiddlewaretoken", str(token))
    for name, path, fields in (
        ("question posts", "/questions/age/", [hidden, ("age", "35")]),
        ("keeping a result", "/code/", [hidden, ("action", "keep")]),
        ("opening a result", "/code/", [hidden, ("code", code)]),
        ("saying yes to numbers", "/ready/", [hidden, ("choice", "yes")]),
    ):
        start = time.perf_counter()
        response = visitor.session.post(
            visitor.home + path, data=fields, timeout=30, allow_redirects=False
        )
        times[name].append(time.perf_counter() - start)
        response.raise_for_status()
        token = next(c.value for c in visitor.session.cookies if c.name == "csrftoken")


def _compare(name: str, empty: list[float], full: list[float], *, size: int) -> Line:
    before, after = (statistics.quantiles(times, n=20)[-1] for times in (empty, full))
    change = after / before - 1
    return Line(
        f"{size:,} kept results change 95 of 100 {name} by at most {ALLOWED:.0%}",
        f"{before * 1000:.1f} ms and {after * 1000:.1f} ms: {change:+.0%} "
        f"({len(empty)} each, in turn)",
        change <= ALLOWED,
    )


def _create_database(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{url.rsplit('/', 1)[0]}/{name}"
