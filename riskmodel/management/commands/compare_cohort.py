"""``manage.py compare_cohort``: people in a CSV, summaries in a Parquet file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from riskmodel.interface import FIELDS, InvalidProfile, RiskModelError
from riskmodel.management.commands.compare import list_errors

#: One for the whole run; the rest of the inputs are columns.
OF_THE_RUN = ("horizons", "draws", "seed", "scenario")
ENGINES = ("one", "processes", "dask")


class Command(BaseCommand):
    """Compares the options for a cohort, resuming what was stopped."""

    help = (
        "Compare the options for everybody in a CSV and write summaries to a Parquet "
        "file. Stopped or killed, the same command goes on where it was. Rows that "
        "cannot be read are listed beside the result, in .errors.csv."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the files, the run's inputs and where to compute."""
        parser.add_argument(
            "people",
            type=Path,
            help="CSV in UTF-8; columns are named as the inputs of compare, with _ "
            "for -, and id if wanted",
        )
        parser.add_argument("--out", type=Path, required=True, help="Parquet file")
        for name in OF_THE_RUN:
            parser.add_argument(f"--{name}", help=FIELDS[name].allowed)
        parser.add_argument(
            "--engine",
            choices=ENGINES,
            default=getattr(settings, "COHORT_ENGINE", ENGINES[0]),
            help="one process, several processes, or Dask; the result is the same",
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=os.cpu_count() or 1,
            help="processes, where there are several",
        )
        parser.add_argument(
            "--part-people",
            type=int,
            default=200,
            help="people of a part: what being killed can cost",
        )
        parser.add_argument(
            "--scheduler",
            default="",
            help="address of a Dask scheduler; without it Dask starts on this machine",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and tell what became of it."""
        try:
            from tqdm import tqdm

            from riskmodel.cohort.engines import Engine
            from riskmodel.cohort.run import run_cohort
        except ImportError as missing:
            raise CommandError(
                f"{missing.name} is not installed: cohorts need the packages of the "
                "dependency group cohort (uv pip install --group cohort)"
            ) from missing
        for name in ("workers", "part_people"):
            if options[name] < 1:
                flag = name.replace("_", "-")
                raise CommandError(f"--{flag}: {options[name]} given; allowed: 1 up")

        def bar(total: int, done: int) -> Any:
            # none where nobody watches
            return tqdm(total=total, initial=done, unit="person", disable=None)

        try:
            outcome = run_cohort(
                options["people"],
                options["out"],
                {n: str(options[n]) for n in OF_THE_RUN if options[n] is not None},
                engine=Engine(options["engine"]),
                workers=options["workers"],
                part_people=options["part_people"],
                bar=bar,
                scheduler=options["scheduler"],
            )
        except InvalidProfile as invalid:
            raise CommandError("\n".join(list_errors(invalid.errors))) from None
        except (RiskModelError, OSError) as refused:
            raise CommandError(str(refused)) from refused
        compared = outcome.people - outcome.refused
        self.stdout.write(
            f"{compared:,} of {outcome.people:,} people compared, "
            f"{outcome.resumed:,} of them by an earlier run: {outcome.out}"
        )
        if outcome.refused:
            raise CommandError(
                f"{outcome.refused:,} rows could not be read: {outcome.errors}"
            )
