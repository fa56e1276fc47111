"""Run a command with a PostgreSQL of its own.

    python -m tools.with_postgres pytest tests/integration

``DATABASE_URL`` tells the command where it is. If it already names a PostgreSQL, that
one is used and nothing is started. Whatever happens, the server is stopped and its
files are removed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tools.system import find_postgres, install_package

# Short, because a socket's path must be, and open to the server's own user.
PARENT = Path("/tmp")
USER = "postgres"
# The files live for one test run: durability would only cost time.
VOLATILE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Server:
    """A server of this machine alone, which may be stopped and started again."""

    url: str
    control: list[str]
    start_options: list[str]

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        _run([*self.control, "-w", *self.start_options, "start"])

    def stop(self) -> None:
        """Stop it as a crash would: whatever is under way is cut off."""
        command = [*self.control, "-m", "immediate", "stop"]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Start a server on a free port of this machine; give its ``DATABASE_URL``."""
    with temporary_server(VOLATILE) as server:
        yield server.url


@contextmanager
def temporary_server(options: str = "") -> Iterator[Server]:
    """Start a server on a free port of this machine, with options of its own."""
    programs = find_postgres()
    if programs is None:
        install_package("postgresql", purpose="A PostgreSQL server")
        programs = find_postgres()
    if programs is None:
        sys.exit("No PostgreSQL server found: install it, or set DATABASE_URL")
    with tempfile.TemporaryDirectory(
        prefix="decisionaid-postgres-", dir=PARENT, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        data = folder / "data"
        as_server = _become_server_user(folder)
        port = free_port()
        _run(
            [
                *as_server,
                str(programs / "initdb"),
                *("-D", str(data), "-U", USER, "-A", "trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            ]
        )
        listen = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} {options}"
        server = Server(
            f"postgres://{USER}@127.0.0.1:{port}/{USER}",
            control=[*as_server, str(programs / "pg_ctl"), "-D", str(data)],
            start_options=["-l", str(folder / "log"), "-o", listen],
        )
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _become_server_user(folder: Path) -> list[str]:
    """Give the folder to a user who may run the server: it refuses root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(USER)
    os.chown(folder, user.pw_uid, user.pw_gid)
    runuser = shutil.which("runuser") or "runuser"
    return [runuser, "-u", USER, "--"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[str]) -> None:
    # The server keeps its parent's output open, so it must not be a pipe.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, stdout=output, stderr=output, cwd=PARENT, check=False
        )
        if done.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)}\n{output.read()}")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signal.SIGTERM)


def main(command: list[str]) -> int:
    """Run the command with a database; give back its exit code."""
    signal.signal(signal.SIGTERM, _stop)
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(command, check=False).returncode
    with temporary_postgres() as url:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
