"""Fit the evidence, write it as the newest release, keep the one before."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tarfile import open as open_tar
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from riskmodel.evidence.registry import (
    ARCHIVE,
    DATA,
    find_releases,
    fit_is_current,
    is_expected,
    read_fitted,
    read_name,
)
from riskmodel.evidence.seals import seal_release


class Command(BaseCommand):
    """Fits everything that no paper prints; takes some minutes."""

    help = "Fit the evidence and write it as the newest release."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for a new name, or build the newest release again."""
        parser.add_argument(
            "--id",
            help="name of a new release; the newest one so far, as it was committed, "
            "is kept beside it",
        )
        parser.add_argument(
            "--no-fit",
            action="store_true",
            help="keep the fitted parameters: nothing they rest on has changed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep the release so far, fit, seal, print how targets were met."""
        if options["no_fit"] and not fit_is_current():
            raise CommandError("what the fitted parameters rest on has changed")
        name = read_name(DATA)
        new_id = options["id"] or name["id"]
        if new_id != name["id"]:
            if new_id in find_releases():
                raise CommandError(f"there is a release {new_id} already")
            keep_committed(DATA, ARCHIVE / name["id"])
            write_name(DATA, {**name, "id": new_id})
        if not options["no_fit"]:
            # PyMC is imported here only: no other command needs it
            from riskmodel.synthesis.building import build

            build(DATA, tell=self._tell)
        self.stdout.write(f"Release {new_id}, {seal_release(DATA)}")
        content = read_fitted(DATA)
        for row in (*content["targets"], *content["cohorts"]):
            self.stdout.write(
                f"{row['id']:<22}{row['published']:>9.3f}{row['expected']:>9.3f}"
                f" ({row['low']:.3f} to {row['high']:.3f})"
                + ("" if is_expected(row) else "  outside")
            )

    def _tell(self, line: str) -> None:
        self.stderr.write(f"{datetime.now():%H:%M:%S} {line}", lambda text: text)


def keep_committed(folder: Path, place: Path) -> None:
    """Copy a release as it was committed: the working copy is the next one by now.

    Parameters
    ----------
    folder : Path
        Of the newest release.
    place : Path
        Where it is kept.

    Raises
    ------
    CommandError
        When the folder was never committed.
    """
    # from within a folder, git packs that folder alone
    packed = subprocess.run(
        ["git", "archive", "HEAD"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    if packed.returncode:
        raise CommandError(f"the release so far is not committed: {packed.stderr!r}")
    place.mkdir(parents=True)
    with open_tar(fileobj=BytesIO(packed.stdout)) as tar:
        tar.extractall(place, filter="data")
    # a copy without a name is no release
    if not (place / "release.toml").exists():
        shutil.rmtree(place)
        raise CommandError("the release so far is not committed")


def write_name(folder: Path, name: dict[str, str]) -> None:
    """Write what a release is called, with today as the day it was made.

    Parameters
    ----------
    folder : Path
    name : dict of str to str
        ``id`` and ``model_version``.
    """
    (folder / "release.toml").write_text(
        "# Name of this evidence release; its content is the files beside it.\n"
        f'id = "{name["id"]}"\nmodel_version = "{name["model_version"]}"\n'
        f'made_on = "{date.today().isoformat()}"\n',
        "utf-8",
    )
