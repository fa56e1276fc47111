"""What every response carries, and what is refused before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from decisionaid import errors


class SupportsRead(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes: ...


GetResponse = Callable[[HttpRequest], HttpResponseBase]

DRAINED_AT_MOST = 32 * 1024 * 1024
CHUNK = 64 * 1024


class PrivateHeadersMiddleware:
    """Keeps pages out of caches and other sites' reach."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Static files have set their own; every page may show a person's answers.
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


class BodyLimitMiddleware:
    """Refuses a body longer than any form of ours, by its announced length."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if "HTTP_TRANSFER_ENCODING" in request.META:
            # Django reads no body without a length; refusing is better than losing it.
            if request.META.get("wsgi.input_terminated"):
                _drain(request.META["wsgi.input"])
            return errors.bad_request(request)
        if not length.isdecimal():
            return errors.bad_request(request)
        if limit is None or int(length) <= limit:
            return self.get_response(request)
        _drain(request)
        return errors.content_too_large(request)


def _drain(body: SupportsRead) -> None:
    """Read a body to its end: a closed connection would hide the answer."""
    drained = 0
    while drained < DRAINED_AT_MOST and (chunk := body.read(CHUNK)):
        drained += len(chunk)
