"""Where an account is signed in: its own sessions, and an end to any of them.

The library keeps which sessions are an account's; when each began and was last used
stands in the session itself.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from decisionaid.clinician.accounts import session
from decisionaid.clinician.audit import Act, record_event
from decisionaid.sessions import SessionStore

#: What is posted to end every session but the one that posts.
OTHERS = "others"
#: No sender's address is kept; the library's column must hold one.
NO_ADDRESS = "0.0.0.0"
#: The first that a browser names itself by: each also names those after it.
BROWSERS = {
    "Edg": "Edge",
    "Firefox": "Firefox",
    "OPR": "Opera",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@dataclass(frozen=True)
class OpenSession:
    """One session as its owner sees it."""

    id: int
    browser: str
    since: datetime
    seen: datetime
    is_this: bool


@require_http_methods(["GET", "HEAD", "POST"])
# the library's decorator has no types
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where this account is signed in; end what is asked for."""
    assert isinstance(request.user, User)
    if request.method == "POST":
        count = end(request, request.user, request.POST.get("session", ""))
        told = ngettext("%(count)d sign-in ended.", "%(count)d sign-ins ended.", count)
        messages.info(request, told % {"count": count})
        return redirect("account_sessions")
    context = {"sessions": list_open(request.user), "others": OTHERS}
    return render(request, "account/sessions.html", context)


def list_open(user: User) -> list[OpenSession]:
    """List the sessions that still open something, this one first."""
    now = time.time()
    found = []
    for one in UserSession.objects.purge_and_list(user):
        kept = SessionStore(one.session_key).load()
        if session.SINCE_KEY in kept and not session.find_limit(kept, now):
            found.append(
                OpenSession(
                    id=one.pk,
                    browser=name_browser(one.user_agent),
                    since=datetime.fromtimestamp(kept[session.SINCE_KEY], UTC),
                    seen=datetime.fromtimestamp(kept[session.SEEN_KEY], UTC),
                    is_this=one.is_current(),
                )
            )
    return sorted(found, key=lambda one: (not one.is_this, -one.seen.timestamp()))


@transaction.atomic
def end(request: HttpRequest, user: User, chosen: str) -> int:
    """End one of the account's other sessions, or all; give how many ended."""
    ended = [
        one
        for one in UserSession.objects.filter(user=user)
        if not one.is_current() and chosen in (OTHERS, str(one.pk))
    ]
    for one in ended:
        details = {"reason": "ended from another session"}
        record_event(user, Act.SESSION_ENDED, f"account {user.pk}", details)
        one.end()
    return len(ended)


def name_browser(said: str) -> str:
    """Name browser and system, as far as a browser's own words tell."""
    browser = next((name for sign, name in BROWSERS.items() if sign in said), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in said), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Another program")
