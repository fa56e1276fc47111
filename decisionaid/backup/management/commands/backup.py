"""``manage.py backup FILE``: copy the database while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from decisionaid.backup.actions import create_backup, manifest_path
from decisionaid.backup.errors import BackupError


class Command(BaseCommand):
    help = (
        "Copy the database into a new file that only its owner can read, with a "
        "manifest beside it. Sessions, and so answers nobody asked us to keep, are "
        "left out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = create_backup(path=file, now=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{rows} rows of {len(manifest.tables)} tables in {file}, "
            f"described by {manifest_path(file)}"
        )
