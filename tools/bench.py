"""Measure the engine against plain ways of doing the same, as ratios of one run.

The floor is what nobody can go below with dense matrices: batched products of
matrices that lie ready, for the same number of chains (draws x nodes of the
frailty x options) and yearly steps. Each option has the states it needs: ten bands,
improved or not, and two deaths are 22; on natalizumab people are on the drug or off
it, which makes 42. The floor with 22 for every option is printed too. The engine's
time includes sampling, building its intensities and the summaries.

`make bench` prints it and writes docs/benchmark.md.
"""

from __future__ import annotations

import platform
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import scipy
from scipy.linalg import expm

from riskmodel.engine.frailty import NODES
from riskmodel.interface import ComparisonRequest, Option, compare, read_text

ROOT = Path(__file__).resolve().parent.parent
STATES = 22
#: The same with people on the drug or off it.
STATES_ON_OR_OFF = 42
REPEATS = 3
#: Draws for which the matrix exponential is really computed; the rest follows.
EXPM_DRAWS = 40
DEFAULT = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35"}


def measure(run: Callable[[], object]) -> float:
    """Best of a few runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def measure_floor(draws: int, years: int, *, states: dict[Option, int]) -> float:
    """Batched products of ready-made dense matrices, in seconds."""
    rng = np.random.default_rng(1)
    sizes = sorted(states.values())
    chains = {size: sizes.count(size) * draws * NODES for size in set(sizes)}
    matrices = [rng.random((count, size, size)) for size, count in chains.items()]
    starts = [np.full((len(m), 1, m.shape[1]), 1 / m.shape[1]) for m in matrices]

    def run() -> None:
        for occupation, matrix in zip(starts, matrices, strict=True):
            for _ in range(years):
                occupation = occupation @ matrix

    return measure(run)


def measure_expm(draws: int, years: int) -> float:
    """Time a matrix exponential per chain and year, extrapolated, in seconds."""
    chains = EXPM_DRAWS * NODES * len(Option)
    rng = np.random.default_rng(1)
    generators = rng.random((chains, STATES, STATES)) / STATES
    taken = measure(lambda: expm(generators))
    return taken * years * draws / EXPM_DRAWS


def measure_engine(draws: int, years: int) -> float:
    """Time a whole comparison, in seconds."""
    horizons = (1, 2, 5, 10) if years == 10 else tuple(range(1, years + 1))
    request = ComparisonRequest(
        read_text(DEFAULT).profile, draws=draws, horizons=horizons
    )
    compare(request)  # load the evidence first
    return measure(lambda: compare(request))


def main() -> None:
    """Print the table and keep it in docs/benchmark.md."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    engine = measure_engine(4000, 10)
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    rows = []
    equal = dict.fromkeys(Option, STATES)
    full = {**equal, Option.NATALIZUMAB: STATES_ON_OR_OFF}
    for draws, years in ((4000, 10), (10_000, 15)):
        taken = engine if draws == 4000 else measure_engine(draws, years)
        floor = measure_floor(draws, years, states=full)
        smaller = measure_floor(draws, years, states=equal)
        exponentials = measure_expm(draws, years)
        rows.append(
            f"| {draws:,} x {years} | {taken:.2f} | {floor:.2f} | "
            f"{taken / floor:.2f} | {taken / smaller:.2f} | "
            f"{exponentials / taken:.0f} |"
        )
    doubled = measure_engine(8000, 10) / engine
    lines = [
        "# Benchmark",
        "",
        "Made by `make bench`: one run, best of three, four options. Ratios are",
        "what counts; seconds are of the machine named below.",
        "",
        "| draws x years | engine, s | floor, s | engine / floor | "
        "engine / floor of 22 states | expm / engine |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        f"- Goal: engine at most 1.5 x the floor ({NODES} frailty nodes; {STATES} "
        f"states, {STATES_ON_OR_OFF} on natalizumab, where people are on it or off).",
        "- With 22 states for every option the goal is missed; which floor counts is "
        "open.",
        f"- Twice the draws take {doubled:.2f} times as long.",
        f"- Memory of the default result beyond the loaded program: {peak:.0f} MB.",
        f"- Machine: {platform.machine()}, {platform.system()}, Python "
        f"{platform.python_version()}, NumPy {np.__version__}, SciPy "
        f"{scipy.__version__}.",
        "- `expm` is computed for 40 draws and one year and scaled up.",
    ]
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    (ROOT / "docs" / "benchmark.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
