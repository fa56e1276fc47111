"""Check every evidence release and say which is in use."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from riskmodel.interface import (
    EvidenceError,
    check_releases,
    evidence_release,
    fit_is_current,
    parameters,
    sources,
)


class Command(BaseCommand):
    """Load the release, compare the fit with its inputs, count the statuses."""

    help = "Check the evidence release and say which it is."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the release, or fail with what is wrong."""
        try:
            release = evidence_release()
            check_releases()
        except EvidenceError as error:
            raise CommandError(str(error)) from error
        if not fit_is_current():
            raise CommandError(
                "the fitted parameters were made from other evidence; "
                "run: python manage.py build_release"
            )
        statuses = Counter(parameter.status.value for parameter in parameters())
        listed = ", ".join(f"{count} {status}" for status, count in statuses.items())
        self.stdout.write(
            f"Evidence release {release.id} ({release.digest[:19]}...), model "
            f"{release.model_version}: {len(sources())} sources; parameters: {listed}"
        )
