"""Measure the engine against plain ways of doing the same, as ratios of one run.

The floor is what nobody can go below with dense matrices: batched products of
matrices that lie ready, 22 states each, for the same number of chains (draws x nodes
of the frailty x options) and yearly steps. The engine's time includes sampling,
building its intensities, the summaries and the document.

Engine and floor take turns within one process, on one thread, and are timed by the
processor's clock, so that a busy machine burdens both. R is measured where it is
installed: apt-get install r-base-core r-cran-expm r-cran-msm.

`make bench` prints it and writes docs/benchmark.md.
"""

from __future__ import annotations

import os

# before NumPy is imported, which reads it once
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import scipy
from scipy.linalg import expm
from tqdm import tqdm

from riskmodel.cohort.engines import Engine
from riskmodel.cohort.run import run_cohort
from riskmodel.engine.asked import Asked
from riskmodel.engine.comparison import sample_draws
from riskmodel.engine.frailty import NODES
from riskmodel.engine.projection import get_improvement
from riskmodel.evidence.registry import get_evidence
from riskmodel.interface import (
    ComparisonRequest,
    Option,
    compare,
    compare_many,
    read_text,
)
from tools.bench_cohort import make_people, write_people

ROOT = Path(__file__).resolve().parent.parent
STATES = 22
#: Turns for each size of ``SIZES``, and for the rest.
REPEATS, FEW = (7, 3), 3
#: Draws for which the matrix exponential, and R's loop, is really computed; the rest
#: follows.
EXPM_DRAWS, R_DRAWS = 40, 20
#: Ways in R, by the name that its script prints.
R_WAYS = {
    "ready": "R loop, matrices ready",
    "job": "R loop, same job",
    "expm": "R expm",
    "msm": "R msm",
}
DEFAULT = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35"}
#: Draws and yearly steps of both tables.
SIZES = ((4000, 10), (10_000, 20))
#: People of a cohort, and of a part of it: each core gets as many.
COHORT_PEOPLE, PART_PEOPLE = 1000, 100
#: Draws of the cohorts, and people of each that are timed one by one.
COHORTS = ((200, 400), (4000, 40))


def take_turns(*runs: Callable[[], object], repeats: int = FEW) -> list[list[float]]:
    """Processor seconds of each, run in turn."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(repeats):
        for run, taken in zip(runs, times, strict=True):
            start = time.process_time()
            run()
            taken.append(time.process_time() - start)
    return times


def make_request(draws: int, years: int) -> ComparisonRequest:
    request = ComparisonRequest(read_text(DEFAULT).profile)
    # the goals are of more years, and R's loop of fewer draws, than anybody may ask for
    object.__setattr__(request, "draws", draws)
    horizons = (1, 2, 5, 10) if years == 10 else tuple(range(1, years + 1))
    object.__setattr__(request, "horizons", horizons)
    return request


def make_floor(draws: int, years: int) -> Callable[[], object]:
    """Batched products of ready-made dense matrices."""
    chains = draws * NODES * len(Option)
    matrices = np.random.default_rng(1).random((chains, STATES, STATES))
    start = np.full((chains, 1, STATES), 1 / STATES)

    def run() -> None:
        occupation = start
        for _ in range(years):
            occupation = occupation @ matrices

    return run


def measure_expm(draws: int, years: int) -> float:
    """Time a matrix exponential per chain and year, extrapolated, in seconds."""
    chains = EXPM_DRAWS * NODES * len(Option)
    generators = np.random.default_rng(1).random((chains, STATES, STATES)) / STATES
    (times,) = take_turns(lambda: expm(generators))
    return min(times) * years * draws / EXPM_DRAWS


def write_chains(folder: Path) -> list[str]:
    """Write the engine's own parameters for R; the arguments of its script."""
    request = make_request(R_DRAWS, 10)
    evidence = get_evidence()
    draws = sample_draws(evidence.inputs, request)
    asked = Asked(draws, request, evidence.limits)
    chains = []
    for person, plan in asked.courses:
        # of this profile every year has the same pace
        pace = person.hazard[0] * plan.hazard_ratio[0] * person.frailty.value
        shared = [get_improvement(person, plan), *person.worsening]
        shared += [*person.death_multiplier]
        chains += [np.column_stack([node, *shared]) for node in pace]
    names = ",".join(f"column_{number}" for number in range(chains[0].shape[1]))
    person, _ = asked.courses[0]
    tables = {
        "chains.csv": np.concatenate(chains),
        "jumps.csv": person.jumps,
        "deaths.csv": person.death_per_year.mean(axis=1),
    }
    for name, table in tables.items():
        header = names if name == "chains.csv" else ""
        np.savetxt(folder / name, table, delimiter=",", header=header, comments="")
    return [*(str(folder / name) for name in tables), str(person.band)]


