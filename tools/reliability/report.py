"""What was measured, kept as data and written as docs/reliability.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from tools.reliability.parts import PARTS, Line

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "docs" / "reliability.json"
REPORT = ROOT / "docs" / "reliability.md"
INTRODUCTION = """\
# Reliability

Made by `make reliability`; `make reliability PART=faults` makes one part again, and
`SIZE=short` a short form of it. The site is the one that is deployed: two nodes of
gunicorn with production's settings behind nginx with TLS, one PostgreSQL, on one
machine. A small version of every part but the load runs in `make test`.
"""


@dataclass(frozen=True)
class Result:
    """One part's run: when, on which evidence, how much of it, what came out."""

    part: str
    date: str
    release: str
    size: int
    full: bool
    seconds: int
    machine: str
    lines: tuple[Line, ...]

    @property
    def holds(self) -> bool:
        return all(line.holds for line in self.lines)


def read_results(path: Path = DATA) -> dict[str, Result]:
    """Read what was measured so far, by part."""
    if not path.exists():
        return {}
    results = {}
    for fields in json.loads(path.read_text()):
        lines = tuple(Line(**line) for line in fields.pop("lines"))
        results[fields["part"]] = Result(**fields, lines=lines)
    return results


def write_results(results: Mapping[str, Result]) -> None:
    """Keep what was measured, and write the report from it."""
    ordered = [asdict(results[part]) for part in PARTS if part in results]
    DATA.write_text(json.dumps(ordered, indent=1) + "\n")
    REPORT.write_text(write_report(results))


def write_report(results: Mapping[str, Result]) -> str:
    """Give the report's text."""
    parts = [_write_part(part, results.get(part)) for part in PARTS]
    return "\n".join([INTRODUCTION, *parts])


def _write_part(part: str, result: Result | None) -> str:
    title = import_module(f"tools.reliability.parts.{part}").TITLE
    if result is None:
        return f"## {title}\n\nNot measured yet.\n"
    form = "" if result.full else f" **Short form: size {result.size:,}.**"
    rows = [
        f"| {line.promise} | {line.measured} | {'yes' if line.holds else '**no**'} |"
        for line in result.lines
    ]
    return "\n".join(
        [
            f"## {title}",
            "",
            f"{result.date}, release `{result.release}`, {result.seconds} s on "
            f"{result.machine}.{form}",
            "",
            "| promise | measured | holds |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )
