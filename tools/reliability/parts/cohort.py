"""A run over a cohort is killed at random points, and goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from tools.reliability.parts import Line

TITLE = "A cohort's run is killed"
#: How often.
FULL, SHORT = 20, 2
ROOT = Path(__file__).resolve().parents[3]
SEED = 20_261_124
PEOPLE, PART_PEOPLE, DRAWS = 60, 3, 100
COURSES, STEPS = ("rrms", "rrms", "spms", "ppms"), ("1", "2.5", "3.5", "4", "6")
#: Options times horizons of each person.
ROWS = 16
#: Seconds after the next parts are there: some kills fall within a part's writing.
LONGEST_PAUSE = 0.2
LONGEST_WAIT = 120.0


def run(size: int) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), size)


def measure(folder: Path, kills: int) -> list[Line]:
    """Kill runs until there were enough; hold each against one left in peace."""
    chance = random.Random(SEED)
    people = write_people(folder / "people.csv", chance)
    expected = folder / "undisturbed.parquet"
    finish(people, expected)
    killed = runs = same = resumed = 0
    while killed < kills:
        out = folder / f"killed-{runs}.parquet"
        while killed < kills and kill_once(people, out, chance):
            killed += 1
            resumed += count_parts(out) > 0
        finish(people, out)
        runs += 1
        same += out.read_bytes() == expected.read_bytes()
    table = pq.read_table(expected, columns=["row", "option", "years"])
    found = {tuple(row.values()) for row in table.to_pylist()}
    return [
        Line(
            f"The same bytes as undisturbed after being killed ({kills} kills)",
            f"{same} of {runs} results the same; {killed} kills, {resumed} of them "
            "with parts to go on from",
            same == runs and resumed > 0,
        ),
        Line(
            "Nobody is lost or doubled",
            f"{len(found)} of {PEOPLE * ROWS} rows, "
            f"{table.num_rows - len(found)} twice",
            len(found) == table.num_rows == PEOPLE * ROWS,
        ),
    ]


def write_people(path: Path, chance: random.Random) -> Path:
    rows = ["id,course,edss,duration,age"]
    for at in range(PEOPLE):
        course, step = chance.choice(COURSES), chance.choice(STEPS)
        age = chance.randint(25, 60)
        rows.append(f"p{at},{course},{step},{chance.randint(0, 15)},{age}")
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def start(people: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "manage.py", "compare_cohort", people, "--out", out),
            *("--draws", str(DRAWS), "--part-people", str(PART_PEOPLE)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(people: Path, out: Path) -> None:
    if start(people, out).wait() != 0:
        raise RuntimeError(f"the run to {out.name} failed")


def kill_once(people: Path, out: Path, chance: random.Random) -> bool:
    """Kill a run a few parts further on; tell whether it was still there to kill."""
    process = start(people, out)
    enough = count_parts(out) + chance.randint(0, 3)
    until = time.monotonic() + LONGEST_WAIT
    while process.poll() is None and count_parts(out) < enough:
        if time.monotonic() > until:
            process.kill()
            raise RuntimeError("the run makes no progress")
        time.sleep(0.005)
    time.sleep(chance.uniform(0, LONGEST_PAUSE))
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def count_parts(out: Path) -> int:
    return len(list(out.with_name(out.name + ".parts").glob("*.parquet")))
