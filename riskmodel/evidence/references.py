"""Nothing in a release is unknown, and nothing unused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from riskmodel.errors import EvidenceError
from riskmodel.evidence.parts import (
    ADDED,
    TRIED_AGAINST,
    list_used_parameters,
    list_used_tables,
)
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import UNITS, Effect, NotCompared, Target


def check_references(evidence: Evidence, *, complete: bool) -> None:
    """Refuse sources, parameters and tables that are unknown or unused.

    Parameters
    ----------
    evidence : Evidence
    complete : bool
        Whether the fitted parameters are there: without them, some names are
        not known yet and some sources not used yet.

    Raises
    ------
    EvidenceError
    """
    sources = set(evidence.sources)
    cited = _list_cited(evidence)
    _refuse("sources that are not listed", cited - sources)
    parameters = set(evidence.parameters)
    of_harms = {harm.parameter for harm in evidence.harms if harm.parameter}
    _refuse("parameters of harms not listed", of_harms - parameters)
    read = of_harms | list_used_parameters()
    _refuse("parameters that nothing uses", parameters - read)
    tables = set(evidence.tables)
    _refuse("tables that nothing uses", tables - list_used_tables() - TRIED_AGAINST)
    _refuse("tables that are not there", list_used_tables() - tables)
    published: list[Target | NotCompared | Effect] = [
        *evidence.targets,
        *evidence.aside,
        *evidence.not_compared,
        *evidence.effects,
    ]
    # releases before 2026-11.2 say none of this
    if any(one.unit for one in published):
        _refuse(
            "targets and effects without a known unit, people or certainty",
            (
                one.id
                for one in published
                if one.unit not in UNITS or not one.population or not one.certainty
            ),
        )
    if complete:
        _refuse("sources that nothing uses", sources - cited)
        older = frozenset() if ADDED & parameters else ADDED
        _refuse("parameters that are not there", read - parameters - older)
        known = parameters | tables
        known |= {one.id for one in published}
        about = set(chain.from_iterable(c.about for c in evidence.conflicts))
        _refuse("conflicts about what is not there", about - known)


def _list_cited(evidence: Evidence) -> set[str]:
    return set(
        chain.from_iterable(
            (
                *(p.source_ids for p in evidence.parameters.values()),
                *(t.source_ids for t in evidence.tables.values()),
                *(t.source_ids for t in evidence.targets),
                *(t.source_ids for t in evidence.aside),
                *(n.source_ids for n in evidence.not_compared),
                *(e.source_ids for e in evidence.effects),
                *(h.sources for h in evidence.harms),
                *((s.source_id for s in c.sides) for c in evidence.conflicts),
                *((o.source_id, *o.shares_people_with) for o in evidence.overlaps),
            )
        )
    )


def _refuse(words: str, ids: Iterable[str]) -> None:
    if listed := ", ".join(sorted(ids)):
        raise EvidenceError(f"{words}: {listed}")
