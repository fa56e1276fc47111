"""Measure how fast the results page is in a browser, by Lighthouse.

The page is that of a person who has answered every question, served as in production:
gunicorn behind nginx, over https. Lighthouse slows the network and the processor down
as it does by itself: for the phone to a slow mobile network, for the desktop a little.

`make bench` prints it and writes docs/page-speed.md.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from riskmodel import interface
from tools.reliability.topology import Site, running_site
from tools.reliability.visitor import Visitor
from tools.system import find_chromium

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "page-speed.md"
LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
PAGE = "/results/"
RUNS = 3
GOAL = 95
SECONDS = 180
#: Lighthouse's own: a phone where nothing is said.
FORMS: dict[str, tuple[str, ...]] = {"phone": (), "desktop": ("--preset=desktop",)}
#: What a person waits for, by Lighthouse's names.
AUDITS = {
    "server-response-time": "answer of the server",
    "first-contentful-paint": "first words",
    "largest-contentful-paint": "largest part",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "moved about",
    "total-byte-weight": "sent",
}


@dataclass(frozen=True)
class Run:
    """One run of Lighthouse: its score, what it measured, and what it would mend."""

    score: int
    shown: dict[str, str]
    complaints: tuple[str, ...]


def measure_page() -> dict[str, list[Run]]:
    """Serve the site, reach the results, and run Lighthouse on them."""
    # As many draws as people get: the page's numbers are computed before it is timed.
    with running_site(nodes=1, COMPARISON_DRAWS="4000") as site:
        cookie = reach_results(site)
        return {
            form: [run_lighthouse(site, cookie, form) for _ in range(RUNS)]
            for form in FORMS
        }


def reach_results(site: Site) -> str:
    """Answer every question; give the cookies that the results page needs."""
    visitor = Visitor(site.url, certificate=str(site.certificate))
    visitor.walk()
    return "; ".join(f"{one.name}={one.value}" for one in visitor.session.cookies)


def run_lighthouse(site: Site, cookie: str, form: str) -> Run:
    """Run it once; refuse a report about another page."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as name:
        headers, report = Path(name) / "headers.json", Path(name) / "report.json"
        headers.write_text(json.dumps({"Cookie": cookie}), "utf-8")
        command = [
            str(LIGHTHOUSE),
            f"{site.url}{PAGE}",
            "--quiet",
            "--only-categories=performance",
            *FORMS[form],
            # The certificate was made for this run.
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu "
            "--ignore-certificate-errors",
            f"--extra-headers={headers}",
            "--output=json",
            f"--output-path={report}",
        ]
        environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
        # Now and then Chromium loses its trace, and Lighthouse says to run it again.
        for again in (True, False):
            done = subprocess.run(
                command, env=environment, timeout=SECONDS, check=not again
            )
            if done.returncode == 0:
                break
        found = json.loads(report.read_text("utf-8"))
    if found["finalDisplayedUrl"] != f"{site.url}{PAGE}":
        sys.exit(f"Lighthouse was led to {found['finalDisplayedUrl']}")
    return read_report(found)


def read_report(found: dict[str, Any]) -> Run:
    """Read what counts out of Lighthouse's report."""
    audits = found["audits"]
    weighed = found["categories"]["performance"]["auditRefs"]
    complaints = [
        audits[one["id"]]["title"]
        for one in weighed
        if audits[one["id"]]["score"] is not None
        and audits[one["id"]]["score"] < 1
        and one.get("group") in {"diagnostics", "insights"}
    ]
    return Run(
        score=round(100 * found["categories"]["performance"]["score"]),
        shown={id: _write(audits[id]) for id in AUDITS},
        complaints=tuple(complaints),
    )


def _write(audit: dict[str, Any]) -> str:
    value = audit["numericValue"]
    match audit["numericUnit"]:
        case "millisecond" if value < 1000:
            return f"{value:.0f} ms"
        case "millisecond":
            return f"{value / 1000:.1f} s"
        case "byte":
            return f"{value / 1024:.0f} KiB"
    return f"{value:.2f}"


def write_report(measured: dict[str, list[Run]], *, release: str, machine: str) -> str:
    """Write the report; of several runs the one with the middle score is told."""
    middle = {form: find_middle(runs) for form, runs in measured.items()}
    rows = [
        f"| {form} | {run.score} | {'yes' if run.score >= GOAL else '**no**'} | "
        f"{', '.join(str(one.score) for one in measured[form])} | "
        f"{' | '.join(run.shown[id] for id in AUDITS)} |"
        for form, run in middle.items()
    ]
    complaints = [
        f"- {form}: {'; '.join(run.complaints) or 'nothing'}."
        for form, run in middle.items()
    ]
    lines = [
        "# Speed of the results page",
        "",
        f"Made by `make bench` on {datetime.now(UTC).date()}, evidence release "
        f"{release}.",
        "Lighthouse's performance of the results page, as in production (gunicorn",
        f"behind nginx, https); of {RUNS} runs the one with the middle score. The goal "
        f"is {GOAL} of 100.",
        "",
        f"| | score | goal met | all runs | {' | '.join(AUDITS.values())} |",
        f"| --- | --- | --- | --- |{' --- |' * len(AUDITS)}",
        *rows,
        "",
        "What Lighthouse would still mend:",
        "",
        *complaints,
        "",
        f"Machine: {machine}.",
    ]
    return "\n".join(lines) + "\n"


def find_middle(runs: list[Run]) -> Run:
    """Give the run with the middle score."""
    middle = statistics.median_low(run.score for run in runs)
    return next(run for run in runs if run.score == middle)


def main() -> int:
    """Print the report, keep it, and fail where the goal is not met."""
    measured = measure_page()
    text = write_report(
        measured,
        release=interface.evidence_release().digest,
        machine=f"{platform.machine()}, {platform.system()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} while it ran",
    )
    sys.stdout.write(text)
    REPORT.write_text(text, "utf-8")
    return (
        0 if all(find_middle(runs).score >= GOAL for runs in measured.values()) else 1
    )


if __name__ == "__main__":
    sys.exit(main())
