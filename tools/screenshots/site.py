"""The built site on a database of its own, for as long as pictures are taken."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from riskmodel.evidence.registry import DATA, read_name

ROOT = Path(__file__).resolve().parent.parent.parent
#: A release to be proposed: the newest, with what it says after a name changed.
EXAMPLE_RELEASE = "example"
EXAMPLE_CHANGES = (
    ("release.toml", "id = ", f'"{read_name(DATA)["id"]}"', f'"{EXAMPLE_RELEASE}"'),
    ("adverse_events.toml", "alemtuzumab_treatment_death", "0.001", "0.003"),
    ("limits.toml", "limit_alemtuzumab_age", "55", "40"),
)


@dataclass(frozen=True)
class Site:
    """Where it answers, and how to run a command beside it."""

    port: str
    folder: Path
    variables: dict[str, str]

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def named_home(self) -> str:
        """The same by name, as passkeys need it."""
        return f"http://localhost:{self.port}/"

    def run(self, *module: str) -> str:
        """Run a Python module; give what it says."""
        command = [sys.executable, "-m", *module]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


@contextmanager
def serve(*, with_example: bool = False) -> Iterator[Site]:
    """Start the site, from a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="decisionaid-screenshots-") as name:
        folder = Path(name)
        if with_example:
            _add_example_release(folder)
        port = _find_port()
        variables = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "PORT": port,
            "DJANGO_SETTINGS_MODULE": "decisionaid.settings",
            # What is in the folder comes before what is in the project.
            "PYTHONPATH": str(ROOT),
            # A browser fills in forms faster than people.
            "POSTS_PER_MINUTE_SESSION": "0",
            "POSTS_PER_MINUTE_ADDRESS": "0",
        }
        site = Site(port, folder, variables)
        site.run("tools.prepare")
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py")],
            cwd=folder,
            env=variables,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        try:
            server.stdout.readline()
            yield site
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def _find_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _add_example_release(folder: Path) -> None:
    """Copy the model, and put one more release into the copy.

    The project's own evidence is sealed, and what stands here no paper says.
    """
    without_compiled = shutil.ignore_patterns("__pycache__")
    package = folder / "riskmodel"
    shutil.copytree(ROOT / "riskmodel", package, ignore=without_compiled)
    evidence = package / "evidence"
    example = evidence / "releases" / EXAMPLE_RELEASE
    shutil.copytree(evidence / "data", example)
    for name, after, old, new in EXAMPLE_CHANGES:
        file = example / name
        before, found, rest = file.read_text("utf-8").partition(after)
        if old not in rest:
            sys.exit(f"{name} does not say {old} after {after}")
        file.write_text(before + found + rest.replace(old, new, 1), "utf-8")
