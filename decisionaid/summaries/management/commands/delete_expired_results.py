"""``manage.py delete_expired_results``: for a daily timer.

Keeping a result deletes expired ones as well; the timer keeps the promise where
nobody keeps another.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisionaid.summaries.actions import delete_expired_comparisons


class Command(BaseCommand):
    help = "Delete kept results whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        count = delete_expired_comparisons(now=timezone.now())
        self.stdout.write(f"{count} deleted")
