"""Where the sources disagree, what was decided and why; and which share people."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Any

from riskmodel.errors import EvidenceError

CONFLICTS_FILE = "conflicts.toml"
#: A disagreement has at least two sides.
FEWEST_SIDES = 2


class ConflictStatus(StrEnum):
    """Whether reading a paper may change the decision."""

    DECIDED = "decided"
    OPEN = "open until the paper is read"


@dataclass(frozen=True)
class Side:
    """What one source says in a disagreement.

    Parameters
    ----------
    source_id : str
        A source may stand on both sides, where it contradicts itself.
    says : str
        The figure, in words.
    """

    source_id: str
    says: str


@dataclass(frozen=True)
class Conflict:
    """A disagreement between sources, as a recorded decision.

    Parameters
    ----------
    id, question : str
    sides : tuple of Side
        Two or more.
    about : tuple of str
        Ids of the parameters, tables, targets and effects it bears on.
    decision, reason : str
    effect : str
        What the decision does to what patients are told, in words.
    status : ConflictStatus

    Raises
    ------
    EvidenceError
        When a part is missing: a disagreement without a decision, a reason or an
        effect is not recorded.
    """

    id: str
    question: str
    sides: tuple[Side, ...]
    about: tuple[str, ...]
    decision: str
    reason: str
    effect: str
    status: ConflictStatus

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name):
                raise EvidenceError(f"conflict {self.id!r}: {field.name} is empty")
        if len(self.sides) < FEWEST_SIDES:
            raise EvidenceError(f"conflict {self.id!r} has one side only")
        if len(set(self.sides)) < len(self.sides):
            raise EvidenceError(f"conflict {self.id!r}: a side is there twice")
        for side in self.sides:
            if not side.says:
                raise EvidenceError(f"conflict {self.id!r}: a side says nothing")


@dataclass(frozen=True)
class Overlap:
    """A study that shares people with others.

    Parameters
    ----------
    source_id : str
    shares_people_with : tuple of str
        Ids of sources.
    yet_fitted_with : tuple of str
        Those of them whose results of treatment are fitted together with its own all
        the same, as few people are shared.
    because : str
        Why they are.

    Raises
    ------
    EvidenceError
        When an exception has no reason, or is none.
    """

    source_id: str
    shares_people_with: tuple[str, ...]
    yet_fitted_with: tuple[str, ...] = ()
    because: str = ""

    def __post_init__(self) -> None:
        if bool(self.yet_fitted_with) is not bool(self.because):
            raise EvidenceError(f"overlap of {self.source_id}: fitted with, because?")
        if not set(self.yet_fitted_with) <= set(self.shares_people_with):
            raise EvidenceError(f"overlap of {self.source_id}: they share nobody")

    @property
    def pairs(self) -> set[frozenset[str]]:
        """Pairs of sources that share people."""
        return {frozenset((self.source_id, id)) for id in self.shares_people_with}

    @property
    def excepted(self) -> set[frozenset[str]]:
        """Pairs of them that are fitted together all the same."""
        return {frozenset((self.source_id, id)) for id in self.yet_fitted_with}


def read_conflicts(
    folder: Path,
) -> tuple[tuple[Conflict, ...], tuple[Overlap, ...]]:
    """Read the recorded disagreements and overlaps of a release.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    tuple of Conflict
    tuple of Overlap
    """
    content = tomllib.loads((folder / CONFLICTS_FILE).read_text("utf-8"))
    return (
        tuple(_conflict(row) for row in content["conflict"]),
        tuple(
            Overlap(
                row["source"],
                tuple(row["shares_people_with"]),
                tuple(row.get("yet_fitted_with", ())),
                row.get("because", ""),
            )
            for row in content["overlap"]
        ),
    )


def _conflict(row: dict[str, Any]) -> Conflict:
    sides = tuple(Side(side["source"], side["says"]) for side in row["sides"])
    return Conflict(
        **{
            **row,
            "sides": sides,
            "about": tuple(row["about"]),
            "status": ConflictStatus(row["status"]),
        }
    )


def check_counted_once(
    rows: Iterable[str], overlaps: Collection[Overlap], *, excepted: bool = False
) -> None:
    """Refuse to add up studies that share people.

    Parameters
    ----------
    rows : iterable of str
        Source of each row of a table of studies.
    overlaps : collection of Overlap
    excepted : bool
        Whether recorded exceptions are let through: deaths have none.

    Raises
    ------
    EvidenceError
    """
    sources = list(rows)
    twice = {id for id in sources if sources.count(id) > 1}
    if twice:
        raise EvidenceError(f"studies counted twice: {', '.join(sorted(twice))}")
    shared = set().union(*(overlap.pairs for overlap in overlaps))
    if excepted:
        shared = shared.difference(*(overlap.excepted for overlap in overlaps))
    for pair in combinations(sorted(sources), 2):
        if frozenset(pair) in shared:
            raise EvidenceError(f"{pair[0]} and {pair[1]} share people")
