"""Measure cohorts as they are run, and say what a million people would take.

    make bench-cohort                        100,000 people at 200 draws, 2,000 at 4,000
    python -m tools.bench_cohort --share .01 a hundredth of both, to see that it works

Runs the command itself, reading, writing and joining included, in as many processes
as there are cores; the full run alone writes docs/cohorts.md. Ten runs of a tenth of
a million are a million: time per person does not depend on how many there are, as the
people of a part are compared together and parts do not know of each other.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from riskmodel.interface import (
    ComparisonRequest,
    evidence_release,
    profile_document,
    read_text,
)

ROOT = Path(__file__).resolve().parent.parent
#: People and draws of each run.
RUNS = ((100_000, 200), (2_000, 4000))
MILLION = 1_000_000
COLUMNS = ("course", "edss", "duration", "age", "sex", "relapses_1y", "jcv")


def make_people(count: int, draws: int) -> list[ComparisonRequest]:
    """People at random, the same each time."""
    rng = np.random.default_rng(1)
    found = []
    for _ in range(count):
        age = int(rng.integers(20, 61))
        asked = {
            "course": str(rng.choice(["rrms", "rrms", "rrms", "spms"])),
            "edss": str(rng.choice([1, 2, 2.5, 3, 3.5, 4, 5, 6, 6.5])),
            "duration": str(int(rng.integers(0, min(25, age - 10)))),
            "age": str(age),
            "sex": str(rng.choice(["female", "male"])),
            "relapses_1y": str(rng.choice(["0", "1", "2", "unknown"])),
            "jcv": str(rng.choice(["positive", "negative", "unknown"])),
        }
        found.append(replace(read_text(asked), draws=draws))
    return found


def write_people(path: Path, people: Sequence[ComparisonRequest]) -> None:
    rows = [profile_document(one.profile) for one in people]
    lines = [",".join(COLUMNS)]
    lines += [",".join(str(row[name]) for name in COLUMNS) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def measure(count: int, draws: int, folder: Path) -> tuple[float, float, float]:
    """Seconds by the clock, of the processors, and MB of the result."""
    people, out = folder / "people.csv", folder / f"{count}-{draws}.parquet"
    write_people(people, make_people(count, draws))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        [
            *(sys.executable, "manage.py", "compare_cohort", people, "--out", out),
            *("--draws", str(draws), "--engine", "processes"),
        ],
        cwd=ROOT,
        # one thread each: the processes are what is parallel
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        check=True,
    )
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, worked, out.stat().st_size / 1e6


def main() -> None:
    """Measure, print, and keep a full run in docs/cohorts.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    share = parser.parse_args().share
    lines = [
        "# Cohorts",
        "",
        "Made by `make bench-cohort`: real runs of `compare_cohort`, and what a",
        "million people would take at the same time per person.",
        "",
        "| people | draws | time | processor time per person | result | a million |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for people, draws in RUNS:
            count = max(int(people * share), 1)
            taken, worked, size = measure(count, draws, Path(folder))
            hours = taken / count * MILLION / 3600
            lines.append(
                f"| {count:,} | {draws:,} | {taken / 60:.1f} min | "
                f"{1000 * worked / count:.1f} ms | {size:,.0f} MB | {hours:.1f} h, "
                f"{size / count * MILLION / 1000:.1f} GB |"
            )
    lines += [
        "",
        f"- Release {evidence_release().digest[:19]}; {os.cpu_count()} processes on "
        f"{platform.machine()}, {platform.system()};",
        f"  load {os.getloadavg()[0]:.1f} while it ran.",
    ]
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    if share == 1:
        (ROOT / "docs" / "cohorts.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
