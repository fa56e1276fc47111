"""Problem documents (RFC 9457): one shape for everything the API refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, UnreadablePostError
from rest_framework import exceptions

from riskmodel.errors import FieldError, InvalidProfile, UnknownNumber

#: Says that ``errors`` names fields; everything else is told by the status alone.
WRONG_FIELDS = "urn:ms-treatment-choices:problem:wrong-fields"
MEDIA_TYPE = "application/problem+json"
#: Wrong fields told at once; a batch may have thousands.
MOST_ERRORS = 100


class ContentTooLarge(exceptions.APIException):
    """The body is longer than any request of ours."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is longer than 64 kB."


def make_problem(
    status: int, detail: str, *, errors: Sequence[FieldError] = ()
) -> dict[str, Any]:
    """Make a problem document.

    Parameters
    ----------
    status : int
        HTTP status.
    detail : str
        What went wrong this time, in a sentence.
    errors : sequence of FieldError
        One for each wrong field; the first hundred are told.

    Returns
    -------
    dict
    """
    return {
        "type": WRONG_FIELDS if errors else "about:blank",
        "title": "Wrong fields" if errors else HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "errors": [
            {"field": e.field, "given": e.given or None, "allowed": e.allowed}
            for e in errors[:MOST_ERRORS]
        ],
    }


def describe_wrong_fields(invalid: InvalidProfile) -> dict[str, Any]:
    """Make the problem document that names each wrong field.

    Parameters
    ----------
    invalid : InvalidProfile

    Returns
    -------
    dict
    """
    count = len(invalid.errors)
    detail = "One field is wrong." if count == 1 else f"{count} fields are wrong."
    return make_problem(400, detail, errors=invalid.errors)


def respond(
    problem: dict[str, Any], *, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Send a problem document under its status.

    Parameters
    ----------
    problem : dict
    headers : mapping of str to str, optional

    Returns
    -------
    HttpResponse
    """
    # ASCII only, so that a lone surrogate sent to us can be sent back.
    body = json.dumps(problem, ensure_ascii=True)
    return HttpResponse(
        body, status=problem["status"], content_type=MEDIA_TYPE, headers=headers
    )


def handle_error(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Turn an error raised in a view into a problem document.

    Parameters
    ----------
    error : Exception
    context : dict
        The framework's, unused.

    Returns
    -------
    HttpResponse or None
        None for an error of our own making: the site's handler logs it and answers
        with a problem document that tells nothing.
    """
    headers: dict[str, str] = {}
    match error:
        case InvalidProfile():
            problem = describe_wrong_fields(error)
        case Http404() | UnknownNumber():
            problem = make_problem(404, "There is nothing at this address.")
        case RequestDataTooBig():
            problem = make_problem(413, ContentTooLarge.default_detail)
        case UnreadablePostError():
            problem = make_problem(400, "The body could not be read to its end.")
        case exceptions.Throttled():
            seconds = int(getattr(error, "wait", None) or 1)
            headers["Retry-After"] = str(seconds)
            problem = make_problem(429, f"Too much at once: ask again in {seconds} s.")
        case exceptions.APIException():
            problem = make_problem(error.status_code, str(error.detail))
            if challenge := getattr(error, "auth_header", None):
                headers["WWW-Authenticate"] = challenge
        case _:
            return None
    return respond(problem, headers=headers)
