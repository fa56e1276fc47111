"""Who asks the API: anybody, or a partner by its token."""

from __future__ import annotations

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from decisionaid.partners.actions import note_use
from decisionaid.partners.models import PartnerToken
from decisionaid.partners.tokens import hash_token

SCHEME = "Bearer"
#: The same for an unknown, a revoked and a malformed token.
REFUSED = "The token is not valid: leave it out, or ask for a new one."


class PartnerAuthentication(BaseAuthentication):
    """Reads ``Authorization: Bearer <token>``; without it everybody is anonymous."""

    def authenticate(
        self, request: Request
    ) -> tuple[PartnerToken, PartnerToken] | None:
        given = request.headers.get("Authorization")
        if given is None:
            return None
        scheme, _, token = given.partition(" ")
        if scheme.lower() != SCHEME.lower():
            raise AuthenticationFailed(REFUSED)
        found = PartnerToken.objects.filter(
            token_hash=hash_token(token.strip()), revoked_at__isnull=True
        ).first()
        if found is None:
            raise AuthenticationFailed(REFUSED)
        today = timezone.localdate()
        if found.last_used_on != today:
            note_use(token=found, today=today)
        return found, found

    def authenticate_header(self, request: Request) -> str:
        return SCHEME
