"""Try the newest release where it could fail, and write its report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from riskmodel.evidence.registry import DATA
from riskmodel.evidence.seals import seal_release


class Command(BaseCommand):
    """Fits again what is left out or chosen otherwise; takes some minutes."""

    help = "Try the newest release and write docs/validation.md."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to compute, or to write the report of what was found."""
        parser.add_argument(
            "--write-only",
            action="store_true",
            help="write the report from what was found before",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute, seal, write."""
        from riskmodel.synthesis.validating.report import write_report
        from riskmodel.synthesis.validating.run import validate

        if not options["write_only"]:
            validate(DATA, tell=self._tell)
            seal_release(DATA)
        for path in write_report(DATA):
            self.stdout.write(f"Written: {path}")

    def _tell(self, line: str) -> None:
        self.stderr.write(f"{datetime.now():%H:%M:%S} {line}", lambda text: text)
