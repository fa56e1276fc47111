"""The gate of every address under ``/clinician/``: signed in, with a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from decisionaid.clinician.accounts import session, unsaved
from decisionaid.clinician.accounts.adapters import has_factor
from decisionaid.clinician.audit import Act, record_event

GetResponse = Callable[[HttpRequest], HttpResponseBase]

PLACE = "/clinician/"
#: Steps of signing in.
OPEN = frozenset(
    (
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password_from_key",
        "mfa_authenticate",
        "mfa_login_webauthn",
    )
)
#: Steps of setting up a second factor, and of confirming who one is.
NEED_PASSWORD_ONLY = frozenset(
    (
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
    )
)


class StaffGateMiddleware:
    """Ends sessions in time, and opens staff's pages to nobody without both factors.

    It goes by the address, so that a page whose view forgot to ask is closed too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            reason = session.find_ended(request)
            if reason:
                # said to the view's gate below; requests have no place for it
                request.signed_out = request.user  # type: ignore[attr-defined]
                _end(request, request.user, reason)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.path_info.startswith(PLACE) or name in OPEN:
            return None
        if not isinstance(request.user, User):
            user = getattr(request, "signed_out", None)
            if user and request.method == "POST" and name in unsaved.PAGES:
                unsaved.keep(request, user)
                messages.info(
                    request,
                    _("What you wrote is not lost: sign in, and it is there to save."),
                )
            return redirect_to_login(request.get_full_path())
        if name in NEED_PASSWORD_ONLY or session.has_used_second_factor(request):
            return None
        step = "mfa_reauthenticate" if has_factor(request.user) else "mfa_index"
        return redirect_to_login(request.get_full_path(), resolve_url(step))


@transaction.atomic
def _end(request: HttpRequest, user: User, reason: str) -> None:
    record_event(user, Act.SESSION_ENDED, f"account {user.pk}", {"reason": reason})
    logout(request)
    messages.info(request, _("You were signed out to keep patients' answers safe."))
