"""Fifty people on one node, beside a bare Django page in the same run."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.reliability.parts import Line
from tools.reliability.topology import (
    ROOT,
    START_SECONDS,
    Node,
    Site,
    running_site,
    wait_until,
)
from tools.reliability.visitor import Visitor
from tools.with_postgres import free_port

TITLE = "Load on one node"
#: Seconds.
FULL, SHORT = 300, 60
USERS, SHORT_USERS = 50, 10
LOCUST = ROOT / ".venv-load" / "bin" / "locust"
#: Fewer requests than these measure nothing.
ENOUGH = 20


def run(size: int) -> list[Line]:
    with running_site(nodes=1, COMPARISON_DRAWS="4000") as site:
        return measure(site, size, users=USERS if size >= FULL else SHORT_USERS)


def measure(site: Site, seconds: int, *, users: int) -> list[Line]:
    """Let people walk through the site for a while; give times as ratios."""
    if not LOCUST.exists():
        sys.exit("No locust: `make reliability` installs it, apart from the rest")
    bare = Node(
        free_port(), {**os.environ, **_bare_variables()}, site.folder / "bare.log"
    )
    with tempfile.TemporaryDirectory() as name:
        plan, result = Path(name) / "plan.json", Path(name) / "load"
        bare.start()
        try:
            wait_until(lambda: bare.answers("/"), START_SECONDS)
            plan.write_text(json.dumps(_make_plan(site, bare)))
            _run_locust(site, plan, result, users=users, seconds=seconds)
        finally:
            bare.kill()
        rows = {row["Name"]: row for row in _read(result, "stats")}
        failures = [
            f"{row['Name']}: {row['Error']}" for row in _read(result, "failures")
        ]
    return [
        _count(rows, failures, users=users, seconds=seconds),
        _compare(rows, "post", "question posts"),
        _compare(rows, "results", "results"),
    ]


def _bare_variables() -> dict[str, str]:
    # gunicorn.conf.py names the site; the last word is the command line's.
    return {"GUNICORN_CMD_ARGS": "--config=python:tools.reliability.bare_gunicorn"}


def _make_plan(site: Site, bare: Node) -> dict[str, object]:
    visitor = Visitor(site.url, str(site.certificate))
    visitor.walk()
    return {
        "home": site.url,
        "certificate": str(site.certificate),
        "bare": f"http://127.0.0.1:{bare.port}/",
        "steps": [(step.method, step.path, step.fields) for step in visitor.steps],
    }


def _run_locust(
    site: Site, plan: Path, result: Path, *, users: int, seconds: int
) -> None:
    command = [
        *(str(LOCUST), "-f", str(ROOT / "tools" / "reliability" / "people.py")),
        *("--headless", "--only-summary", "--host", site.url),
        *("--users", str(users), "--spawn-rate", "5", "--run-time", f"{seconds}s"),
        *("--csv", str(result), "--exit-code-on-error", "0"),
    ]
    done = subprocess.run(
        command,
        env={**os.environ, "AID_PLAN": str(plan)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"locust failed:\n{done.stderr[-2000:]}")


def _read(result: Path, name: str) -> list[dict[str, str]]:
    with result.with_name(f"{result.name}_{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def _count(
    rows: dict[str, dict[str, str]], failures: list[str], *, users: int, seconds: int
) -> Line:
    total = rows["Aggregated"]
    failed = int(total["Failure Count"])
    return Line(
        f"{users} people for {seconds} s on one node: no error",
        f"{int(total['Request Count']):,} requests, {failed} failed; "
        f"{float(total['Requests/s']):.1f} a second"
        + "".join(f"; {f}" for f in failures),
        failed == 0 and int(total["Request Count"]) > ENOUGH,
    )


def _compare(rows: dict[str, dict[str, str]], name: str, words: str) -> Line:
    page, bare = rows[name], rows["bare Django page"]
    times = float(page["95%"]), float(bare["95%"])
    enough = int(page["Request Count"]) >= ENOUGH
    return Line(
        f"95 of 100 {words}: how many times as long as a bare Django page",
        f"{times[0]:.0f} ms and {times[1]:.0f} ms: {times[0] / times[1]:.1f} times "
        f"({page['Request Count']} requests)",
        enough,
    )