def measure_r() -> dict[str, float]:
    """Seconds of R for one chain and year, by way; empty without R."""
    if shutil.which("Rscript") is None:
        return {}
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as folder:
        given = write_chains(Path(folder))
        script = ["Rscript", "--vanilla", str(ROOT / "tools" / "bench.R"), *given]
        told = subprocess.run(
            script, env=one_thread, check=True, capture_output=True, text=True
        )
    lines = [line.split() for line in told.stdout.splitlines()]
    return {name: float(seconds) for name, seconds in lines}


def measure_memory() -> float:
    """Peak of the default result beyond the loaded program, in MB."""
    code = (
        "import resource; from tools.bench import *; request = make_request(4000, 10);"
        "compare(make_request(100, 10)); before = peak(); compare(request);"
        "print(peak() - before)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return float(told.stdout)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare_sizes() -> list[str]:
    """Table of engine, floor and the others, by size."""
    by_r = measure_r()
    rows = []
    for (draws, years), repeats in zip(SIZES, REPEATS, strict=True):
        request = make_request(draws, years)
        floor = make_floor(draws, years)
        compare(request)
        engine, plain = take_turns(
            lambda request=request: compare(request),  # type: ignore[misc]
            floor,
            repeats=repeats,
        )
        ratios = [one / other for one, other in zip(engine, plain, strict=True)]
        best = min(engine)
        steps = draws * NODES * len(Option) * years
        others: list[float | None] = [measure_expm(draws, years) / best]
        others += [
            by_r[name] * steps / best if name in by_r else None for name in R_WAYS
        ]
        told = ["not measured" if one is None else f"{one:.0f}" for one in others]
        rows.append(
            f"| {draws:,} x {years} | {best:.2f} ({statistics.median(engine):.2f}) | "
            f"{min(plain):.2f} ({statistics.median(plain):.2f}) | "
            f"{best / min(plain):.2f} ({statistics.median(ratios):.2f}) | "
            f"{' | '.join(told)} |"
        )
    return rows


def measure_growth() -> list[str]:
    """How time grows with draws, years and people, each doubled."""

    def ratio(small: Callable[[], object], large: Callable[[], object]) -> float:
        before, after = take_turns(small, large)
        return min(after) / min(before)

    def one(draws: int, years: int) -> Callable[[], object]:
        return lambda: compare(make_request(draws, years))

    people = make_people(100, COHORTS[0][0])
    draws = ratio(one(2000, 10), one(4000, 10))
    years = ratio(one(2000, 7), one(2000, 14))
    many = ratio(lambda: compare_many(people[::2]), lambda: compare_many(people))
    return [
        f"- Twice the draws take {draws:.2f} times as long, twice the years "
        f"{years:.2f} times, twice the",
        f"  people {many:.2f} times.",
    ]


def measure_cohorts() -> list[str]:
    """Table of batches, by draws, against as many single calls."""
    cores = os.cpu_count() or 1
    rows = [
        "| people x draws | single calls, ms each | batch on "
        f"{cores} cores, ms each | batch / single calls | "
        "batch / single calls, within one process |",
        "| --- | --- | --- | --- | --- |",
    ]
    for draws, few in COHORTS:
        people = make_people(COHORT_PEOPLE, draws)
        compare(people[0])
        started, start = time.perf_counter(), time.process_time()
        for request in people[:few]:
            compare(request)
        alone = (time.process_time() - start) / few
        alone_by_clock = (time.perf_counter() - started) / few
        start = time.process_time()
        compare_many(people[:few])
        together = (time.process_time() - start) / few
        each = time_cohort(people, draws, cores) / len(people)
        rows.append(
            f"| {len(people):,} x {draws:,} | {1000 * alone_by_clock:.1f} | "
            f"{1000 * each:.1f} | {each / alone_by_clock:.2f} | "
            f"{together / alone:.2f} |"
        )
    return rows


def time_cohort(people: Sequence[ComparisonRequest], draws: int, workers: int) -> float:
    """Seconds by the clock of one batched call, its processes' start included."""
    with tempfile.TemporaryDirectory() as folder:
        asked, out = Path(folder) / "people.csv", Path(folder) / "out.parquet"
        write_people(asked, people)
        start = time.perf_counter()
        run_cohort(
            asked,
            out,
            {"draws": str(draws)},
            engine=Engine.PROCESSES,
            workers=workers,
            part_people=PART_PEOPLE,
            bar=lambda _total, _done: tqdm(disable=True),
        )
        return time.perf_counter() - start


def main() -> None:
    """Print the tables and keep them in docs/benchmark.md."""
    memory = measure_memory()
    columns = ["draws x years", "engine, s", "floor, s", "engine / floor"]
    columns += [f"{way} / engine" for way in ("SciPy expm", *R_WAYS.values())]
    lines = [
        "# Benchmark",
        "",
        "Made by `make bench`: one run, one thread, four options. Seconds are of the",
        f"processor's clock, the least of {REPEATS[0]} (small) or {REPEATS[1]} (large) "
        "turns, in",
        "brackets the median; engine and floor took turns. Ratios are what counts.",
        "",
        f"| {' | '.join(columns)} |",
        f"| {' | '.join(['---'] * len(columns))} |",
        *compare_sizes(),
        "",
        "## Cohorts",
        "",
        "A batch is one call of the run behind `compare_cohort`, from reading the file",
        "of people to writing the result, by the clock, its processes' start included;",
        "a person is not split between processes. Within one process (`compare_many`,",
        "some of the people, by the processor's clock) a batch spares only what lies",
        "between the products, and these are half of the time at 200 draws and nearly",
        "all of it at 4,000. Goal: at most 0.5 x single calls.",
        "",
        *measure_cohorts(),
        "",
        "## How it was measured",
        "",
        f"- The floor: ready-made dense products, {STATES} states, {NODES} nodes of",
        "  the frailty. Goals: engine at most 1.0 x the floor, 15 x faster than",
        "  SciPy's expm, 20 x faster than R.",
        "- The goal of 20 x is read against R's loop doing the same job: from the same",
        "  parameters it makes each chain's matrix of each year, then the products.",
        "  With matrices that lie ready, R is spared what costs most.",
        *measure_growth(),
        "- Peak memory of the default result beyond the loaded program: "
        f"{memory:.0f} MB.",
        f"- Machine: {platform.machine()}, {platform.system()}, {os.cpu_count()} "
        f"cores, Python {platform.python_version()}, NumPy {np.__version__}, SciPy "
        f"{scipy.__version__}; load {os.getloadavg()[0]:.1f} while it ran.",
        f"- SciPy's expm is computed for {EXPM_DRAWS} draws and one year, R's loop for "
        f"{R_DRAWS} draws,",
        "  R's other ways for some hundred chains, and scaled up.",
    ]
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    (ROOT / "docs" / "benchmark.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
