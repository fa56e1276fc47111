"""What the release says, as documents: publications, figures, numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from riskmodel.document import PML_SOURCES, TREATMENT_DEATH_SOURCES
from riskmodel.engine.harms import Law
from riskmodel.engine.profile import Option
from riskmodel.evidence.numbers import HARM_WORDS, OPTION_WORDS
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.schema import TableInfo
from riskmodel.interface import Conflict, Parameter, Passport, Release, Source

Document = dict[str, Any]


def describe_release(release: Release) -> Document:
    """Write a release's name.

    Parameters
    ----------
    release : Release

    Returns
    -------
    dict
    """
    return asdict(release)


def describe_source(source: Source) -> Document:
    """Write a publication; null where it has no DOI, PMID or address.

    Parameters
    ----------
    source : Source

    Returns
    -------
    dict
    """
    row = asdict(source)
    return row | {name: row[name] or None for name in ("doi", "pmid", "address")}


def describe_parameter(parameter: Parameter) -> Document:
    """Write a figure with where it comes from.

    Parameters
    ----------
    parameter : Parameter

    Returns
    -------
    dict
    """
    return _cite(asdict(parameter))


def describe_table(table: TableInfo) -> Document:
    """Write where a table of figures comes from.

    Parameters
    ----------
    table : TableInfo

    Returns
    -------
    dict
    """
    return _cite(asdict(table))


def describe_conflict(conflict: Conflict) -> Document:
    """Write a disagreement and what was decided.

    Parameters
    ----------
    conflict : Conflict

    Returns
    -------
    dict
    """
    sides = [{"source": side.source_id, "says": side.says} for side in conflict.sides]
    return asdict(conflict) | {"sides": sides, "about": list(conflict.about)}


def describe_passport(passport: Passport) -> Document:
    """Write where a number comes from.

    Parameters
    ----------
    passport : Passport

    Returns
    -------
    dict
    """
    return {
        "id": passport.number_id,
        "words": passport.words,
        "certainty": passport.certainty,
        "status": passport.status,
        "equations": list(passport.equations),
        "parameters": [describe_parameter(one) for one in passport.parameters],
        "tables": [describe_table(one) for one in passport.tables],
        "sources": [describe_source(one) for one in passport.studies],
        "conflicts": [describe_conflict(one) for one in passport.conflicts],
    }


def describe_option(option: Option, release: Release) -> Document:
    """Write an option and the harms that a release tells of it.

    Parameters
    ----------
    option : Option
    release : Release

    Returns
    -------
    dict
    """
    harms = []
    if option in TREATMENT_DEATH_SOURCES:
        harms.append(_harm("treatment_death", TREATMENT_DEATH_SOURCES[option]))
    if option is Option.NATALIZUMAB:
        harms.append(_harm("pml", PML_SOURCES))
    harms.extend(
        _harm(harm.id, harm.sources, estimated=harm.law is not Law.NOT_KNOWN)
        for harm in get_evidence(release.id).harms
        if harm.option is option
    )
    return {"id": option.value, "name": OPTION_WORDS[option], "harms": harms}


def _harm(id: str, sources: tuple[str, ...], *, estimated: bool = True) -> Document:
    return {
        "id": id,
        "name": HARM_WORDS[id],
        "estimated": estimated,
        "sources": list(sources),
    }


def _cite(row: Document) -> Document:
    """Name the sources as the evidence files do."""
    return {
        "sources" if name == "source_ids" else name: list(value)
        if isinstance(value, tuple)
        else value
        for name, value in row.items()
    }
