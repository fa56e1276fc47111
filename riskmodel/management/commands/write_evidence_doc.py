"""Write docs/evidence.md from the release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from riskmodel.evidence.registry import DATA
from riskmodel.management.evidence_doc import write_document


class Command(BaseCommand):
    """Write the document that lists every figure with where it comes from."""

    help = "Write docs/evidence.md from the evidence release."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say where it is."""
        path = Path(settings.BASE_DIR) / "docs" / "evidence.md"
        path.write_text(write_document(DATA), "utf-8")
        self.stdout.write(f"Written: {path.relative_to(settings.BASE_DIR)}")
