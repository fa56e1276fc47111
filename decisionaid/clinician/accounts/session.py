"""How long somebody stays signed in, and whether their second factor was seen."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SINCE_KEY = "signed_in_at"
SEEN_KEY = "last_seen_at"
#: A session's row is written again only this often, in seconds.
SEEN_EVERY = 30


def begin(request: HttpRequest) -> None:
    """Start the clocks."""
    now = time.time()
    request.session[SINCE_KEY] = now
    request.session[SEEN_KEY] = now


def find_ended(request: HttpRequest) -> str:
    """Say which limit has ended the session: "idle", "too long", or "" for none."""
    now = time.time()
    if SINCE_KEY not in request.session:
        begin(request)
    reason = find_limit(request.session, now)
    if not reason and now - request.session[SEEN_KEY] > SEEN_EVERY:
        request.session[SEEN_KEY] = now
    return reason


def find_limit(kept: Mapping[str, Any] | SessionBase, now: float) -> str:
    """Say which limit a session that has begun is past, or "" for none."""
    if now - kept[SINCE_KEY] > settings.STAFF_SESSION_HOURS * 3600:
        return "too long"
    return "idle" if now - kept[SEEN_KEY] > settings.STAFF_IDLE_MINUTES * 60 else ""


def has_used_second_factor(request: HttpRequest) -> bool:
    """Say whether this session was opened, or confirmed, with a second factor."""
    if not isinstance(request.user, User):
        return False
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)
