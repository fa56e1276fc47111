"""The site as other processes: with its own variables, as it is really started."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OURS = {
    "ALLOWED_HOSTS",
    "COMPARISON_DRAWS",
    "DATABASE_URL",
    "DEBUG",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "HOST",
    "METRICS_TOKEN",
    "PORT",
    "POSTS_PER_MINUTE_ADDRESS",
    "POSTS_PER_MINUTE_SESSION",
    "PRODUCTION",
    "RESEARCH_PREVIEW",
    "SECRET_KEY",
}
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "aid.example.org",
    "RESEARCH_PREVIEW": "1",
}


def environment(**variables: str) -> dict[str, str]:
    """Give this process's environment with only these of our variables."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, **variables}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def serve(port: int, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Start the web process as `make run` does, until its line says it answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env=environment(PORT=str(port), **variables),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in line
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


@contextmanager
def make_run(folder: Path, *, seconds: float = 90, **variables: str) -> Iterator[str]:
    """Run `make run` on a database in this folder and a free port; give its address.

    It is a group of processes of its own, so that all of it ends: make, the web
    process and its workers.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    said = folder / "make-run.txt"
    database = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    # What an outer make has set is not for this one.
    without_make = {"MAKEFLAGS": "", "MFLAGS": "", "MAKELEVEL": ""}
    with said.open("w") as output:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=ROOT,
            env=environment(**without_make, **database, **variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + seconds
        while address not in said.read_text():
            if process.poll() is not None or time.monotonic() > until:
                state = "is slow" if process.poll() is None else "ended"
                raise AssertionError(f"make run {state}. It said:\n{said.read_text()}")
            time.sleep(0.1)
        yield address
    finally:
        end_group(process, seconds=30)


def end_group(process: subprocess.Popen[bytes], *, seconds: float) -> None:
    """Ask a group of processes to end; end it; say so where it had to be made to."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            process.poll()
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
    raise AssertionError(f"The site was still there {seconds} s after it was to end")
