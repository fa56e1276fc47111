"""PostgreSQL stops for a while under load."""

from __future__ import annotations

import time

from tools.reliability.crowd import walking_crowd
from tools.reliability.parts import Line
from tools.reliability.parts.faults import RECOVERED_WITHIN
from tools.reliability.topology import START_SECONDS, Site, running_site, wait_until

TITLE = "The database stops under load"
#: Seconds without it.
FULL, SHORT = 30, 5
WARM_UP = 3.0


def run(size: int) -> list[Line]:
    with running_site() as site:
        return measure(site, size)


def measure(site: Site, seconds: int) -> list[Line]:
    """Stop the database, ask both probes of both nodes, start it again."""
    before = [(node.process, node.workers()) for node in site.nodes]
    alive: list[int] = []
    ready: list[int] = []
    with walking_crowd(site) as crowd:
        time.sleep(WARM_UP)
        site.database.stop()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for node in site.nodes:
                alive.append(node.ask("/healthz").status_code)
                ready.append(node.ask("/readyz").status_code)
            time.sleep(0.5)
        site.database.start()
        back = max(wait_until(node.answers, START_SECONDS) for node in site.nodes)
        time.sleep(WARM_UP)
    after = [(node.process, node.workers()) for node in site.nodes]
    return [
        Line(
            f"For {seconds} s without a database /healthz says 200, /readyz 503",
            f"asked {len(alive)} times: {sorted(set(alive))} and {sorted(set(ready))}",
            set(alive) == {200} and set(ready) == {503},
        ),
        Line(
            "Afterwards the same processes serve; nothing is restarted",
            f"ready again after {back:.1f} s; processes "
            f"{'the same' if before == after else 'others'}",
            before == after and back <= RECOVERED_WITHIN,
        ),
        Line(
            "No journey fails: who waited sends again and goes on",
            f"{crowd.finished} journeys finished, {len(crowd.failed)} failed, "
            f"{crowd.retries} pages asked to send again",
            not crowd.failed and crowd.finished > 0 and crowd.retries > 0,
        ),
    ]
