"""Some people who walk through the site again and again while things break."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tools.reliability.topology import Site
from tools.reliability.visitor import Visitor


@dataclass
class Crowd:
    """What became of everybody's journeys."""

    finished: int = 0
    failed: list[str] = field(default_factory=list)
    retries: int = 0
    longest_wait: float = 0.0


@contextmanager
def walking_crowd(site: Site, people: int = 4) -> Iterator[Crowd]:
    """Let people walk until the block ends; then each finishes the journey begun."""
    crowd, over, lock = Crowd(), threading.Event(), threading.Lock()

    def walk() -> None:
        while not over.is_set():
            visitor = Visitor(site.url, str(site.certificate))
            try:
                visitor.walk()
                failure = ""
            except Exception as error:
                failure = repr(error)
            with lock:
                crowd.finished += not failure
                crowd.failed += [failure] if failure else []
                crowd.retries += visitor.retries
                crowd.longest_wait = max(crowd.longest_wait, visitor.longest_wait)

    threads = [threading.Thread(target=walk) for _ in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        over.set()
        for thread in threads:
            thread.join()
