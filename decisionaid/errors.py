"""The pages for requests that fail: calm, complete, without the database.

Paths of the API get a problem document (RFC 9457) instead of a page, those of FHIR an
OperationOutcome.
"""

from __future__ import annotations

import json
import logging
import math
import sys
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestAborted, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from decisionaid import metrics

logger = logging.getLogger(__name__)

PROBLEM_DETAILS = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is longer than 64 kB.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests; see Retry-After.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong on our side.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database cannot be reached; see Retry-After.",
}
#: http://hl7.org/fhir/issue-type of what the site itself refuses.
ISSUE_TYPES = {
    HTTPStatus.BAD_REQUEST: "structure",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-long",
    HTTPStatus.TOO_MANY_REQUESTS: "throttled",
    HTTPStatus.INTERNAL_SERVER_ERROR: "exception",
    HTTPStatus.SERVICE_UNAVAILABLE: "transient",
}
#: Seconds after which a page without the database may be tried again.
DATABASE_WAIT = 5
#: Parts of the site whose posts hold answers only: no code, no password.
ANSWERS_ONLY = frozenset({"questionnaire", "deliberation"})
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


def too_many_requests(request: HttpRequest, *, wait: int) -> HttpResponse:
    status = HTTPStatus.TOO_MANY_REQUESTS
    response = _respond(request, status, minutes=math.ceil(wait / 60))
    response.headers["Retry-After"] = str(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this while it handles the error.
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return _respond(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def database_away(request: HttpRequest) -> HttpResponse:
    """Say that it is for a moment, and hand back what was sent, to send it again."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    metrics.DATABASE_AWAY.inc()
    response = _respond(request, status, sent=_find_answers(request))
    response.headers["Retry-After"] = str(DATABASE_WAIT)
    return response


def _find_answers(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Give what a form of answers held, or None where it is not to be repeated."""
    try:
        if (
            request.method != "POST"
            or resolve(request.path).app_name not in ANSWERS_ONLY
        ):
            return None
        return [(name, one) for name, many in request.POST.lists() for one in many]
    except (Resolver404, RequestAborted, SuspiciousOperation):
        return None


def _respond(
    request: HttpRequest, status: HTTPStatus, *, template: str = "", **more: object
) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _problem(status)
    if request.path.startswith("/fhir/"):
        return _outcome(status)
    context = {
        "research_preview": settings.RESEARCH_PREVIEW,
        # Where the page's link leads back to; never another site: two slashes at
        # its start are escaped.
        "same_page": escape_leading_slashes(request.get_full_path()),
        **more,
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


def _outcome(status: HTTPStatus) -> HttpResponse:
    """Say it as FHIR does, without the package that may be what failed."""
    document = {
        "resourceType": "OperationOutcome",
        "issue": [
            {
                "severity": "error",
                "code": ISSUE_TYPES.get(status, "processing"),
                "diagnostics": PROBLEM_DETAILS.get(status, f"{status.phrase}."),
            }
        ],
    }
    return HttpResponse(
        json.dumps(document), status=status, content_type="application/fhir+json"
    )


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
