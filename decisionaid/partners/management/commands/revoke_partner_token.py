"""``manage.py revoke_partner_token NAME``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from decisionaid.partners.actions import NoTokenInUse, revoke_partner_token


class Command(BaseCommand):
    help = "Ends a partner's token for the API at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name it was given under")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            revoke_partner_token(name=name, now=timezone.now())
        except NoTokenInUse as error:
            raise CommandError(f"{name!r} has no token in use") from error
        self.stdout.write(f"revoked: {name}")
