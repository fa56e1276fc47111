"""FHIR's JSON: read strictly, checked for its structure, written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from http import HTTPStatus
from importlib import import_module
from typing import IO, Any, NoReturn

from django.http import HttpResponse
from pydantic import ValidationError
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from decisionaid.fhir.bindings import IssueType
from decisionaid.fhir.outcome import Issue, Refused, build_outcome

Json = dict[str, Any]

MEDIA_TYPE = "application/fhir+json"
#: Faults of structure told at once.
MOST_ISSUES = 20
#: The package's models of R4B, which for our resources is R4: see the ADR.
MODELS = "fhir.resources.R4B"

#: Levels of objects and lists in a body; ours have about ten.
MOST_LEVELS = 60


class FhirParser(BaseParser):
    """Reads a JSON object; its structure is checked by ``check_structure``."""

    media_type = MEDIA_TYPE

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Json:
        try:
            found = json.loads(
                stream.read().decode("utf-8"),
                # every digit that was sent
                parse_float=Decimal,
                parse_constant=_refuse_constant,
            )
        except (ValueError, RecursionError):
            raise ParseError("The body is not JSON.") from None
        if not isinstance(found, dict):
            raise ParseError("The body is not a JSON object.")
        if _is_deep(found):
            raise ParseError("The body is nested too deeply.")
        return found


class JsonParser(FhirParser):
    """The same under the plain name."""

    media_type = "application/json"


class FhirRenderer(BaseRenderer):
    """Takes part in negotiation only; answers are written by ``respond``."""

    media_type = MEDIA_TYPE
    format = "fhir"


class JsonRenderer(FhirRenderer):
    """The same under the plain name."""

    media_type = "application/json"


def _is_deep(found: Json) -> bool:
    """Tell whether a body is nested beyond what the structure's check can bear.

    Level by level: what checks the structure recurses outside of Python, where too
    deep a body ends the process rather than the request.
    """
    level: list[Any] = [found]
    for _ in range(MOST_LEVELS):
        level = [
            child
            for one in level
            if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return False
    return True


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


@cache
def _find_model(kind: str) -> Any:
    # Loaded when first needed: it takes about a second.
    return getattr(import_module(f"{MODELS}.{kind.lower()}"), kind)


def check_structure(resource: Json, kind: str) -> None:
    """Refuse what is not a resource of this kind.

    Raises
    ------
    Refused
        With the first faults of its structure.
    """
    if resource.get("resourceType") != kind:
        raise Refused(Issue(IssueType.STRUCTURE, f"resourceType: {kind} is expected."))
    try:
        _find_model(kind).model_validate(resource)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)[:MOST_ISSUES]
        raise Refused(
            *(
                Issue(
                    IssueType.STRUCTURE,
                    fault["msg"],
                    ".".join([kind, *map(_write_step, fault["loc"])])[:200],
                )
                for fault in faults
            )
        ) from None
    except RecursionError:
        words = "The body is nested too deeply."
        raise Refused(Issue(IssueType.STRUCTURE, words)) from None


def _write_step(step: int | str) -> str:
    return f"item({step})" if isinstance(step, int) else step


def respond(
    resource: Json,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Send a resource, its structure checked once more."""
    model = _find_model(resource["resourceType"]).model_validate(resource)
    return HttpResponse(
        model.model_dump_json(),
        status=status,
        content_type=f"{MEDIA_TYPE}; fhirVersion=4.0",
        headers=headers,
    )


def refuse(
    issues: Sequence[Issue],
    *,
    status: HTTPStatus,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Send what is wrong."""
    return respond(build_outcome(issues), status=status, headers=headers)
