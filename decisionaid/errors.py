"""The pages for requests that fail: calm, complete, without the database.

Paths of the API get a problem document (RFC 9457) instead of a page.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

PROBLEM_DETAILS = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is longer than 64 kB.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong on our side.",
}
LAST_RESORT = """<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<h1>{title}</h1>
<p>{body}</p>
</html>
"""


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return _respond(request, HTTPStatus.BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _respond(request, HTTPStatus.FORBIDDEN, template="errors/403_csrf.html")


def permission_denied(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return _respond(request, HTTPStatus.FORBIDDEN)


def page_not_found(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    return _respond(request, HTTPStatus.NOT_FOUND)


def content_too_large(request: HttpRequest) -> HttpResponse:
    return _respond(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    return _respond(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def _respond(
    request: HttpRequest, status: HTTPStatus, *, template: str = ""
) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _problem(status)
    context = {
        "research_preview": settings.RESEARCH_PREVIEW,
        # Where the page's link leads back to; a path only, so never another site.
        "same_page": request.path,
    }
    try:
        # No request goes in: its context processors may need the session's database,
        # which may be the very thing that failed.
        content: str = render_to_string(
            template or f"errors/{status.value}.html", context
        )
    except Exception:
        logger.exception("The error page for %d failed", status.value)
        content = LAST_RESORT.format(
            title=_("Sorry, something went wrong"), body=_("Please try again.")
        )
    return HttpResponse(content, status=status)


def _problem(status: HTTPStatus) -> HttpResponse:
    # The same names as in every problem document of the API; no field is wrong here.
    document: dict[str, object] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": PROBLEM_DETAILS.get(status, f"{status.phrase}."),
        "errors": [],
    }
    return HttpResponse(
        json.dumps(document), status=status, content_type="application/problem+json"
    )
