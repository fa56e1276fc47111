"""Where the parts of a cohort are computed: here, in processes, or by Dask.

Each engine takes numbered parts and gives back their tables, in whatever order they
are ready; a part's table does not depend on the engine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from enum import StrEnum
from importlib import import_module
from multiprocessing import get_context
from typing import Any

import pyarrow as pa

from riskmodel.cohort.people import Member
from riskmodel.cohort.summaries import summarise_people

Part = tuple[int, Sequence[Member]]
#: Parts under way for each worker: one at work, one waiting.
UNDER_WAY = 2


class Engine(StrEnum):
    """Where parts are computed."""

    ONE = "one"
    PROCESSES = "processes"
    DASK = "dask"


def compute_parts(
    parts: Iterator[Part], *, engine: Engine, workers: int, scheduler: str = ""
) -> Iterator[tuple[int, pa.Table]]:
    """Compute parts as they come.

    Parameters
    ----------
    parts : iterator of (int, sequence of Member)
        Taken only as fast as they are computed.
    engine : Engine
    workers : int
        Processes, for the engines that have several.
    scheduler : str
        Address of a Dask scheduler; empty starts a cluster on this machine.

    Yields
    ------
    (int, pyarrow.Table)
        Number of a part, and its table.
    """
    match engine:
        case Engine.ONE:
            for number, people in parts:
                yield number, summarise_people(people)
        case Engine.PROCESSES:
            # a fresh process each: a fork would copy locks and threads half-way
            with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
                yield from _keep_busy(
                    parts, pool.submit, wait_for=_first, ahead=workers
                )
        case _:
            yield from _compute_by_dask(parts, workers=workers, scheduler=scheduler)


def _compute_by_dask(
    parts: Iterator[Part], *, workers: int, scheduler: str
) -> Iterator[tuple[int, pa.Table]]:
    # started only when asked for: it brings an event loop and its own threads
    dask: Any = import_module("dask.distributed")
    logging.getLogger("distributed").setLevel(logging.ERROR)

    def first(waiting: set[Any]) -> set[Any]:
        return set(dask.wait(waiting, return_when=FIRST_COMPLETED).done)

    with ExitStack() as open_until_done:
        if not scheduler:
            scheduler = open_until_done.enter_context(
                dask.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    host="127.0.0.1",
                )
            )
        client = open_until_done.enter_context(dask.Client(scheduler))
        ahead = sum(client.nthreads().values())
        yield from _keep_busy(parts, client.submit, wait_for=first, ahead=ahead)


def _first(waiting: set[Future[pa.Table]]) -> set[Future[pa.Table]]:
    return wait(waiting, return_when=FIRST_COMPLETED).done


def _keep_busy(
    parts: Iterator[Part],
    submit: Callable[..., Any],
    *,
    wait_for: Callable[[set[Any]], set[Any]],
    ahead: int,
) -> Iterator[tuple[int, pa.Table]]:
    """Keep some parts under way, and never more: memory does not grow with people."""
    numbers: dict[Any, int] = {}
    for number, people in parts:
        numbers[submit(summarise_people, people)] = number
        if len(numbers) >= UNDER_WAY * ahead:
            for done in wait_for(set(numbers)):
                yield numbers.pop(done), done.result()
    while numbers:
        for done in wait_for(set(numbers)):
            yield numbers.pop(done), done.result()
