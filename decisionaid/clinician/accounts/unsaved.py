"""What somebody was writing when their session had ended: kept until they are back.

It waits in the session of the browser that sent it, on the server, and is given to the
same account alone, once, for the same page. It is in no address and in no browser.
"""

from __future__ import annotations

import time

from django.contrib.auth.models import User
from django.http import HttpRequest, QueryDict

KEY = "unsaved"
#: Enough to find one's phone and sign in.
KEPT_SECONDS = 60 * 60
#: Pages where people write at length.
PAGES = frozenset(("consultation-work",))


def keep(request: HttpRequest, user: User) -> None:
    """Keep what was sent, without what is of the ended session only."""
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    request.session[KEY] = {
        "account": user.pk,
        "page": request.path,
        "at": time.time(),
        "sent": sent.urlencode(),
    }


def take(request: HttpRequest) -> QueryDict | None:
    """Give what this account was writing on this page, once."""
    kept = request.session.get(KEY)
    if kept is None or kept["page"] != request.path:
        return None
    del request.session[KEY]
    fresh = time.time() - kept["at"] <= KEPT_SECONDS
    if kept["account"] != request.user.pk or not fresh:
        return None
    return QueryDict(kept["sent"])
