"""A worker dies, and then a whole node, under load."""

from __future__ import annotations

import os
import signal
import time

from tools.reliability.crowd import walking_crowd
from tools.reliability.parts import Line
from tools.reliability.topology import START_SECONDS, Site, running_site, wait_until

TITLE = "A worker and a node die under load"
#: How often.
FULL, SHORT = 5, 1
BETWEEN = 3.0


def run(size: int) -> list[Line]:
    with running_site() as site:
        return measure(site, size)


def measure(site: Site, times: int) -> list[Line]:
    """Kill a worker of one node, then the other node; start that one again."""
    replaced = 0
    with walking_crowd(site) as crowd:
        for _ in range(times):
            steady, unlucky = site.nodes
            time.sleep(BETWEEN)
            victim = steady.workers()[0]
            os.kill(victim, signal.SIGKILL)
            time.sleep(BETWEEN)
            replaced += victim not in steady.workers() and len(steady.workers()) > 1
            unlucky.kill()
            time.sleep(BETWEEN)
            wait_until(unlucky.rises, START_SECONDS)
    return [
        Line(
            "No journey fails after sending again",
            f"{times} workers and {times} nodes killed; {crowd.finished} journeys "
            f"finished, {len(crowd.failed)} failed, {crowd.retries} pages asked to "
            f"send again, longest wait {crowd.longest_wait:.1f} s",
            not crowd.failed and crowd.finished > 0,
        ),
        Line(
            "A node replaces its worker by itself",
            f"{replaced} of {times}",
            replaced == times,
        ),
    ]
