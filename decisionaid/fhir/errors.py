"""Errors of these addresses as OperationOutcomes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, UnreadablePostError
from rest_framework import exceptions

from decisionaid.fhir.bindings import IssueType
from decisionaid.fhir.formats import refuse
from decisionaid.fhir.outcome import Issue, Refused

TYPES = {
    400: IssueType.STRUCTURE,
    401: IssueType.LOGIN,
    404: IssueType.NOT_FOUND,
    405: IssueType.NOT_SUPPORTED,
    406: IssueType.NOT_SUPPORTED,
    413: IssueType.TOO_LONG,
    415: IssueType.NOT_SUPPORTED,
    429: IssueType.THROTTLED,
}


def handle_error(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Turn an error raised in a view into an answer; None for an error of our own."""
    match error:
        case Refused():
            structure = any(i.type is IssueType.STRUCTURE for i in error.issues)
            status = 400 if structure else 422
            return refuse(error.issues, status=HTTPStatus(status))
        case Http404():
            return _refuse(404, "There is nothing at this address.")
        case RequestDataTooBig():
            return _refuse(413, "The body is longer than 64 kB.")
        case UnreadablePostError():
            return _refuse(400, "The body could not be read to its end.")
        case exceptions.Throttled():
            seconds = str(int(getattr(error, "wait", None) or 1))
            words = f"Too much at once: ask again in {seconds} s."
            return _refuse(429, words, {"Retry-After": seconds})
        case exceptions.APIException():
            challenge = getattr(error, "auth_header", None)
            headers = {"WWW-Authenticate": challenge} if challenge else None
            return _refuse(error.status_code, str(error.detail), headers)
    return None


def _refuse(
    status: int, words: str, headers: dict[str, str] | None = None
) -> HttpResponse:
    return refuse(
        [Issue(TYPES[status], words)], status=HTTPStatus(status), headers=headers
    )
