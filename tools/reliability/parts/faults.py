"""PostgreSQL's backends are killed at random points of people's journeys."""

from __future__ import annotations

import json
import random
import threading
import time
from typing import Any

import psycopg
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing

from tools.reliability.parts import Line
from tools.reliability.topology import Site, running_site
from tools.reliability.visitor import Visitor

TITLE = "Connections to the database are cut"
#: How often all of them are cut.
FULL, SHORT = 100, 10
RECOVERED_WITHIN = 5.0
LONGEST_PAUSE = 1.0
SEED = 20_261_124


def run(size: int) -> list[Line]:
    with running_site() as site:
        return measure(site, size)


def measure(site: Site, kills: int) -> list[Line]:
    """Cut connections while people walk through the site; look at what is stored."""
    chance = random.Random(SEED)
    undisturbed = Visitor(site.url, str(site.certificate))
    undisturbed.walk()
    expected = read_answers(site, undisturbed)
    visitors: list[Visitor] = []
    failed: list[str] = []
    cut = backends = 0
    while cut < kills:
        visitor = Visitor(site.url, str(site.certificate))
        visitors.append(visitor)
        journey = threading.Thread(target=_walk, args=(visitor, failed))
        journey.start()
        while journey.is_alive() and cut < kills:
            time.sleep(chance.uniform(0, LONGEST_PAUSE))
            backends += cut_connections(site)
            cut += 1
        journey.join()
    wrong = [one for one in visitors if read_answers(site, one) != expected]
    retries = sum(visitor.retries for visitor in visitors)
    longest = max(visitor.longest_wait for visitor in visitors)
    kept, broken = read_kept(site, expected)
    return [
        Line(
            f"Everybody gets to their results and a code ({cut} cuts)",
            f"{len(visitors)} journeys, {len(failed)} failed; {backends} backends "
            f"killed, {retries} pages asked to send again",
            not failed and backends >= cut,
        ),
        Line(
            "Nothing is half-written: answers as without a cut, kept results whole",
            f"{len(wrong)} of {len(visitors)} sessions differ; {broken} of {kept} "
            "kept results are not whole",
            not wrong and not broken and kept >= len(visitors),
        ),
        Line(
            f"Sending again works within {RECOVERED_WITHIN:.0f} s",
            f"longest {longest:.2f} s",
            longest <= RECOVERED_WITHIN,
        ),
    ]


def _walk(visitor: Visitor, failed: list[str]) -> None:
    try:
        visitor.walk()
        visitor.keep()
    except Exception as error:
        failed.append(repr(error))


def cut_connections(site: Site) -> int:
    """End every backend of the site; give how many there were."""
    with psycopg.connect(site.database.url) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
            "datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(ended.fetchall())


def read_answers(site: Site, visitor: Visitor) -> Any:
    """Read a visitor's answers as they are stored."""
    key = next(
        cookie.value
        for cookie in visitor.session.cookies
        if cookie.name.endswith("sessionid")
    )
    with psycopg.connect(site.database.url) as connection:
        query = "SELECT session_data FROM django_session WHERE session_key = %s"
        row = connection.execute(query, [key]).fetchone()
    if row is None:
        return None
    stored = signing.loads(
        row[0],
        key=site.nodes[0].variables["SECRET_KEY"],
        salt="django.contrib.sessions.SessionStore",
        serializer=JSONSerializer,
        fallback_keys=[],
    )
    return stored["answers"]


def read_kept(site: Site, answers: Any) -> tuple[int, int]:
    """Count the kept results, and those whose parts do not belong together."""
    with psycopg.connect(site.database.url) as connection:
        rows = connection.execute(
            "SELECT answers, document, release_digest FROM summaries_savedcomparison"
        ).fetchall()
    broken = [
        row
        for row in rows
        if row[0] != answers or json.loads(row[1])["release"]["digest"] != row[2]
    ]
    return len(rows), len(broken)
