"""What the evidence files may say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from riskmodel.engine.parameters import Distribution, Estimate
from riskmodel.engine.profile import Option
from riskmodel.errors import EvidenceError


class CheckStatus(StrEnum):
    """How far a figure was checked; software never upgrades it."""

    SEEN = "seen in the source"
    SECONDARY = "seen on a secondary page"
    NEEDS_CHECKING = "needs checking against the paper"
    JUDGEMENT = "judgement"
    DERIVED = "derived"


class Certainty(StrEnum):
    """Certainty of the evidence, in the words of GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"


#: Units in use, and the factor to the engine's own scale.
UNITS = {
    "EDSS": 1.0,
    "calendar year": 1.0,
    "excess hazard ratio": 1.0,
    "factor": 1.0,
    "hazard ratio": 1.0,
    "log odds": 1.0,
    "log odds per EDSS point": 1.0,
    "log odds per year": 1.0,
    "odds ratio": 1.0,
    "per 1,000": 1e-3,
    "per 1,000 per year": 1e-3,
    "per year": 1.0,
    "probability": 1.0,
    "rate ratio": 1.0,
    "ratio": 1.0,
    "relapses per person-year": 1.0,
    "relative change per 5 years": 1.0,
    "shape of a gamma distribution": 1.0,
    "standard deviation of a logarithm": 1.0,
    "standard deviation of log odds": 1.0,
    "years": 1.0,
}


@dataclass(frozen=True)
class Source:
    """A publication.

    Parameters
    ----------
    id, citation : str
    year : int
    population : str
    status : CheckStatus
        What was seen of it.
    doi, pmid : str
        Empty where they are not known.
    address : str
        Where it was seen; empty where DOI or PMID lead to it, or where it was
        only told of.
    """

    id: str
    citation: str
    year: int
    population: str
    status: CheckStatus
    doi: str = ""
    pmid: str = ""
    address: str = ""


@dataclass(frozen=True)
class Parameter:
    """A figure with where it comes from.

    Parameters
    ----------
    id, label : str
    value, low, high : float
        Point value and 95 % interval, in ``unit``; equal when fixed.
    distribution : Distribution
    unit : str
        A key of ``UNITS``.
    population : str
    source_ids : tuple of str
    certainty : Certainty
    status : CheckStatus
    note : str

    Raises
    ------
    EvidenceError
        When the figure contradicts itself.
    """

    id: str
    label: str
    value: float
    low: float
    high: float
    distribution: Distribution
    unit: str
    population: str
    source_ids: tuple[str, ...]
    certainty: Certainty
    status: CheckStatus
    note: str = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise EvidenceError(f"{self.id}: unit {self.unit!r} is not a known unit")
        if not self.low <= self.value <= self.high:
            raise EvidenceError(f"{self.id}: the value is outside its interval")
        fixed = self.distribution is Distribution.FIXED
        if fixed != (self.low == self.high):
            raise EvidenceError(f"{self.id}: an interval, or fixed, not both")
        if self.distribution is Distribution.LOGNORMAL and self.low <= 0:
            raise EvidenceError(f"{self.id}: a lognormal interval is above 0")
        if not self.source_ids and self.status is not CheckStatus.JUDGEMENT:
            raise EvidenceError(f"{self.id}: a figure without source is a judgement")

    def to_estimate(self) -> Estimate:
        """Give the engine the figure on its own scale.

        Returns
        -------
        Estimate
        """
        scale = UNITS[self.unit]
        return Estimate(
            id=self.id,
            value=self.value * scale,
            low=self.low * scale,
            high=self.high * scale,
            distribution=self.distribution,
        )


@dataclass(frozen=True)
class TableInfo:
    """Where a table of figures comes from.

    Parameters
    ----------
    id, label, unit : str
    source_ids : tuple of str
    certainty : Certainty
    status : CheckStatus
    note : str
    """

    id: str
    label: str
    unit: str
    source_ids: tuple[str, ...]
    certainty: Certainty
    status: CheckStatus
    note: str = ""


