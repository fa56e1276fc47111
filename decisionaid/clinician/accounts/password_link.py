"""A link by which somebody sets their first password, or a new one for a forgotten one.

Nobody but themselves ever knows the password. The link holds a code of the library's,
good once and for as long as ``PASSWORD_RESET_TIMEOUT`` says.
"""

from __future__ import annotations

from allauth.account.forms import ResetPasswordKeyForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.account.views import PasswordResetFromKeyView
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from decisionaid.clinician.audit import Act, record_event


@transaction.atomic
def make_link(user: User, *, by: User | AnonymousUser) -> str:
    """Give the address where ``user`` sets a password; all before it open nothing."""
    # The code is bound to the stored password: a new one, that nothing fits, ends
    # every earlier link, the password before it and the sessions under it.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record_event(by, Act.CREATE, f"account {user.pk}", {"made": "password link"})
    key = default_token_generator.make_token(user)
    of_user = {"uidb36": user_pk_to_url_str(user), "key": key}
    return reverse("account_reset_password_from_key", kwargs=of_user)


class SetPasswordView(PasswordResetFromKeyView):  # type: ignore[misc]
    """The page behind the link; from there on to signing in."""

    success_url = reverse_lazy("account_login")

    def form_valid(self, form: ResetPasswordKeyForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        messages.info(self.request, _("Your password is set. Sign in with it."))
        return response
