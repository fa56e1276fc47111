"""``manage.py list_partner_tokens``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from decisionaid.partners.models import PartnerToken


class Command(BaseCommand):
    help = "Lists partners, and the last day each used the API."

    def handle(self, *args: Any, **options: Any) -> None:
        for token in PartnerToken.objects.order_by("name", "created_at"):
            used = token.last_used_on or "never"
            ended = f", revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else ""
            self.stdout.write(f"{token}: last used {used}{ended}")
