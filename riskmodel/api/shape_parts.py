"""Building blocks of the documents' shapes, in JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

Shape = dict[str, Any]


def refer(name: str) -> Shape:
    """Refer to a shape by its name.

    Parameters
    ----------
    name : str

    Returns
    -------
    dict
    """
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(shape: Shape) -> Shape:
    """Make a shape that may be null as well.

    Parameters
    ----------
    shape : dict

    Returns
    -------
    dict
    """
    return {"oneOf": [shape, {"type": "null"}]}


def list_of(shape: Shape) -> Shape:
    """Make the shape of a list.

    Parameters
    ----------
    shape : dict
        Of each item.

    Returns
    -------
    dict
    """
    return {"type": "array", "items": shape}


def words_of(members: Iterable[Enum]) -> Shape:
    """Make the shape of one of a few words.

    Parameters
    ----------
    members : iterable of Enum

    Returns
    -------
    dict
    """
    return {"type": "string", "enum": [member.value for member in members]}


def make_object(properties: Shape, *, optional: Iterable[str] = ()) -> Shape:
    """Make the shape of an object that has these names and no others.

    Parameters
    ----------
    properties : dict
    optional : iterable of str

    Returns
    -------
    dict
    """
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in set(optional)],
        "additionalProperties": False,
    }


def by_year(shape: Shape) -> Shape:
    """Make the shape of a table by whole years.

    Parameters
    ----------
    shape : dict
        Of each year.

    Returns
    -------
    dict
    """
    return {
        "type": "object",
        "description": "By horizon in whole years.",
        "patternProperties": {r"^\d{1,2}$": shape},
        "additionalProperties": False,
    }


TEXT: Shape = {"type": "string"}
TEXTS = list_of(TEXT)
NUMBER: Shape = {"type": "number"}
