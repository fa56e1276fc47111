"""A second release beside that of the files, to go from one to the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from riskmodel.evidence import registry

SECOND = "2025-01.1"


def add_release(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *, id: str = SECOND
) -> Path:
    """Put another release into the archive.

    In it alemtuzumab kills more, and its studies end at a younger age.
    """
    place = folder / id
    shutil.copytree(registry.DATA, place)
    replace(place / "release.toml", "id", registry.read_name(place)["id"], id)
    replace(
        place / "adverse_events.toml", "alemtuzumab_treatment_death", "0.001", "0.003"
    )
    replace(place / "limits.toml", "limit_alemtuzumab_age", "55", "40")
    monkeypatch.setattr(registry, "ARCHIVE", folder)
    forget()
    return place


def replace(path: Path, after: str, old: str, new: str) -> None:
    """Change what a file says, the first time it says it after some words."""
    before, words, rest = path.read_text("utf-8").partition(after)
    assert old in rest, f"{path.name} does not say {old} after {after}"
    path.write_text(before + words + rest.replace(old, new, 1), "utf-8")


def forget() -> None:
    """Forget the releases that were read."""
    registry._get_once.cache_clear()
