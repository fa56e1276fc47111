"""``manage.py create_partner_token NAME``."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from decisionaid.partners.actions import create_partner_token


class Command(BaseCommand):
    help = "Gives a partner a token for the API. It is printed once and kept nowhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the partner's name, not a person's")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        try:
            token = create_partner_token(name=name, now=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(token)
