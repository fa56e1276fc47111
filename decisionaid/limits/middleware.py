"""Refuses what is sent too often, with a plain page that says when to go on."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from decisionaid import errors
from decisionaid.limits.posts import TooManyRequests, count_post

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


#: Where a token is looked at, and counted for its partner.
FOR_PARTNERS = ("/api/", "/fhir/")


def _is_of_partner(request: HttpRequest) -> bool:
    """Whether the API will count it, or refuse it for its token."""
    given = "Authorization" in request.headers
    return given and request.path.startswith(FOR_PARTNERS)


class LimitMiddleware:
    """Counts whatever changes something, before a session or a form is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE_METHODS or _is_of_partner(request):
            return self.get_response(request)
        try:
            count_post(request)
        except TooManyRequests as error:
            return errors.too_many_requests(request, wait=error.wait)
        except DatabaseError:
            # Without the database nothing posted is worked on anyway: a page cannot be
            # saved, and the API cannot ask which release is in use.
            logger.exception("A post could not be counted")
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer for a view that counts for itself."""
        if isinstance(exception, TooManyRequests):
            return errors.too_many_requests(request, wait=exception.wait)
        return None
