"""Who the person is and what is compared, checked when made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from itertools import pairwise

from riskmodel.errors import FieldError, InvalidProfile

#: The steps of Kurtzke's Expanded Disability Status Scale; 0.5 is not on it and
#: 10 is death.
EDSS_STEPS: tuple[float, ...] = (0.0, *(half / 2 for half in range(2, 20)))

AGE_RANGE_YEARS = (18, 85)
RELAPSES_RANGE = (0, 20)
#: Above it the second-generation ELISA (STRATIFY JCV DxSelect) reports antibodies.
POSITIVE_JCV_INDEX = 0.4
JCV_INDEX_RANGE = (0, 10)
ON_NATALIZUMAB_RANGE_YEARS = (0, 20)
#: First symptoms before this age are another disease course (paediatric MS).
YOUNGEST_ONSET_YEARS = 10
LONGEST_HORIZON_YEARS = 15
#: Beyond this a horizon is marked as extrapolation.
PATIENT_HORIZON_YEARS = 10
DRAWS_RANGE = (100, 20_000)
SEED_RANGE = (0, 2**32 - 1)


class Unknown(Enum):
    """A person's "I don't know", which is an answer and never a number."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN


class Course(StrEnum):
    """Course of the disease, by the classical names."""

    RRMS = "rrms"
    SPMS = "spms"
    PPMS = "ppms"


class Sex(StrEnum):
    """Sex, as far as life tables and studies know it."""

    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """A question that can be answered by yes or no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class JcvStatus(StrEnum):
    """Antibodies against the JC virus, which causes PML."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Centre(StrEnum):
    """How used the transplant centre is to transplanting people with MS."""

    EXPERIENCED = "experienced"
    TYPICAL = "typical"
    NEW = "new"
    UNKNOWN = "unknown"


class Conditioning(StrEnum):
    """Chemotherapy before the transplant."""

    BEAM_ATG = "beam_atg"
    CY_ATG = "cy_atg"
    HIGH = "high"
    UNKNOWN = "unknown"


class Children(StrEnum):
    """Whether the person plans to have children."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"
    UNKNOWN = "unknown"


class Drug(StrEnum):
    """Disease-modifying drugs a person may have had."""

    INTERFERON = "interferon"
    GLATIRAMER = "glatiramer"
    TERIFLUNOMIDE = "teriflunomide"
    DIMETHYL_FUMARATE = "dimethyl_fumarate"
    FINGOLIMOD = "fingolimod"
    CLADRIBINE = "cladribine"
    OCRELIZUMAB = "ocrelizumab"
    NATALIZUMAB = "natalizumab"
    ALEMTUZUMAB = "alemtuzumab"
    OTHER = "other"


class Scenario(StrEnum):
    """Named assumptions; nothing but the default is ever applied unasked."""

    DEFAULT = "default"
    COMPARATIVE_ONLY = "comparative_only"
    COHORT_ONLY = "cohort_only"
    NATALIZUMAB_6WEEKLY = "natalizumab_6weekly"
    NATALIZUMAB_STOP_24M = "natalizumab_stop_24m"
    STOP_NATALIZUMAB = "stop_natalizumab"
    WANING = "waning"
    SEED_ERA = "seed_era"


class Option(StrEnum):
    """What a person can choose, in the fixed order of the document."""

    NO_DMT = "no_dmt"
    NATALIZUMAB = "natalizumab"
    ALEMTUZUMAB = "alemtuzumab"
    AHSCT = "ahsct"


@dataclass(frozen=True)
class DrugYears:
    """A drug a person has had, and for how many years."""

    drug: Drug
    years: float


@dataclass(frozen=True)
class PatientProfile:
    """A person's answers; one that exists is valid.

    Parameters
    ----------
    course : Course
        Relapsing-remitting, secondary or primary progressive.
    edss_low, edss_high : float
        EDSS, as a range of steps that the model averages over; equal when the
        step is known. On the Kurtzke scale, 0 to 9.5.
    duration_years : float
        Years since first symptoms, 0 to age - 10.
    age_years : float
        18 to 85.
    sex : Sex
    relapses_1y, relapses_2y : int or Unknown
        Relapses in the last year and in the last two years, 0 to 20.
    new_mri : Answer
        New or enlarging lesions on the last MRI.
    treatments : tuple of DrugYears, or Unknown
        Disease-modifying drugs so far; empty when there were none.
    jcv : JcvStatus
    jcv_index : float or Unknown
        Antibody index, 0 to 10; above .4 it is a positive test, whatever ``jcv``
        says, and else it has a meaning for ``positive`` only.
    prior_immunosuppression : Answer
        Immunosuppressants before natalizumab (azathioprine, mitoxantrone ...).
    years_on_natalizumab : float
        Years on natalizumab now, 0 when not on it.
    centre : Centre
    conditioning : Conditioning
    children : Children

    Raises
    ------
    InvalidProfile
        With every contradiction between two fields.
    """

    course: Course
    edss_low: float
    edss_high: float
    duration_years: float
    age_years: float
    sex: Sex = Sex.UNKNOWN
    relapses_1y: int | Unknown = UNKNOWN
    relapses_2y: int | Unknown = UNKNOWN
    new_mri: Answer = Answer.UNKNOWN
    treatments: tuple[DrugYears, ...] | Unknown = UNKNOWN
    jcv: JcvStatus = JcvStatus.UNKNOWN
    jcv_index: float | Unknown = UNKNOWN
    prior_immunosuppression: Answer = Answer.UNKNOWN
    years_on_natalizumab: float = 0.0
    centre: Centre = Centre.UNKNOWN
    conditioning: Conditioning = Conditioning.UNKNOWN
    children: Children = Children.UNKNOWN

    def __post_init__(self) -> None:
        errors = [*self._range_errors(), *self._contradictions()]
        if errors:
            raise InvalidProfile(tuple(errors))

    def _range_errors(self) -> list[FieldError]:
        """Ranges of single fields, for callers that do not come by parsing."""
        errors = []
        on_natalizumab = self.years_on_natalizumab
        for name, value, (low, high), unit in (
            ("age", self.age_years, AGE_RANGE_YEARS, " years"),
            ("relapses_1y", self.relapses_1y, RELAPSES_RANGE, ""),
            ("relapses_2y", self.relapses_2y, RELAPSES_RANGE, ""),
            ("jcv_index", self.jcv_index, JCV_INDEX_RANGE, ""),
            (
                "years_on_natalizumab",
                on_natalizumab,
                ON_NATALIZUMAB_RANGE_YEARS,
                " years",
            ),
        ):
            if not isinstance(value, Unknown) and not low <= value <= high:
                allowed = f"{low} to {high}{unit}"
                errors.append(FieldError(name, f"{value:g}", allowed))
        for name, step in (("edss_low", self.edss_low), ("edss_high", self.edss_high)):
            if step not in EDSS_STEPS:
                errors.append(FieldError(name, f"{step:g}", EDSS_ALLOWED))
        return errors

    def _contradictions(self) -> list[FieldError]:
        errors = []
        if self.edss_low > self.edss_high:
            errors.append(
                FieldError(
                    "edss_high", f"{self.edss_high:g}", "not below the lower end"
                )
            )
        longest = self.age_years - YOUNGEST_ONSET_YEARS
        if not 0 <= self.duration_years <= longest:
            errors.append(
                FieldError(
                    "duration",
                    f"{self.duration_years:g}",
                    f"0 to {longest:g} years, the age less {YOUNGEST_ONSET_YEARS}",
                )
            )
        if (
            isinstance(self.relapses_1y, int)
            and isinstance(self.relapses_2y, int)
            and self.relapses_2y < self.relapses_1y
        ):
            errors.append(
                FieldError(
                    "relapses_2y",
                    str(self.relapses_2y),
                    f"{self.relapses_1y} or more, as two years include the last one",
                )
            )
        return errors

    @property
    def jcv_found(self) -> JcvStatus:
        """The antibodies' status, as the index shows it where it does."""
        index = self.jcv_index
        if not isinstance(index, Unknown) and index > POSITIVE_JCV_INDEX:
            return JcvStatus.POSITIVE
        return self.jcv

    @property
    def edss_steps(self) -> tuple[float, ...]:
        """The steps of the scale the person may be at, all equally likely."""
        return tuple(s for s in EDSS_STEPS if self.edss_low <= s <= self.edss_high)