@dataclass(frozen=True)
class Target:
    """A published result that the model is fitted to or held against.

    Parameters
    ----------
    id, label : str
    kind : str
        ``reach_share``, ``reach_median``, ``move_median``, ``worse_share`` or
        ``years_lost``; of those held aside also ``yearly_change``,
        ``death_ratio``, ``death_ratio_of_courses``, ``death_age_women`` or
        ``death_age_men``.
    course : str
    value : float
        Published value.
    sampling_sd : float
        Its standard error from the number of people; 0 when it is held aside.
    low, high : float
        Range the model's mean must be in; both 0 where none is stated.
    years : float
        Horizon, for shares.
    from_band, to_band : int
        EDSS bands, for moves.
    after_years : float
        Years since onset at the start.
    mix : tuple of float
        Share of people in each starting band.
    active : bool
        Whether the people had relapses in the year before.
    treated_before : bool
        Whether they had drugs before, which are not known one by one.
    era : float
        Share of the way, on the log scale, from the registries' era to today.
    referral : bool
        Whether the people came to a hospital that was referred the worse courses.
    source_ids : tuple of str
    status : CheckStatus
    unit, population : str
        Of the published value; empty in releases before 2026-11.2.
    certainty : Certainty or None
        None in releases before 2026-11.2.
    note : str
    """

    id: str
    label: str
    kind: str
    course: str
    value: float
    sampling_sd: float
    source_ids: tuple[str, ...]
    status: CheckStatus
    low: float = 0.0
    high: float = 0.0
    years: float = 0.0
    from_band: int = 0
    to_band: int = 0
    after_years: float = 0.0
    mix: tuple[float, ...] = ()
    active: bool = False
    treated_before: bool = False
    era: float = 0.0
    referral: bool = False
    unit: str = ""
    population: str = ""
    certainty: Certainty | None = None
    note: str = ""


@dataclass(frozen=True)
class NotCompared:
    """A published result that the model says nothing of.

    Parameters
    ----------
    id, label, published, unit, population : str
        What was published, in words.
    source_ids : tuple of str
    certainty : Certainty
    status : CheckStatus
    reason : str
        Why the model has nothing to hold against it.
    """

    id: str
    label: str
    published: str
    unit: str
    population: str
    source_ids: tuple[str, ...]
    certainty: Certainty
    status: CheckStatus
    reason: str


@dataclass(frozen=True)
class Effect:
    """One study of what an option does to lasting worsening in relapsing MS.

    Parameters
    ----------
    id, label : str
    kind : str
        ``comparison`` (a hazard ratio against another option) or ``cohort`` (the
        share worse by some years, held against the untreated model).
    option : Option
    source_ids : tuple of str
    status : CheckStatus
    against : Option or None
        Comparator of a comparison.
    value, low, high : float
        Hazard ratio of a comparison and its 95 % interval.
    worse : tuple of (float, float)
        Years and share worse by then, for a cohort.
    sd_log : float
        Standard error of a cohort's log hazard.
    bias : tuple of float
        Mean and standard deviation of a cohort's bias on the log hazard ratio.
    mix, after_years, active, treated_before, era
        As in ``Target``.
    randomised : bool
        Of a comparison: whether chance alone decided who had what.
    unit, population : str
        Of the published value; empty in releases before 2026-11.2.
    certainty : Certainty or None
        None in releases before 2026-11.2.
    note : str
    """

    id: str
    label: str
    kind: str
    option: Option
    source_ids: tuple[str, ...]
    status: CheckStatus
    against: Option | None = None
    value: float = 1.0
    low: float = 1.0
    high: float = 1.0
    worse: tuple[tuple[float, float], ...] = ()
    sd_log: float = 0.0
    bias: tuple[float, ...] = (0.0, 0.0)
    mix: tuple[float, ...] = ()
    after_years: float = 0.0
    active: bool = False
    treated_before: bool = False
    era: float = 0.0
    randomised: bool = False
    unit: str = ""
    population: str = ""
    certainty: Certainty | None = None
    note: str = ""
