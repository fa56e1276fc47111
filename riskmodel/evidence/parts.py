"""Which parameters and tables each kind of number rests on.

The one declared list of what the engine reads. A parameter of the release that no
part names stops the load, as does a name without a parameter; the tests move each
parameter in turn and see which numbers move with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from riskmodel.engine.profile import Course, Option


@dataclass(frozen=True)
class Part:
    """A part of the model that numbers rest on.

    Parameters
    ----------
    parameters, tables : tuple of str
        Ids.
    equations : tuple of int
        Of docs/model.md.
    """

    parameters: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    equations: tuple[int, ...] = ()


#: How the untreated disease goes on, for a person of this past.
COURSE = Part(
    parameters=(
        "k_low",
        "k_mid",
        "k_high",
        "k_top",
        "frailty_sigma",
        "era_factor",
        "activity_excess_now",
        "activity_excess_10_years",
        "active_share",
        "onset_band_0",
        "onset_band_1",
        "onset_band_2",
        "reading_error_one_band",
        "history_treated_share",
        "past_hr_platform",
        "past_hr_high",
    ),
    tables=("worsening_generator", "edss_steps"),
    equations=(1, 2, 3, 4, 5, 6, 7, 8, 20),
)
OTHER_DEATH = Part(
    parameters=("share_women", "death_shape_share_smooth"),
    tables=("life_table", "death_multiplier"),
    equations=(10,),
)
TRANSPLANT_DEATH = Part(
    parameters=(
        "trm_intercept",
        "trm_edss_slope",
        "trm_year_slope",
        "trm_high_intensity",
        "trm_tau",
        "trm_prediction_year",
        "trm_lowest_edss",
        "trm_highest_edss",
        "seed_mid_accrual_year",
        "high_intensity_share_today",
    ),
    tables=("transplant_studies",),
    equations=(11, 12),
)
ALEMTUZUMAB_DEATH = Part(parameters=("alemtuzumab_treatment_death",), equations=(4,))
PML = Part(
    parameters=(
        "pml_level",
        "pml_share_yearly_table",
        "pml_jcv_negative",
        "jcv_seroconversion_per_year",
        "jcv_low_at_seroconversion",
        "jcv_positive_share",
        "prior_immunosuppression_share",
        "pml_six_weekly_hr",
        "natalizumab_stopping_per_year",
    ),
    tables=("pml_yearly", "pml_two_yearly"),
    equations=(4, 13, 14),
)
PML_DEATH = Part(parameters=("pml_fatality",))
#: Years on natalizumab count in the ratio of the past relapses, for every option.
OWN_RELAPSES = Part(
    parameters=(
        "relapse_rate_untreated",
        "relapses_before_trial",
        "relapse_reference_age",
        "relapse_fall_per_5_years",
        "relapse_shape",
        "past_relapse_ratio_platform",
        "past_relapse_ratio_high",
        "history_treated_share",
        "natalizumab_relapse_ratio",
    ),
    equations=(15, 16),
)
STOPPING = Part(parameters=("rebound_relapse_12_months",), equations=(17,))
#: Releases up to 2026-11.3 are without these: the engine then goes on as it did.
ADDED = frozenset({"jcv_low_at_seroconversion", "relapses_before_trial"})

#: Courses in which an option is estimated.
COURSES: Mapping[Option, frozenset[Course]] = {
    Option.NO_DMT: frozenset(Course),
    Option.NATALIZUMAB: frozenset({Course.RRMS, Course.SPMS}),
    Option.ALEMTUZUMAB: frozenset({Course.RRMS}),
    Option.AHSCT: frozenset({Course.RRMS, Course.SPMS}),
}
#: What a course adds to where people are, and to their relapses.
COURSE_OF: Mapping[Course, Part] = {
    # very disabled people improve as rarely in relapsing MS
    Course.RRMS: Part(parameters=("improved_progressive",)),
    Course.SPMS: Part(
        parameters=("spms_factor", "spms_share_of_duration", "improved_progressive"),
    ),
    Course.PPMS: Part(parameters=("ppms_factor", "improved_progressive")),
}
RELAPSES_OF: Mapping[Course, Part] = {
    Course.RRMS: Part(),
    Course.SPMS: Part(tables=("relapses_spms",)),
    Course.PPMS: Part(parameters=("relapse_rate_ppms",)),
}


def _ratio(option: Option) -> Part:
    ratio = f"{option}_worsening_hr"
    ids = (ratio, f"{ratio}_comparative_only", f"{ratio}_cohort_only")
    return Part(parameters=ids, equations=(2, 21))


def _limits(option: Option, *names: str) -> Part:
    own = tuple(f"limit_{option}_{name}" for name in names)
    return Part(parameters=("limit_treated_edss", "limit_treated_age", *own))


#: Where the studies of an option end: beyond, a number is marked or not told.
LIMITS: Mapping[Option, Part] = {
    Option.NO_DMT: Part(),
    Option.NATALIZUMAB: _limits(Option.NATALIZUMAB, "edss", "age"),
    Option.ALEMTUZUMAB: _limits(Option.ALEMTUZUMAB, "edss", "age", "duration"),
    Option.AHSCT: _limits(Option.AHSCT, "edss", "age", "duration"),
}
#: What an option does to worsening and improvement.
EFFECT: Mapping[Option, tuple[Part, ...]] = {
    Option.NO_DMT: (Part(parameters=("improved_no_dmt",), equations=(9,)),),
    Option.NATALIZUMAB: (
        _ratio(Option.NATALIZUMAB),
        # after its first two years no more improve than without a drug
        Part(parameters=("improved_natalizumab", "improved_no_dmt"), equations=(9,)),
    ),
    Option.ALEMTUZUMAB: (
        _ratio(Option.ALEMTUZUMAB),
        Part(parameters=("improved_alemtuzumab",), equations=(9,)),
    ),
    Option.AHSCT: (
        _ratio(Option.AHSCT),
        Part(parameters=("ahsct_extrapolation_ratio",)),
        Part(
            parameters=("improved_ahsct", "ahsct_late_improvement_odds_ratio"),
            equations=(9,),
        ),
    ),
}
EFFECT_SPMS: Mapping[Option, Part] = {
    Option.NATALIZUMAB: Part(parameters=("natalizumab_worsening_hr_spms",)),
    Option.AHSCT: Part(parameters=("ahsct_worsening_hr_spms",)),
}
#: Deaths of the treatment, and PML.
TREATMENT_DEATH: Mapping[Option, tuple[Part, ...]] = {
    Option.NO_DMT: (),
    Option.NATALIZUMAB: (PML, PML_DEATH),
    Option.ALEMTUZUMAB: (ALEMTUZUMAB_DEATH,),
    Option.AHSCT: (TRANSPLANT_DEATH,),
}
#: What an option does to relapses.
RELAPSES: Mapping[Option, tuple[Part, ...]] = {
    Option.NO_DMT: (STOPPING,),
    Option.NATALIZUMAB: (
        STOPPING,
        Part(parameters=("natalizumab_stopping_per_year",), equations=(16,)),
    ),
    Option.ALEMTUZUMAB: (
        Part(parameters=("alemtuzumab_relapse_ratio",), equations=(16,)),
    ),
    Option.AHSCT: (Part(parameters=("ahsct_relapse_ratio",), equations=(16,)),),
}


def get_course_parts(
    option: Option,
    *,
    courses: frozenset[Course] | None = None,
    without: Collection[Part] = (),
) -> tuple[Part, ...]:
    """Parts of where the people of an option are: alive, worse, better or dead.

    Parameters
    ----------
    option : Option
    courses : frozenset of Course, optional
        Those that count; by default all in which the option is estimated.
    without : collection of Part
        Those that do not matter for the number.

    Returns
    -------
    tuple of Part
    """
    courses = COURSES[option] if courses is None else courses
    spms = [EFFECT_SPMS[option]] if option in EFFECT_SPMS else []
    found = (
        *EFFECT[option],
        *(spms if Course.SPMS in courses else []),
        *TREATMENT_DEATH[option],
        COURSE,
        *(COURSE_OF[course] for course in sorted(courses)),
        OTHER_DEATH,
        LIMITS[option],
    )
    return tuple(part for part in found if part not in without)


def get_alive_parts(option: Option) -> tuple[Part, ...]:
    """Parts of what is told of those alive: who has died does not matter for it.

    PML, though, leaves survivors with more disability.
    """
    return get_course_parts(option, without=(ALEMTUZUMAB_DEATH, TRANSPLANT_DEATH))


def get_not_worse_parts(option: Option) -> tuple[Part, ...]:
    """Parts of being alive and not worse, which nobody with PML is."""
    return get_course_parts(option, without=(PML_DEATH,))


def get_pml_parts(option: Option) -> tuple[Part, ...]:
    """Parts of PML, with which other deaths compete."""
    return (PML, *get_course_parts(option, without=(PML, PML_DEATH)))


def get_treatment_death_parts(option: Option) -> tuple[Part, ...]:
    """Parts of the deaths of the treatment.

    A transplant's are all at the start; with the others, other deaths compete.
    """
    own = TREATMENT_DEATH[option]
    if option in (Option.AHSCT, Option.NO_DMT):
        return own
    return (*own, *get_course_parts(option, without=own))


def get_relapse_free_parts(option: Option) -> tuple[Part, ...]:
    """Parts of the probability of no relapse."""
    courses = (RELAPSES_OF[course] for course in sorted(COURSES[option]))
    return (*RELAPSES[option], OWN_RELAPSES, *courses, LIMITS[option])


def get_relapse_parts(option: Option) -> tuple[Part, ...]:
    """Parts of the expected relapses, counted while alive."""
    return (*get_relapse_free_parts(option), *get_course_parts(option))


def get_tie_parts(other: Option, *, worse: bool) -> tuple[Part, ...]:
    """Parts of the transplant mortality at which a transplant and another tie.

    Parameters
    ----------
    other : Option
    worse : bool
        Whether the bad outcome is being dead or worse: then it does not matter that
        some people with PML die. From EDSS 7 on, where relapsing people improve as
        rarely as in progressive MS, there is no other.

    Returns
    -------
    tuple of Part
    """
    both = COURSES[Option.AHSCT] & COURSES[other]
    without = (TRANSPLANT_DEATH, PML_DEATH if worse else COURSE_OF[Course.RRMS])
    return (
        Part(equations=(19,)),
        *get_course_parts(Option.AHSCT, courses=both, without=without),
        *get_course_parts(other, courses=both, without=without),
    )


def list_used_parameters() -> frozenset[str]:
    """List the parameters that some number rests on, but those of harms.

    Returns
    -------
    frozenset of str
    """
    parts = [part for option in Option for part in get_relapse_parts(option)]
    return frozenset(id for part in parts for id in part.parameters)


#: Tables that a release is held against; no number rests on them.
TRIED_AGAINST = frozenset({"msss", "seed_people", "seed_results"})


def list_used_tables() -> frozenset[str]:
    """List the tables that some number rests on.

    Returns
    -------
    frozenset of str
    """
    parts = [part for option in Option for part in get_relapse_parts(option)]
    return frozenset(id for part in parts for id in part.tables)
