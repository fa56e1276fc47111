"""Giving partners tokens, taking them back, noting the day of their use."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from decisionaid.partners.models import PartnerToken
from decisionaid.partners.tokens import hash_token, make_token


class NoTokenInUse(Exception):
    """The partner has no token that could be revoked."""


@transaction.atomic
def create_partner_token(*, name: str, now: datetime) -> str:
    """Give a partner a token; it is told once and stored nowhere.

    Raises
    ------
    ValidationError
        When the name is empty or too long, or the partner has a token already.
    """
    token = make_token()
    made = PartnerToken(name=name, token_hash=hash_token(token), created_at=now)
    made.full_clean()
    made.save()
    return token


@transaction.atomic
def revoke_partner_token(*, name: str, now: datetime) -> None:
    """End a partner's token at once.

    Raises
    ------
    NoTokenInUse
    """
    in_use = PartnerToken.objects.filter(name=name, revoked_at__isnull=True)
    if not in_use.update(revoked_at=now):
        raise NoTokenInUse(name)


@transaction.atomic
def note_use(*, token: PartnerToken, today: date) -> None:
    """Note that a token was used today: one write a day, and no address."""
    not_today = Q(last_used_on__isnull=True) | Q(last_used_on__lt=today)
    PartnerToken.objects.filter(not_today, pk=token.pk).update(last_used_on=today)
