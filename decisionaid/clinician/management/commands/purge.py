"""``manage.py purge``: for a timer, at least once an hour."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisionaid.clinician.retention import BATCH, KINDS, count_due, purge


class Command(BaseCommand):
    help = "Delete answers, kept results and refused sign-ins whose time is over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be deleted"
        )
        parser.add_argument("--batch", type=int, default=BATCH, help="rows at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            counts, word = count_due(now=now), "would be deleted"
        else:
            counts, word = purge(now=now, batch=max(1, options["batch"])), "deleted"
        for kind in KINDS:
            self.stdout.write(f"{kind.label}: {counts[kind.name]} {word}")
