"""The public face of the model: everything other packages may use.

``compare`` is the heart of it: a request in, the Comparison document out.
"""

from __future__ import annotations

from collections.abc import Iterable

from riskmodel.document import (
    Document,
    build_break_even,
    build_document,
    build_head,
    build_outcomes,
    encode,
)
from riskmodel.engine import comparison
from riskmodel.engine.profile import (
    EDSS_STEPS,
    LONGEST_HORIZON_YEARS,
    POSITIVE_JCV_INDEX,
    UNKNOWN,
    Answer,
    Centre,
    Children,
    ComparisonRequest,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    Option,
    PatientProfile,
    Scenario,
    Sex,
    Unknown,
    is_whole,
)
from riskmodel.era_curve import build_era_curve, find_exact_interval
from riskmodel.errors import (
    EvidenceError,
    FieldError,
    InvalidProfile,
    NumericalError,
    RiskModelError,
    UnknownNumber,
)
from riskmodel.evidence.conflicts import Conflict, ConflictStatus, Side
from riskmodel.evidence.passports import Passport
from riskmodel.evidence.registry import (
    find_releases,
    fit_is_current,
    get_evidence,
)
from riskmodel.evidence.release import Release
from riskmodel.evidence.schema import Effect, Parameter, Source, TableInfo
from riskmodel.evidence.studies import read_transplant_deaths
from riskmodel.evidence.studies_like import StudiesLike
from riskmodel.fields import FIELDS, REQUIRED
from riskmodel.inputs import profile_document, read_json, read_text
from riskmodel.lookups import (
    check_releases,
    conflicts,
    effects,
    evidence_release,
    explain,
    follow_up_years,
    of_a_release,
    parameters,
    releases,
    sources,
    studies_like,
    tables,
    transplant_studies,
)
from riskmodel.pml_table import build_pml_table
from riskmodel.sensitivity.document import build_sensitivity

__all__ = [
    "EDSS_STEPS",
    "FIELDS",
    "POSITIVE_JCV_INDEX",
    "REQUIRED",
    "UNKNOWN",
    "Answer",
    "Centre",
    "Children",
    "ComparisonRequest",
    "Conditioning",
    "Conflict",
    "ConflictStatus",
    "Course",
    "Document",
    "Drug",
    "DrugYears",
    "Effect",
    "EvidenceError",
    "FieldError",
    "InvalidProfile",
    "JcvStatus",
    "NumericalError",
    "Option",
    "Parameter",
    "Passport",
    "PatientProfile",
    "Release",
    "RiskModelError",
    "Scenario",
    "Sex",
    "Side",
    "Source",
    "StudiesLike",
    "TableInfo",
    "Unknown",
    "UnknownNumber",
    "break_even",
    "check_releases",
    "compare",
    "compare_many",
    "compare_outcomes",
    "conflicts",
    "effects",
    "encode",
    "era_curve",
    "evidence_release",
    "explain",
    "find_exact_interval",
    "fit_is_current",
    "follow_up_years",
    "parameters",
    "pml_table",
    "profile_document",
    "read_json",
    "read_text",
    "releases",
    "sensitivity",
    "sources",
    "studies_like",
    "tables",
    "transplant_studies",
]


@of_a_release
def compare(request: ComparisonRequest, *, release: str | None = None) -> Document:
    """Compare the options for one person.

    Parameters
    ----------
    request : ComparisonRequest
        From ``read_text``, ``read_json`` or made directly.

    Returns
    -------
    dict
        The Comparison document: probabilities in 0 to 1, unrounded, each with
        mean, median, 50 % and 95 % interval. The mean is the point shown.

    Raises
    ------
    NumericalError
        When a computed probability is not a probability.
    """
    evidence = get_evidence(release)
    result = comparison.compare(
        evidence.inputs,
        request,
        limits=evidence.limits,
        harms=evidence.harms,
    )
    return build_document(result, release=evidence.release, harms=evidence.harms)


@of_a_release
def compare_many(
    requests: Iterable[ComparisonRequest], *, release: str | None = None
) -> list[Document]:
    """Compare the options for many people at once.

    What people share is computed once; each document is the same, to the byte, as
    that of ``compare``.

    Parameters
    ----------
    requests : iterable of ComparisonRequest

    Returns
    -------
    list of dict
        Comparison documents, in the order of the requests.

    Raises
    ------
    NumericalError
        When a computed probability is not a probability.
    """
    evidence = get_evidence(release)
    results = comparison.compare_many(
        evidence.inputs,
        requests,
        limits=evidence.limits,
        harms=evidence.harms,
    )
    return [
        build_document(result, release=evidence.release, harms=evidence.harms)
        for result in results
    ]


