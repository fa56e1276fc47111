"""``manage.py restore FILE --replace``: put a copy in place of the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from decisionaid.backup.actions import restore_backup
from decisionaid.backup.errors import BackupError


class Command(BaseCommand):
    help = (
        "Put a copy made by `backup` in place of everything in the database, check "
        "every table against its manifest, and delete results past their time."
    )
    # The database may be empty, which is why somebody restores.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="needed: what is in the database now is lost",
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        if not replace:
            raise CommandError(
                "Everything in the database is lost by this: add --replace to do it"
            )
        try:
            manifest, expired = restore_backup(path=file, now=timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"{rows} rows of {len(manifest.tables)} tables are back as on "
            f"{manifest.made_at}; {expired} results past their time deleted"
        )
