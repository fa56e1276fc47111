"""Measure every part, or one: ``python -m tools.reliability [--part X] [--short]``.

Each part is written down as soon as it is measured, so that a run that was stopped is
continued by naming the parts that are left.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib import import_module

import django
from django.core.management import call_command

from riskmodel import interface
from tools.reliability.parts import PARTS
from tools.reliability.report import Result, read_results, write_results


def main() -> int:
    """Measure, write, and say by the exit code whether every promise holds."""
    parser = argparse.ArgumentParser(prog="make reliability")
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")
    # Stopped from outside, it still stops what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    holds = True
    with tempfile.TemporaryDirectory() as folder:
        # What is asked within this process has a database of its own.
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/reliability.sqlite3"
        django.setup()
        call_command("migrate", verbosity=0)
        for part in given.part or PARTS:
            result = measure(part, short=given.short)
            write_results({**read_results(), part: result})
            for line in result.lines:
                holds_or_not = "yes" if line.holds else "NO "
                print(f"  {holds_or_not} {line.promise}: {line.measured}")
            holds = holds and result.holds
    return 0 if holds else 1


def measure(part: str, *, short: bool) -> Result:
    """Measure one part."""
    module = import_module(f"tools.reliability.parts.{part}")
    size = module.SHORT if short else module.FULL
    print(f"{module.TITLE} ({size:,})", flush=True)
    start = time.monotonic()
    lines = tuple(module.run(size))
    return Result(
        part=part,
        date=datetime.now(UTC).date().isoformat(),
        release=interface.evidence_release().digest,
        size=size,
        full=not short,
        seconds=round(time.monotonic() - start),
        machine=f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}",
        lines=lines,
    )


if __name__ == "__main__":
    sys.exit(main())
