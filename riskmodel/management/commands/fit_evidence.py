"""Fit what no paper prints and write it beside the evidence."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from riskmodel.evidence.registry import DATA
from riskmodel.synthesis.fitting import write_fit


class Command(BaseCommand):
    """Run every fit; the result is a data file, to be read before committing."""

    help = "Fit the parameters that no paper prints and write them to the release."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Fit, write, and print how each target was met."""
        content = write_fit(DATA)
        self.stdout.write(f"{'target':<20}{'published':>12}{'model':>12}")
        for target in content["targets"]:
            self.stdout.write(
                f"{target['id']:<20}{target['published']:>12.3f}{target['model']:>12.3f}"
            )
