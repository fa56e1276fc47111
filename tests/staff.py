"""Accounts of staff, and browsers that are signed in to them."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows import login
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from decisionaid.clinician.roles import Role, give_role

PASSWORD = "a long pass phrase of staff"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_account(name: str = "someone", *roles: Role, **kind: bool) -> User:
    user = User.objects.create_user(name, password=PASSWORD, **kind)
    for role in roles:
        give_role(user, role)
    return user


def sign_in(user: User, *, second_factor: bool = True) -> Client:
    """Give a client that is signed in, as after the steps of signing in."""
    client = Client()
    client.force_login(user)
    if second_factor:
        session = client.session
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time()},
            {"method": "mfa", "at": time.time(), "type": "totp", "id": 0},
        ]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
    return client


def make_client(*roles: Role, name: str = "", **kind: Any) -> Client:
    """Give a signed-in client of a new account."""
    return sign_in(make_account(name or "-".join(roles) or "someone", *roles, **kind))


def add_app(user: User, secret: str = SECRET) -> None:
    """Set up an authenticator app."""
    with transaction.atomic():
        totp.TOTP.activate(user, secret)


def show_code(secret: str = SECRET, *, steps: int = 0) -> str:
    """Show what the app shows now, or some half minutes from now."""
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))