@of_a_release
def compare_outcomes(
    requests: Iterable[ComparisonRequest], *, release: str | None = None
) -> list[Document]:
    """Compare the options for a cohort: outcomes only, without harms or break-even.

    Parameters
    ----------
    requests : iterable of ComparisonRequest

    Returns
    -------
    list of dict
        In the order of the requests: ``options``, of each its ``status`` and
        ``horizons``, and ``transplant_mortality``, as in the Comparison document.

    Raises
    ------
    NumericalError
        When a computed probability is not a probability.
    """
    evidence = get_evidence(release)
    results = comparison.compare_many(
        evidence.inputs, requests, limits=evidence.limits, harms=()
    )
    return [build_outcomes(result) for result in results]


@of_a_release
def break_even(request: ComparisonRequest, *, release: str | None = None) -> Document:
    """Find the transplant mortality at which it ties with each other option.

    Parameters
    ----------
    request : ComparisonRequest
        Its horizons are those told.

    Returns
    -------
    dict
        ``release``, ``profile``, ``scenario``, ``draws`` and ``seed``;
        ``break_even``, as in the Comparison document, by option, outcome and year;
        and this person's ``transplant_mortality``.

    Raises
    ------
    NumericalError
        When a computed probability is not a probability.
    """
    evidence = get_evidence(release)
    result = comparison.compare(
        evidence.inputs, request, limits=evidence.limits, harms=()
    )
    return {
        **build_head(request, release=evidence.release),
        **build_break_even(result),
    }


@of_a_release
def era_curve(request: ComparisonRequest, *, release: str | None = None) -> Document:
    """Follow transplant mortality from 1995 to today for a person like this.

    Parameters
    ----------
    request : ComparisonRequest
        EDSS, conditioning, centre, scenario, draws and seed are used.

    Returns
    -------
    dict
        ``release``, ``profile``, ``scenario``, ``draws`` and ``seed``; ``years``,
        the mortality by year with its intervals; ``held_from_year``, from which no
        further fall is assumed; and ``studies``, each with its deaths, transplants
        and exact (Clopper-Pearson) 95 % interval.
    """
    evidence = get_evidence(release)
    studies = read_transplant_deaths(find_releases()[evidence.release.id])
    return build_era_curve(evidence, request, studies=studies)


@of_a_release
def sensitivity(
    request: ComparisonRequest, *, years: int = 5, release: str | None = None
) -> Document:
    """See which uncertain parameters "worse or dead" hangs on for one person.

    Dead is dead of anything. One way: each parameter at the lower and upper end of
    its 95 % interval, all others as drawn; the change of each option's mean, and of
    the transplant's less each other option's, on the same draws. Value of
    information: the probability of being dead or worse that would be avoided by an
    option chosen in the knowledge of the parameter's true value; by regression on
    the draws, with a jackknife standard error, and beside it what the same method
    finds in parameters that mean nothing.

    Parameters
    ----------
    request : ComparisonRequest
        Its horizons are not used.
    years : int
        The horizon looked at, 1 to 15.

    Returns
    -------
    dict
        ``release``, ``profile``, ``scenario``, ``draws``, ``seed``, ``years``,
        ``outcome``; ``measures``, each with its figures: an option's id, or
        ``ahsct_minus_`` and the other's, without options that cannot be estimated;
        ``one_way`` and ``value_of_information`` (None with one option only), how
        they were found; ``parameters``, widest first: ``id``, ``label``, ``unit``,
        ``lower`` and ``upper`` in that unit, ``status``, ``certainty``, ``sources``,
        ``effects`` by measure (``rank``, ``at_lower`` and ``at_upper``, each a
        ``change`` with its ``standard_error``) and ``value_of_information``
        (``value``, ``standard_error``); ``without_effect``, the ids of the rest.

    Raises
    ------
    InvalidProfile
        When ``years`` is not a whole number in its range.
    NumericalError
        When a computed probability is not a probability.
    """
    if not is_whole(years, 1, LONGEST_HORIZON_YEARS):
        allowed = f"a whole number from 1 to {LONGEST_HORIZON_YEARS}"
        raise InvalidProfile((FieldError("years", str(years), allowed),))
    return build_sensitivity(get_evidence(release), request, years=years)


@of_a_release
def pml_table(request: ComparisonRequest, *, release: str | None = None) -> Document:
    """Tabulate PML on natalizumab by antibodies, index and years on the drug.

    Parameters
    ----------
    request : ComparisonRequest
        Draws and seed are used, and the profile for its own row.

    Returns
    -------
    dict
        ``release``, ``profile``, ``scenario``, ``draws`` and ``seed``; ``strata``, each
        with the share who have had PML by each year on the drug from its start, among
        people who stay on it; and ``own``, the one with the person's own numbers. Where
        no stratum has them, it is one more, ``own``, by year from today.
    """
    return build_pml_table(get_evidence(release), request)
