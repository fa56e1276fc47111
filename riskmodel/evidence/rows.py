"""Rows of the evidence files to the schema's types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np

from riskmodel.engine.harms import Harm, Law
from riskmodel.engine.parameters import Distribution, Posterior
from riskmodel.engine.profile import Option
from riskmodel.errors import EvidenceError
from riskmodel.evidence.conflicts import Conflict
from riskmodel.evidence.schema import (
    Certainty,
    CheckStatus,
    Effect,
    Parameter,
    Source,
    TableInfo,
)

#: A row as its file holds it.
Written = dict[str, Any]
_Row = TypeVar("_Row", Source, Parameter, TableInfo, Conflict)


def read_enums(row: Written) -> Written:
    """Turn the words and lists of a row into the schema's types."""
    row = dict(row)
    if "sources" in row:
        row["source_ids"] = tuple(row.pop("sources"))
    row["status"] = CheckStatus(row["status"])
    if "certainty" in row:
        row["certainty"] = Certainty(row["certainty"])
    if "mix" in row:
        row["mix"] = tuple(row["mix"])
    return row


def read_parameter(row: Written) -> Parameter:
    """Read a figure; one without an interval is fixed."""
    row = read_enums(row)
    low, high = row.pop("interval", (row["value"], row["value"]))
    row["distribution"] = Distribution(row["distribution"])
    return Parameter(low=low, high=high, **row)


def read_effect(row: Written) -> Effect:
    """Read what one study found of an option's effect."""
    row = read_enums(row)
    low, high = row.pop("interval", (1.0, 1.0))
    row["option"] = Option(row["option"])
    if "against" in row:
        row["against"] = Option(row["against"])
    row["worse"] = tuple((years, share) for years, share in row.get("worse", ()))
    row["bias"] = tuple(row.get("bias", (0.0, 0.0)))
    return Effect(low=low, high=high, **row)


def read_harm(row: Written) -> Harm:
    """Read a harm of an option."""
    typed = {
        "option": Option(row["option"]),
        "law": Law(row["law"]),
        "sources": tuple(row["sources"]),
    }
    return Harm(**{**row, **typed})


def list_fitted(
    described: list[dict[str, Any]], posterior: Posterior
) -> list[Parameter]:
    """List the fitted parameters with their means and intervals.

    Parameters
    ----------
    described : list of dict
        What the build wrote of each, in the order of the draws.
    posterior : Posterior

    Returns
    -------
    list of Parameter
    """
    means = posterior.draws.mean(axis=0)
    low, high = np.quantile(posterior.draws, [0.025, 0.975], axis=0)
    return [
        Parameter(
            id=one["id"],
            label=one["label"],
            value=float(means[axis]),
            low=float(low[axis]),
            high=float(high[axis]),
            distribution=Distribution.POSTERIOR,
            unit=one["unit"],
            population=one["population"],
            source_ids=tuple(one["sources"]),
            certainty=Certainty(one["certainty"]),
            status=CheckStatus.DERIVED,
            note=one["note"],
        )
        for axis, one in enumerate(described)
    ]


def by_id(rows: Iterable[_Row]) -> dict[str, _Row]:
    """List rows by their ids.

    Parameters
    ----------
    rows : iterable

    Returns
    -------
    dict of str to row

    Raises
    ------
    EvidenceError
        When an id is there twice.
    """
    found: dict[str, _Row] = {}
    for row in rows:
        if row.id in found:
            raise EvidenceError(f"{row.id} is there twice")
        found[row.id] = row
    return found
