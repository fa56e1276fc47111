"""A run over a cohort: resumed where it was stopped, the same bytes in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riskmodel.cohort.engines import Engine, Part, compute_parts
from riskmodel.cohort.people import (
    Member,
    Refused,
    check_cohort,
    compute_digest,
    read_people,
)
from riskmodel.cohort.store import Store, describe_run
from riskmodel.interface import evidence_release

#: Makes a progress bar from the number of people, and of those done before.
Bar = Callable[[int, int], AbstractContextManager[Any]]


@dataclass(frozen=True)
class Outcome:
    """What became of a run.

    Parameters
    ----------
    people, refused : int
        Rows in the file, and those of them that could not be compared.
    resumed : int
        Rows that an earlier, stopped run had done.
    out, errors : Path
        The result, and the rows refused.
    """

    people: int
    refused: int
    resumed: int
    out: Path
    errors: Path


def run_cohort(
    people: Path,
    out: Path,
    run: Mapping[str, str],
    *,
    engine: Engine,
    workers: int,
    part_people: int,
    bar: Bar,
    scheduler: str = "",
) -> Outcome:
    """Compare the options for everybody in a file.

    Parameters
    ----------
    people : Path
        See ``riskmodel.cohort.people.read_people``.
    out : Path
        The Parquet file to write.
    run : mapping of str to str
        Horizons, draws, seed and scenario.
    engine : Engine
    workers : int
    part_people : int
        People of a part: what a kill can cost, and what is carried together.
    bar : callable
    scheduler : str
        Address of a Dask scheduler; empty starts one.

    Returns
    -------
    Outcome

    Raises
    ------
    InvalidCohort
        When the file is not a table of people, or the result is of another run.
    InvalidProfile
        When an option of the run is wrong.
    """
    check_cohort(people, run)
    release = evidence_release()
    described = describe_run(
        people=compute_digest(people),
        release=release.digest,
        model_version=release.model_version,
        part_people=part_people,
        **run,
    )
    with Store(out, described) as store:

        def read() -> Iterator[list[Member | Refused]]:
            return read_people(people, run, size=part_people)

        sizes, refused = _look_through(read(), store)
        resumed = sum(size for number, size in enumerate(sizes) if store.has(number))
        if store.is_finished():
            resumed = sum(sizes)
        else:
            with bar(sum(sizes), resumed) as progress:
                left = _list_left(read(), store)
                for number, table in compute_parts(
                    left, engine=engine, workers=workers, scheduler=scheduler
                ):
                    store.keep(number, table)
                    progress.update(sizes[number])
            store.finish(len(sizes))
        store.clear()
    return Outcome(sum(sizes), refused, resumed, out, store.errors)


def _look_through(
    parts: Iterator[list[Member | Refused]], store: Store
) -> tuple[list[int], int]:
    """Sizes of the parts, and how many rows are refused: those are written down."""
    sizes: list[int] = []
    refused = 0

    def list_refused() -> Iterator[Refused]:
        nonlocal refused
        for part in parts:
            sizes.append(len(part))
            for one in part:
                if isinstance(one, Refused):
                    refused += 1
                    yield one

    store.keep_errors(list_refused())
    return sizes, refused


def _list_left(parts: Iterator[list[Member | Refused]], store: Store) -> Iterator[Part]:
    """Parts that are not there yet, read as they are needed."""
    for number, part in enumerate(parts):
        if not store.has(number):
            yield number, [one for one in part if isinstance(one, Member)]
