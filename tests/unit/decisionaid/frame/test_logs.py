"""No log line repeats what a person typed."""

import json
import logging
import sys

import pytest
import structlog
from django.http import HttpRequest
from django.urls import resolve

from decisionaid.logs import build_logging

TYPED = "typed by a person"


def write(
    name: str, message: object, *given: object, error: bool = False, **extra: object
) -> dict:
    """Give the line that a record becomes in production."""
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, given, None)
    record.exc_info = sys.exc_info() if error else None
    for field, value in extra.items():
        setattr(record, field, value)
    options = dict(build_logging(as_json=True)["formatters"]["private"])
    formatter = options.pop("()")(**options)
    line = formatter.format(record)
    assert TYPED not in line
    assert "\n" not in line
    return json.loads(line)


def test_a_line_says_when_what_and_how_bad():
    line = write("decisionaid.health", "Not ready")
    assert line["event"] == "Not ready"
    assert line["level"] == "error"
    assert line["logger"] == "decisionaid.health"
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("given", [(TYPED,), ({"a": TYPED},)])
def test_what_is_filled_in_is_left_out(given):
    message = "Not Found: %(a)s" if isinstance(given[0], dict) else "Not Found: %s"
    assert write("django.request", message, *given)["event"] == "Not Found: …"


def test_numbers_are_filled_in():
    assert write("gunicorn.error", "%d left", 3)["event"] == "3 left"


@pytest.mark.parametrize(
    "message", [f"as an f-string: {TYPED}", ValueError(TYPED), {"text": TYPED}]
)
def test_other_libraries_messages_are_left_out(message):
    assert write("somebody.else", message)["event"] == "…"


def test_the_text_of_a_suspicious_operation_is_left_out():
    line = write("django.security.SuspiciousOperation", f"Bad: {TYPED}")
    assert line["event"] == "Refused"
    assert line["logger"] == "django.security.SuspiciousOperation"


def test_a_message_that_does_not_fit_is_left_out():
    assert write("django.request", "%d", TYPED)["event"] == "…"


def test_an_error_is_told_by_kind_and_place():
    try:
        try:
            int(TYPED)
        except ValueError as error:
            raise RuntimeError(TYPED) from error
    except RuntimeError:
        line = write("django.request", "failed", error=True)
    assert line["error"] == "RuntimeError < ValueError"
    [frame] = line["frames"]
    assert frame.startswith(f"{__name__}:")
    assert frame.endswith(" test_an_error_is_told_by_kind_and_place")


def test_a_request_is_told_by_the_name_of_its_address():
    request = HttpRequest()
    request.method, request.path = "POST", "/questions/course/"
    request.resolver_match = resolve(request.path)
    line = write("django.request", "x", request=request, status_code=500, answer=TYPED)
    assert line["view"] == "questionnaire:question"
    assert line["method"] == "POST"
    assert line["status"] == 500
    assert line["event"] == "Internal Server Error"
    assert "course" not in json.dumps(line)
    request.resolver_match = None
    assert write("django.request", "x", request=request)["view"] == ""


def test_structlog_itself_drops_what_is_not_allowed(caplog):
    build_logging(as_json=True)
    with caplog.at_level(logging.WARNING):
        structlog.get_logger("decisionaid").warning("kept", status=1, answer=TYPED)
    assert TYPED not in str(caplog.records[0].__dict__)
    assert caplog.records[0].msg["status"] == 1
