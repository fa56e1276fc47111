"""The parts of `make reliability`, one module each.

A module gives TITLE, what a FULL and a SHORT run are, and ``run(size)``, which gives
what was claimed and what was measured. A new part is added to the list below.
"""

from __future__ import annotations

from dataclasses import dataclass

PARTS = (
    "faults",
    "outage",
    "nodes",
    "posts",
    "load",
    "stored",
    "restore",
    "purge",
    "schema",
    "cohort",
)


@dataclass(frozen=True)
class Line:
    """One promise, what was measured, and whether it holds."""

    promise: str
    measured: str
    holds: bool
