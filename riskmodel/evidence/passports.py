"""The passport of a shown number: what it is and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from riskmodel.evidence.conflicts import Conflict
from riskmodel.evidence.numbers import read_number
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import (
    Certainty,
    CheckStatus,
    Parameter,
    Source,
    TableInfo,
)

_Id = TypeVar("_Id", str, int)

#: From the least to the most certain.
CERTAINTIES = (Certainty.VERY_LOW, Certainty.LOW, Certainty.MODERATE, Certainty.HIGH)
#: From the furthest from clinical use to the nearest: a figure that still needs
#: checking may be wrong, a judgement says of itself that it is ours.
STATUSES = (
    CheckStatus.NEEDS_CHECKING,
    CheckStatus.SECONDARY,
    CheckStatus.JUDGEMENT,
    CheckStatus.DERIVED,
    CheckStatus.SEEN,
)


@dataclass(frozen=True)
class Passport:
    """Where a number comes from, for any person it may be told to.

    Parameters
    ----------
    number_id : str
    words : str
        What the number is.
    parameters : tuple of Parameter
        Every one that moves the number for some person or scenario; what is
        particular to the number first, the untreated course after.
    tables : tuple of TableInfo
    studies : tuple of Source
        Sources of all of them.
    conflicts : tuple of Conflict
        Disagreements that bear on a parameter or table of the number.
    certainty : Certainty
        The lowest of them.
    status : CheckStatus
        The worst of them: see ``STATUSES``.
    equations : tuple of int
        Numbers of the equations in docs/model.md.
    """

    number_id: str
    words: str
    parameters: tuple[Parameter, ...]
    tables: tuple[TableInfo, ...]
    studies: tuple[Source, ...]
    conflicts: tuple[Conflict, ...]
    certainty: Certainty
    status: CheckStatus
    equations: tuple[int, ...]


def make_passport(evidence: Evidence, number_id: str) -> Passport:
    """Make the passport of a number.

    Parameters
    ----------
    evidence : Evidence
    number_id : str
        See ``riskmodel.evidence.numbers.read_number``.

    Returns
    -------
    Passport

    Raises
    ------
    UnknownNumber
        When there is no such number.
    """
    meaning = read_number(number_id, evidence.harms)
    parameters = tuple(
        evidence.parameters[id]
        for id in _once(id for part in meaning.parts for id in part.parameters)
        if id in evidence.parameters
    )
    tables = tuple(
        evidence.tables[id]
        for id in _once(id for part in meaning.parts for id in part.tables)
    )
    rests_on: tuple[Parameter | TableInfo, ...] = (*parameters, *tables)
    ids = {one.id for one in rests_on}
    studies = _once(
        (*meaning.source_ids, *(id for one in rests_on for id in one.source_ids))
    )
    return Passport(
        number_id=number_id,
        words=meaning.words,
        parameters=parameters,
        tables=tables,
        studies=tuple(evidence.sources[id] for id in studies),
        conflicts=tuple(c for c in evidence.conflicts if ids.intersection(c.about)),
        # deaths of the treatment without a treatment rest on nothing: they are none
        certainty=min(
            (one.certainty for one in rests_on),
            key=CERTAINTIES.index,
            default=Certainty.HIGH,
        ),
        status=min(
            (one.status for one in rests_on),
            key=STATUSES.index,
            default=CheckStatus.DERIVED,
        ),
        equations=tuple(
            sorted({number for part in meaning.parts for number in part.equations})
        ),
    )


def _once(ids: Iterable[_Id]) -> tuple[_Id, ...]:
    return tuple(dict.fromkeys(ids))
