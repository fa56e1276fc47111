"""What is done when the library tells of a second factor or a refused sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.handlers.proxy import AxesProxyHandler
from axes.signals import user_locked_out
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.http import HttpRequest

from decisionaid.clinician.accounts.adapters import FACTORS
from decisionaid.clinician.accounts.open_sessions import NO_ADDRESS
from decisionaid.clinician.audit import Act, record_event


def connect() -> None:
    """Listen, once.

    Second factors by their rows: the library's own signals come after the commit, too
    late for an audit row that is to stand or fall with them.
    """
    post_save.connect(on_saved, sender=Authenticator)
    post_delete.connect(on_deleted, sender=Authenticator)
    pre_save.connect(on_session, sender=UserSession)
    signals.authentication_failed.connect(on_wrong_code)
    user_login_failed.connect(on_refused)
    user_locked_out.connect(on_locked_out)


def on_saved(instance: Authenticator, created: bool, **_more: Any) -> None:
    if not created:
        return
    _record_change("added", instance)
    request = context.request
    if request and request.user == instance.user and instance.type in FACTORS:
        # Setting it up took a code or a touch: it has been shown just now.
        record_authentication(
            request,
            instance.user,
            "mfa",
            id=instance.pk,
            type=instance.type,
            reauthenticated=True,
        )


def on_deleted(instance: Authenticator, **_more: Any) -> None:
    _record_change("removed", instance)


def on_session(instance: UserSession, **_more: Any) -> None:
    instance.ip = NO_ADDRESS


def on_wrong_code(request: HttpRequest, user: User, **_more: Any) -> None:
    # A guessed code counts towards the lock-out as a guessed password does.
    credentials = {"username": user.get_username()}
    AxesProxyHandler.user_login_failed(
        sender=__name__, credentials=credentials, request=request
    )
    _record_refusal(user.get_username(), "second factor")


def on_refused(credentials: dict[str, Any], **_more: Any) -> None:
    _record_refusal(str(credentials.get("username", "")), "password")


def on_locked_out(username: str, **_more: Any) -> None:
    _record_refusal(username, "locked out")


@transaction.atomic
def _record_refusal(typed: str, reason: str) -> None:
    # A password typed into the wrong field would be kept for ever, so what is no
    # account's name is not kept.
    account = User.objects.filter(username=typed).first()
    if account is not None:
        record_event(
            None, Act.SIGN_IN_REFUSED, f"account {account.pk}", {"reason": reason}
        )


def _record_change(what: str, authenticator: Authenticator) -> None:
    request = context.request
    actor = request.user if request and isinstance(request.user, User) else None
    thing = f"account {authenticator.user_id}"
    record_event(actor, Act.CHANGE, thing, {what: str(authenticator.type)})