#: The allowed EDSS in words, for error messages.
EDSS_ALLOWED = "a step of the EDSS: 0, 1.0, 1.5, 2.0 ... 9.5"


def is_whole(value: object, low: int, high: int) -> bool:
    """Tell whether a value is a whole number in a range.

    Parameters
    ----------
    value : object
        Of any type, as callers are not all checked; ``True`` is no number.
    low, high : int
        Both are in the range.

    Returns
    -------
    bool
    """
    return (
        isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
    )


@dataclass(frozen=True)
class ComparisonRequest:
    """A profile and how it is to be compared.

    Parameters
    ----------
    profile : PatientProfile
    scenario : Scenario
    horizons : tuple of int
        Whole years, 1 to 15, ascending, each once.
    draws : int
        Draws of the parameters, 100 to 20,000.
    seed : int
        Seed of the random numbers, 0 to 2**32 - 1.

    Raises
    ------
    InvalidProfile
        With every one of them that is out of its range.
    """

    profile: PatientProfile
    scenario: Scenario = Scenario.DEFAULT
    horizons: tuple[int, ...] = (1, 2, 5, 10)
    draws: int = 4000
    seed: int = 1

    def __post_init__(self) -> None:
        errors = []
        if not self._has_horizons():
            allowed = (
                f"whole years from 1 to {LONGEST_HORIZON_YEARS}, ascending, each once"
            )
            errors.append(FieldError("horizons", str(self.horizons), allowed))
        for name, value, (low, high) in (
            ("draws", self.draws, DRAWS_RANGE),
            ("seed", self.seed, SEED_RANGE),
        ):
            if not is_whole(value, low, high):
                allowed = f"a whole number from {low} to {high}"
                errors.append(FieldError(name, str(value), allowed))
        if errors:
            raise InvalidProfile(tuple(errors))

    def _has_horizons(self) -> bool:
        years = self.horizons
        return (
            isinstance(years, tuple)
            and len(years) > 0
            and all(is_whole(year, 1, LONGEST_HORIZON_YEARS) for year in years)
            and all(year < later for year, later in pairwise(years))
        )
