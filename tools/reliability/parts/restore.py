"""The restore drill: copy, destroy, restore; everything is as it was."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tools.reliability.parts import Line
from tools.reliability.stored_rows import add_kept_results
from tools.reliability.topology import ROOT, manage, node_environment
from tools.with_postgres import temporary_server

TITLE = "Restore drill"
#: Kept results in the database.
FULL, SHORT = 100_000, 500
RESULTS = "summaries_savedcomparison"


def run(size: int) -> list[Line]:
    """Copy, destroy and restore a database of so many kept results."""
    with (
        tempfile.TemporaryDirectory(prefix="decisionaid-drill-", dir="/tmp") as name,
        temporary_server() as database,
    ):
        folder = Path(name)
        environment = node_environment(database.url, folder)
        manage("migrate", "--noinput", variables=environment)
        add_kept_results(database.url, size)
        first, second = folder / "first", folder / "second"
        manage("backup", str(first), variables=environment)
        with psycopg.connect(database.url) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
        gone = _says_failure("migrate", "--check", variables=environment)
        told = manage("restore", str(first), "--replace", variables=environment)
        manage("backup", str(second), variables=environment)
        before, after = (
            json.loads(path.with_name(f"{path.name}.json").read_text())["tables"]
            for path in (first, second)
        )
    rows = before[RESULTS]["rows"]
    return [
        Line(
            f"{size:,} kept results are copied, and lost with everything else",
            f"{rows:,} in the copy; afterwards the site finds "
            f"{'nothing' if gone else 'its tables'}",
            rows == size and gone,
        ),
        Line(
            "Restored, every table has the same rows and the same digest",
            f"{len(after)} tables, {sum(one['rows'] for one in after.values()):,} "
            f"rows, {'the same' if before == after else 'different'}; {told}",
            before == after,
        ),
    ]


def _says_failure(*arguments: str, variables: dict[str, str]) -> bool:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, check=False
    )
    return done.returncode != 0
