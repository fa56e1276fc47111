"""What our accounts do otherwise than the library's: each act leaves its audit row."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from decisionaid.clinician.accounts import lockout, secrets, session
from decisionaid.clinician.audit import Act, record_event

#: Proofs of possession; recovery codes stand in for one of them.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts made by an administrator, who sign in by name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return lockout.find_sender(request)

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, **more: Any
    ) -> None:
        # Who has just signed in or out sees that on the page.
        if level != messages.SUCCESS:
            super().add_message(request, level, *args, **more)

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        session.begin(request)
        used = [
            record.get("type")
            for record in get_authentication_records(request, user)
            if record["method"] == "mfa"
        ]
        details = {"second_factor": used[-1] if used else "none yet"}
        record_event(user, Act.SIGN_IN, _name(user), details)

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            record_event(request.user, Act.SIGN_OUT, _name(request.user))
        super().logout(request)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        record_event(user, Act.CHANGE, _name(user), {"fields": ["password"]})

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        # The first factor is set up straight after the password was typed; from then
        # on an unlocked screen is not enough to change how somebody signs in.
        user = context.request.user
        if app == "allauth.mfa" and not has_factor(user):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors, their secrets encrypted; the last one is not taken away."""

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(
            user=authenticator.user, type__in=FACTORS
        ).exclude(pk=authenticator.pk)
        return bool(others.exists())


def has_factor(user: Any) -> bool:
    """Say whether an account has set up a second factor."""
    found = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    return bool(found.exists())


def _name(user: User) -> str:
    return f"account {user.pk}"
