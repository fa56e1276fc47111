"""A PostgreSQL for one command: there while it runs, gone afterwards."""

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.integration.frame.processes import ROOT, environment

pytestmark = pytest.mark.slow

SAY_WHERE = "import os; print(os.environ['DATABASE_URL'], flush=True)"
WAIT = "; import time; time.sleep(60)"


def command(code: str) -> list[str]:
    return [sys.executable, "-m", "tools.with_postgres", sys.executable, "-c", code]


def answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_the_commands_result_is_kept_and_the_server_goes():
    done = subprocess.run(
        command(f"{SAY_WHERE}; raise SystemExit(7)"),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 7, done.stderr
    assert not answers(done.stdout.strip())


def test_a_stopped_command_leaves_nothing():
    with subprocess.Popen(
        command(SAY_WHERE + WAIT),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert answers(url)
        with psycopg.connect(url) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        assert row is not None
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert not answers(url)
    assert not Path(row[0]).exists()


def test_a_database_that_is_named_is_used():
    named = "postgres://me@db.example/aid"
    done = subprocess.run(
        command(SAY_WHERE),
        cwd=ROOT,
        env=environment(DATABASE_URL=named),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == named
