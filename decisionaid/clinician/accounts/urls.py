"""Addresses of signing in; those of the library that nobody needs are left out.

There is no sign-up and no reset by e-mail: an administrator makes accounts, and links
by which people set their passwords. Names are the library's own, as it links by them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from decisionaid.clinician.accounts.open_sessions import sessions
from decisionaid.clinician.accounts.password_link import SetPasswordView

View = Callable[..., HttpResponseBase]


def _in_one_transaction(view: View) -> View:
    """Run what a post does in one transaction, so that its audit row binds it."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return run


def _path(route: str, view: View, name: str) -> URLPattern:
    return path(route, _in_one_transaction(view), name=name)


FACTORS = "second-factor/"

urlpatterns = [
    _path("sign-in/", account.login, "account_login"),
    _path("sign-in/code/", mfa.authenticate, "mfa_authenticate"),
    _path("sign-in/passkey/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _path("sign-out/", account.logout, "account_logout"),
    _path("closed/", account.account_inactive, "account_inactive"),
    _path("password/", account.password_change, "account_change_password"),
    _path(
        "password/set/<uidb36>/<key>/",
        SetPasswordView.as_view(),
        "account_reset_password_from_key",
    ),
    _path("sessions/", sessions, "account_sessions"),
    _path("confirm/", account.reauthenticate, "account_reauthenticate"),
    _path("confirm/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    _path(
        "confirm/passkey/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _path(FACTORS, mfa.index, "mfa_index"),
    _path(f"{FACTORS}app/", totp.activate_totp, "mfa_activate_totp"),
    _path(f"{FACTORS}app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _path(f"{FACTORS}passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    _path(f"{FACTORS}passkeys/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    _path(
        f"{FACTORS}passkeys/<int:pk>/name/", webauthn.edit_webauthn, "mfa_edit_webauthn"
    ),
    _path(
        f"{FACTORS}passkeys/<int:pk>/remove/",
        webauthn.remove_webauthn,
        "mfa_remove_webauthn",
    ),
    _path(
        f"{FACTORS}recovery-codes/",
        recovery.view_recovery_codes,
        "mfa_view_recovery_codes",
    ),
    _path(
        f"{FACTORS}recovery-codes/new/",
        recovery.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    _path(
        f"{FACTORS}recovery-codes/file/",
        recovery.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
]
