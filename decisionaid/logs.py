"""Log lines without anybody's answers.

Every line is a set of named fields, and a field that is not on the list is dropped.
What a message would fill in is dropped too, unless it is a number: a path, an address
or an exception's text may quote what a person typed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http import HTTPStatus
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

ALLOWED_FIELDS = frozenset(
    {
        "error",  # kinds of the exception and of what caused it
        "event",
        "frames",  # where it happened: module, line and function
        "level",
        "logger",
        "method",
        "status",
        "timestamp",
        "view",  # the address's name; never the address
    }
)
#: Their messages are fixed texts, with what differs filled in.
FIXED_MESSAGES = ("axes", "decisionaid", "django", "gunicorn", "riskmodel")
#: Here the message is an exception's text; the logger's name says what happened.
TEXTS_OF_EXCEPTIONS = "django.security."
LEFT_OUT = "…"


def build_logging(*, as_json: bool) -> dict[str, Any]:
    """Give the configuration of logging, for the site and for gunicorn alike."""
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_record,
        keep_allowed,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "use_get_message": False,
        "pass_foreign_args": True,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer()
            if as_json
            else structlog.processors.KeyValueRenderer(
                key_order=["timestamp", "level", "event"]
            ),
        ],
    }
    console = {"handlers": ["console"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"private": formatter},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "private"}
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {**console, "level": "INFO"},
            "gunicorn.error": {**console, "level": "WARNING"},
            # Strangers probing with other host names are refused; nothing is to do.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def describe_record(_logger: object, _name: str, fields: EventDict) -> EventDict:
    """Turn a record of the standard library into fields that hold nothing private."""
    record: logging.LogRecord | None = fields.get("_record")
    if record is None:
        return fields
    fields["event"] = _fixed_text(record, fields.get("positional_args") or ())
    request = getattr(record, "request", None)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        fields["view"] = match.view_name if match else ""
        fields["method"] = getattr(request, "method", "")
    if status := getattr(record, "status_code", None):
        fields["status"] = status
        fields["event"] = HTTPStatus(status).phrase
    if record.exc_info and record.exc_info[1] is not None:
        fields["error"] = " < ".join(_list_kinds(record.exc_info[1]))
        fields["frames"] = list(_list_frames(record.exc_info[2]))
    # Renderers would write the traceback with the exception's text.
    fields.pop("exc_info", None)
    record.exc_info = record.exc_text = None
    return fields


def keep_allowed(_logger: object, _name: str, fields: EventDict) -> EventDict:
    """Drop every field that is not on the list, but those structlog itself needs."""
    return {
        name: value
        for name, value in fields.items()
        if name in ALLOWED_FIELDS or name in {"_record", "_from_structlog"}
    }


def _fixed_text(record: logging.LogRecord, given: Any) -> str:
    if record.name.startswith(TEXTS_OF_EXCEPTIONS) and not given:
        return "Refused"
    if not record.name.startswith(FIXED_MESSAGES) or not isinstance(record.msg, str):
        return LEFT_OUT
    if isinstance(given, tuple):
        filled: Any = tuple(one if _is_number(one) else LEFT_OUT for one in given)
    else:
        filled = {
            name: one if _is_number(one) else LEFT_OUT for name, one in given.items()
        }
    try:
        return record.msg % filled if filled else record.msg
    except (TypeError, ValueError):
        return LEFT_OUT


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _list_kinds(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield type(cause).__name__
        cause = cause.__cause__ or cause.__context__


def _list_frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__", "?")
        yield f"{module}:{trace.tb_lineno} {frame.f_code.co_name}"
        trace = trace.tb_next
