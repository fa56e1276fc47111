"""The site as other processes: with its own variables, as it is really started."""

import os
import subprocess
import sys
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
    "METRICS_TOKEN",
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
