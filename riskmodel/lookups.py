"""What a release says: its name, publications, figures, disagreements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import cleandoc
from typing import Any, TypeVar

from riskmodel.document import Document
from riskmodel.engine.profile import Option, PatientProfile
from riskmodel.era_curve import describe_study
from riskmodel.evidence.conflicts import Conflict
from riskmodel.evidence.passports import Passport, make_passport
from riskmodel.evidence.registry import find_releases, get_evidence
from riskmodel.evidence.release import Release
from riskmodel.evidence.schema import Effect, Parameter, Source, TableInfo
from riskmodel.evidence.seals import check_seals
from riskmodel.evidence.studies import read_transplant_deaths
from riskmodel.evidence.studies_like import StudiesLike, find_studies, get_follow_up

_Function = TypeVar("_Function", bound=Callable[..., Any])


def of_a_release(function: _Function) -> _Function:
    """Tell in a function's documentation what its ``release`` is.

    Parameters
    ----------
    function : callable
        With the keyword ``release``, and a section on what it returns.

    Returns
    -------
    callable
        The same.
    """
    taken, _, given = cleandoc(function.__doc__ or "").partition("\n\nReturns\n")
    if "Parameters\n---" not in taken:
        taken += "\n\nParameters\n----------"
    if "Raises\n---" not in given:
        given += "\n\nRaises\n------"
    function.__doc__ = f"""{taken}
release : str or None
    Id of an evidence release; None for the newest.

Returns
{given}
EvidenceError
    When there is no such release, or it cannot be loaded.
"""
    return function


@of_a_release
def studies_like(
    profile: PatientProfile, *, release: str | None = None
) -> Mapping[Option, StudiesLike]:
    """Find the studies of each option that took people like one person.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    mapping of Option to StudiesLike
    """
    return find_studies(profile, publications=get_evidence(release).sources)


def follow_up_years() -> Mapping[str, float]:
    """Tell how long the people of each publication were followed.

    Returns
    -------
    mapping of str to float
        By the publication's id, in years; those of which it was not seen are missing.
    """
    return get_follow_up()


@of_a_release
def evidence_release(*, release: str | None = None) -> Release:
    """Name an evidence release.

    Returns
    -------
    Release
    """
    return get_evidence(release).release


def releases() -> tuple[Release, ...]:
    """List every evidence release that can be used, the newest first.

    Returns
    -------
    tuple of Release

    Raises
    ------
    EvidenceError
        When one cannot be loaded.
    """
    _, *older = find_releases()
    return (evidence_release(), *(get_evidence(id).release for id in older))


def check_releases() -> None:
    """Refuse releases that are not what they were when they were made.

    Raises
    ------
    EvidenceError
        When a digest differs, or a release cannot be loaded.
    """
    check_seals()
    releases()


@of_a_release
def sources(*, release: str | None = None) -> tuple[Source, ...]:
    """List the publications of the release.

    Returns
    -------
    tuple of Source
    """
    return tuple(get_evidence(release).sources.values())


@of_a_release
def parameters(*, release: str | None = None) -> tuple[Parameter, ...]:
    """List every parameter of the release, written and fitted.

    Returns
    -------
    tuple of Parameter
    """
    return tuple(get_evidence(release).parameters.values())


@of_a_release
def tables(*, release: str | None = None) -> tuple[TableInfo, ...]:
    """List the tables of figures of the release.

    Returns
    -------
    tuple of TableInfo
    """
    return tuple(get_evidence(release).tables.values())


@of_a_release
def effects(*, release: str | None = None) -> tuple[Effect, ...]:
    """List the studies that the effects on lasting worsening are fitted to.

    Returns
    -------
    tuple of Effect
    """
    return get_evidence(release).effects


@of_a_release
def transplant_studies(*, release: str | None = None) -> tuple[Document, ...]:
    """List the studies that deaths of the transplant are fitted to.

    Returns
    -------
    tuple of dict
        As ``studies`` of ``era_curve``.
    """
    folders = find_releases()
    studies = read_transplant_deaths(folders[release or next(iter(folders))])
    return tuple(describe_study(study) for study in studies)


@of_a_release
def conflicts(*, release: str | None = None) -> tuple[Conflict, ...]:
    """List where the sources disagree, with what was decided and why.

    Returns
    -------
    tuple of Conflict
    """
    return get_evidence(release).conflicts


@of_a_release
def explain(number_id: str, *, release: str | None = None) -> Passport:
    """Tell where a shown number comes from.

    Parameters
    ----------
    number_id : str
        As in ``data-number``: ``ahsct.5.worse.mean``,
        ``natalizumab.5.harms.pml.mean``, ``no_dmt.5.edss_at_least_6.mean``,
        ``ahsct.5.edss_distribution.3.mean``, ``transplant_mortality.mean`` or
        ``break_even.natalizumab.5.dead_or_worse.mean``.

    Returns
    -------
    Passport
        Of the number for any person, not for one.

    Raises
    ------
    UnknownNumber
        When there is no such number.
    """
    return make_passport(get_evidence(release), number_id)
