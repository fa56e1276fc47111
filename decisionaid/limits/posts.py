"""The site's limits: posts of a session and of an address, and wrong codes."""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest

from decisionaid.limits.address import find_address
from decisionaid.limits.counting import Limit, Use, count, is_over
from decisionaid.metrics import REFUSED

MINUTE = 60
HOUR = 60 * MINUTE


class TooManyRequests(Exception):
    """Something was sent too often; it may be sent again after some seconds."""

    def __init__(self, kind: str, *, wait: int) -> None:
        super().__init__(kind)
        REFUSED.labels(kind).inc()
        self.wait = wait


def count_post(request: HttpRequest) -> None:
    """Count a post.

    Raises
    ------
    TooManyRequests
        Where its session or its address has sent too many within this minute.
    """
    uses = [
        (
            Limit("post-address", settings.POSTS_PER_MINUTE_ADDRESS, MINUTE),
            find_address(request),
        )
    ]
    if session := request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        uses.append(
            (Limit("post-session", settings.POSTS_PER_MINUTE_SESSION, MINUTE), session)
        )
    if wait := count(uses, now=time.time()):
        raise TooManyRequests("post", wait=wait)


def check_wrong_codes(request: HttpRequest) -> None:
    """Stop an address that has sent too many wrong codes within this hour.

    Raises
    ------
    TooManyRequests
        Until the hour is over.
    """
    if wait := is_over(_wrong_code(request), now=time.time()):
        raise TooManyRequests("wrong-code", wait=wait)


def count_wrong_code(request: HttpRequest) -> None:
    """Remember that this address has sent a code that opens nothing."""
    count([_wrong_code(request)], now=time.time())


def _wrong_code(request: HttpRequest) -> Use:
    limit = Limit("wrong-code", settings.WRONG_CODES_PER_HOUR, HOUR)
    return limit, find_address(request)
