"""Programs of the system that the tests need: found, or installed where allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable")
POSTGRES_PROGRAMS = Path("/usr/lib/postgresql")


def find_chromium() -> str | None:
    """Give the browser to test with: ``CHROMIUM``, or the system's own."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else CHROMIUM_NAMES))
    return next((path for path in found if path), None)


def find_postgres() -> Path | None:
    """Give the folder of the newest PostgreSQL server's programs."""
    versions = (
        folder
        for folder in POSTGRES_PROGRAMS.glob("*/bin")
        if folder.parent.name.isdecimal() and (folder / "initdb").exists()
    )
    newest = max(versions, key=lambda folder: int(folder.parent.name), default=None)
    on_path = shutil.which("initdb")
    return newest or (Path(on_path).resolve().parent if on_path else None)


def find_nginx() -> str | None:
    """Give the web server that stands in front of the nodes; often not on the path."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def install_package(package: str, *, purpose: str) -> None:
    """Install a Debian or Ubuntu package as root; else say what to install and end."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"{purpose} is missing. Install it: sudo apt-get install {package}")
    print(f"Installing {package} ({purpose})", flush=True)
    # In the first runlevel no installed server is started: we start our own.
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends"]):
        command = ["apt-get", "-qq", *arguments]
        if arguments[0] == "install":
            command.append(package)
        if subprocess.run(command, env=quiet, check=False).returncode:
            sys.exit(f"{purpose} is missing, and `{' '.join(command)}` failed.")


def find_program(name: str, *, package: str, purpose: str) -> str:
    """Give a program of the system, installed first where that is allowed."""
    if shutil.which(name) is None:
        install_package(package, purpose=purpose)
    return shutil.which(name) or sys.exit(f"{purpose} is missing: {name}")


def main() -> None:
    """Make sure of what the tests in the browser and behind the proxy need."""
    if find_chromium() is None:
        install_package("chromium", purpose="The browser Chromium")
    if find_chromium() is None:
        sys.exit("No Chromium found: install it, or name it with CHROMIUM=/path/to/it")
    if find_nginx() is None:
        install_package("nginx-light", purpose="The proxy nginx")
    # A bare Debian has no libatomic, which the node within Playwright asks for.
    if find_library("atomic") is None:
        install_package("libatomic1", purpose="A library that Playwright needs")


if __name__ == "__main__":
    main()
