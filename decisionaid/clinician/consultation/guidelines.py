"""Points of named guidance to discuss with one person. It never says "eligible"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "guidelines.toml"
CONDITIONS = frozenset(
    ("age_from", "duration_from", "edss_from", "courses", "jcv", "children")
)


@dataclass(frozen=True)
class Point:
    """One point, where it stands, and how far that was checked."""

    option: str
    guidance: str
    text: str
    status: str
    when: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = set(self.when) - CONDITIONS
        if unknown:
            raise ValueError(f"{FILE.name}: unknown conditions {sorted(unknown)}")


@cache
def read_points() -> tuple[Point, ...]:
    """Read the file, in its order."""
    with FILE.open("rb") as file:
        return tuple(Point(**point) for point in tomllib.load(file)["point"])


def list_points(profile: Mapping[str, Any], option: str) -> list[Point]:
    """List what to discuss about one option with this person."""
    return [
        point
        for point in read_points()
        if point.option == option and _is_raised(point.when, profile)
    ]


def _is_raised(when: Mapping[str, Any], profile: Mapping[str, Any]) -> bool:
    # Of a range of EDSS the upper end: a point too many is better than one too few.
    edss = profile.get("edss", profile.get("edss_high", 0))
    return (
        profile["age"] >= when.get("age_from", 0)
        and profile["duration"] >= when.get("duration_from", 0)
        and edss >= when.get("edss_from", 0)
        and profile["course"] in when.get("courses", [profile["course"]])
        and profile["jcv"] in when.get("jcv", [profile["jcv"]])
        and profile["children"] in when.get("children", [profile["children"]])
    )
