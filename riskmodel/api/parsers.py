"""Bytes to a JSON object, refusing everything that is not plainly one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from riskmodel.api.problems import ContentTooLarge
from riskmodel.errors import FieldError, InvalidProfile
from riskmodel.inputs import show_json

LONGEST_BODY_BYTES = 64 * 1024
#: A request has some twenty names; an answer that names thousands of wrong ones
#: would be much longer than what was sent.
MOST_NAMES = 100
#: A request is an object that may hold lists; a little room lets wrong fields be told
#: by name.
DEEPEST_NESTING = 5
TOO_DEEP = "The body is nested too deeply."


class StrictJsonParser(BaseParser):
    """Reads a JSON object whose names are each given once.

    Stricter than the standard library's reader: NaN and Infinity are not JSON, and of
    two values under one name neither is taken.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, object]:
        """Read the body once.

        Parameters
        ----------
        stream : file
            The request's body.
        media_type, parser_context : optional
            The framework's, unused: JSON is always UTF-8.

        Returns
        -------
        dict

        Raises
        ------
        ContentTooLarge, ParseError, InvalidProfile
        """
        body = stream.read(LONGEST_BODY_BYTES + 1)
        if len(body) > LONGEST_BODY_BYTES:
            raise ContentTooLarge
        return read_object(body)


def read_object(body: bytes) -> dict[str, object]:
    """Decode one JSON object.

    Parameters
    ----------
    body : bytes

    Returns
    -------
    dict

    Raises
    ------
    ParseError
        When this is no JSON object.
    InvalidProfile
        When a name is given twice.
    """
    try:
        found = json.loads(
            body.decode("utf-8"),
            parse_constant=_refuse_constant,
            object_pairs_hook=_read_names_once,
        )
    except UnicodeDecodeError:
        raise ParseError("The body is not UTF-8.") from None
    except RecursionError:
        raise ParseError(TOO_DEEP) from None
    except ValueError:
        # Also numbers of more digits than Python is willing to read.
        raise ParseError("The body is not JSON.") from None
    if not isinstance(found, dict):
        raise ParseError("The body is not a JSON object.")
    if len(found) > MOST_NAMES:
        raise ParseError(f"The object has more than {MOST_NAMES} names.")
    if _is_nested_deeper(found, DEEPEST_NESTING):
        raise ParseError(TOO_DEEP)
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ParseError(f"{name} is not JSON.")


def _read_names_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    times = Counter(name for name, _ in pairs)
    twice = [name for name, count in times.items() if count > 1]
    if twice:
        raise InvalidProfile(
            tuple(
                FieldError(
                    name[:60],
                    show_json([value for other, value in pairs if other == name]),
                    "given once",
                )
                for name in twice[:MOST_NAMES]
            )
        )
    return dict(pairs)


def _is_nested_deeper(value: object, levels: int) -> bool:
    """Tell whether a value nests deeper, without recursion of our own."""
    inside = [value]
    while levels >= 0 and inside:
        inside = [
            item
            for box in inside
            if isinstance(box, dict | list)
            for item in (box.values() if isinstance(box, dict) else box)
        ]
        levels -= 1
    return bool(inside)
