"""An answer is of one release: each request looks once which one is in use."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from decisionaid.releases.selectors import looking_once


class OneReleaseMiddleware:
    """Makes every number of a page come from the release in use when it began."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with looking_once():
            return self.get_response(request)
