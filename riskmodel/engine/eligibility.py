"""Whether an option can be estimated for a person, and what must be said.

Outcomes of an option are ``estimated`` inside its studies, ``extrapolated``
outside them, and ``not_estimable`` where no study says anything: then harms are
told and no benefit is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from riskmodel.engine.activity import years_since_relapse
from riskmodel.engine.frailty import PAST_EFFECT
from riskmodel.engine.improvement import LOWEST_BAND
from riskmodel.engine.pml import HIGH_INDEX
from riskmodel.engine.profile import (
    PATIENT_HORIZON_YEARS,
    Answer,
    Children,
    ComparisonRequest,
    Course,
    Drug,
    JcvStatus,
    Option,
    PatientProfile,
    Scenario,
    Unknown,
)
from riskmodel.engine.states import BANDS

#: Scenarios that use one kind of evidence; progressive MS has comparisons only.
OF_ONE_KIND = frozenset({Scenario.COMPARATIVE_ONLY, Scenario.COHORT_ONLY})

#: Lowest and highest EDSS, and highest age in years, of natalizumab's trial in
#: secondary progressive MS (ASCEND).
SPMS_TRIAL = (3.0, 6.5, 58.0)


class Status(StrEnum):
    """How far the studies reach for one option and person."""

    ESTIMATED = "estimated"
    EXTRAPOLATED = "extrapolated"
    NOT_ESTIMABLE = "not_estimable"


@dataclass(frozen=True)
class Remark:
    """A reason or a warning: its id, and the values its words need."""

    id: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """Where the studies of the options end (judgement, as data).

    Parameters
    ----------
    values : mapping of str to float
        By parameter id, for example ``limit_natalizumab_edss``.
    """

    values: Mapping[str, float]

    def __getitem__(self, name: str) -> float:
        """Value of ``limit_<name>``."""
        return self.values[f"limit_{name}"]


def judge_option(
    option: Option, profile: PatientProfile, limits: Limits
) -> tuple[Status, list[Remark]]:
    """Tell how far the studies of an option reach for a person.

    Parameters
    ----------
    option : Option
    profile : PatientProfile
    limits : Limits

    Returns
    -------
    Status
    list of Remark
        The reasons, in a fixed order.
    """
    if option is Option.NO_DMT:
        return Status.EXTRAPOLATED, [Remark("untreated_today")]
    missing = _not_estimable(option, profile, limits)
    if missing:
        return Status.NOT_ESTIMABLE, missing
    beyond = _extrapolated(option, profile, limits)
    return (Status.EXTRAPOLATED if beyond else Status.ESTIMATED), beyond


def _not_estimable(
    option: Option, profile: PatientProfile, limits: Limits
) -> list[Remark]:
    reasons = []
    if profile.course is Course.PPMS:
        reasons.append(Remark("ppms_no_estimate"))
    if profile.course is Course.SPMS and option is Option.ALEMTUZUMAB:
        reasons.append(Remark("spms_no_estimate"))
    if profile.edss_high > limits["treated_edss"]:
        reasons.append(Remark("edss_above_7", {"limit": limits["treated_edss"]}))
    if profile.age_years > limits["treated_age"]:
        reasons.append(Remark("age_above_65", {"limit": limits["treated_age"]}))
    return reasons


def _extrapolated(
    option: Option, profile: PatientProfile, limits: Limits
) -> list[Remark]:
    edss, age, duration = (
        profile.edss_high,
        profile.age_years,
        profile.duration_years,
    )
    reasons = []

    def check(beyond: bool, id: str, limit: float) -> None:
        if beyond:
            reasons.append(Remark(id, {"limit": limit}))

    def limit(name: str) -> float:
        return limits[f"{option}_{name}"]

    match option:
        case Option.NATALIZUMAB if profile.course is Course.SPMS:
            # its one trial there went further than those in relapsing MS, and found
            # less
            if edss > limit("edss") or age > limit("age"):
                reasons.append(Remark("spms_one_trial"))
            lowest, highest, oldest = SPMS_TRIAL
            check(profile.edss_low < lowest, "edss_below_studies", lowest)
            check(edss > highest, "edss_above_studies", highest)
            check(age > oldest, "age_above_studies", oldest)
        case Option.NATALIZUMAB:
            check(edss > limit("edss"), "edss_above_studies", limit("edss"))
            check(age > limit("age"), "age_above_studies", limit("age"))
        case Option.ALEMTUZUMAB:
            check(edss > limit("edss"), "edss_above_studies", limit("edss"))
            check(age > limit("age"), "age_above_studies", limit("age"))
            late = duration > limit("duration")
            check(late, "duration_above_studies", limit("duration"))
        case _:
            # its studies reach further than guidance does
            check(edss >= limit("edss"), "edss_above_guidance", limit("edss"))
            check(age >= limit("age"), "age_above_guidance", limit("age"))
            late = duration >= limit("duration")
            check(late, "duration_above_guidance", limit("duration"))
            if is_inactive(profile):
                reasons.append(Remark("no_recent_activity"))
            if profile.course is Course.RRMS and had_no_strong_drug(profile):
                reasons.append(Remark("no_strong_drug_before"))
    return reasons


def had_no_strong_drug(profile: PatientProfile) -> bool:
    """Tell whether the person is known to have had no drug of the strong group.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    bool
        False when treatments are not known.
    """
    if profile.years_on_natalizumab > 0 or isinstance(profile.treatments, Unknown):
        return False
    return all(PAST_EFFECT[had.drug] != "past_hr_high" for had in profile.treatments)


def is_inactive(profile: PatientProfile) -> bool:
    """Tell whether the person is known to have had no recent activity.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    bool
        False when nothing is known of relapses; no relapse and an unknown MRI count
        as no activity.
    """
    no_relapse = years_since_relapse(profile) == float("inf")
    return no_relapse and profile.new_mri is not Answer.YES


def has_high_pml_risk(profile: PatientProfile) -> bool:
    """Tell whether ten years of natalizumab would be against practice.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    bool
        With a JCV index above 1.5, or antibodies and earlier immunosuppression.
    """
    if profile.jcv_found is not JcvStatus.POSITIVE:
        return False
    index = profile.jcv_index
    high_index = not isinstance(index, Unknown) and index > HIGH_INDEX
    return high_index or profile.prior_immunosuppression is Answer.YES


def get_unknown_fields(profile: PatientProfile) -> list[str]:
    """List the answers that were not known and are averaged over.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    list of str
        Names as in the Comparison document.
    """
    unknown = [
        name
        for name in (
            "sex",
            "relapses_1y",
            "relapses_2y",
            "treatments",
            "jcv",
            "jcv_index",
            "prior_immunosuppression",
            "centre",
            "conditioning",
        )
        if getattr(getattr(profile, name), "value", None) == "unknown"
    ]
    if profile.jcv is not JcvStatus.POSITIVE and "jcv_index" in unknown:
        unknown.remove("jcv_index")
    if profile.jcv_found is not JcvStatus.UNKNOWN and "jcv" in unknown:
        unknown.remove("jcv")
    if not isinstance(profile.relapses_2y, Unknown) and "relapses_1y" in unknown:
        unknown.remove("relapses_1y")
    # a relapse in the last year says all that the year before could
    if not isinstance(profile.relapses_1y, Unknown) and profile.relapses_1y > 0:
        unknown = [name for name in unknown if name != "relapses_2y"]
    return unknown


def list_warnings(
    request: ComparisonRequest,
    judged: Mapping[Option, tuple[Status, list[Remark]]],
) -> list[Remark]:
    """List everything that must be said beside the numbers.

    Parameters
    ----------
    request : ComparisonRequest
    judged : mapping of Option to (Status, list of Remark)

    Returns
    -------
    list of Remark
        In a fixed order.
    """
    profile = request.profile
    had = () if isinstance(profile.treatments, Unknown) else profile.treatments
    on_natalizumab = profile.years_on_natalizumab > 0
    had_natalizumab = on_natalizumab or any(t.drug is Drug.NATALIZUMAB for t in had)
    unknown = get_unknown_fields(profile)
    idle = request.scenario in OF_ONE_KIND and profile.course is not Course.RRMS
    outside = [
        str(option)
        for option, (status, _) in judged.items()
        if status is Status.EXTRAPOLATED
    ]
    reasons: dict[str, Remark] = {}
    for status, remarks in judged.values():
        if status is Status.NOT_ESTIMABLE:
            reasons |= {remark.id: remark for remark in remarks}
    late = [h for h in request.horizons if h > PATIENT_HORIZON_YEARS]
    wanted = [
        (request.scenario is not Scenario.DEFAULT, "scenario"),
        (idle, "scenario_changes_nothing"),
        (bool(outside), "outside_studies"),
        (True, "band_definition"),
        (True, "half_steps"),
        (int(profile.edss_high) == BANDS - 1, "worse_impossible_at_9"),
        (profile.edss_low < LOWEST_BAND, "better_impossible_below_2"),
        (has_high_pml_risk(profile), "pml_high"),
        (on_natalizumab, "rebound"),
        (had_natalizumab, "switch_washout"),
        (True, "alemtuzumab_restricted"),
        (profile.children is not Children.NO, "pregnancy_fertility"),
        ("treatments" in unknown, "treatment_history_unknown"),
        (bool(unknown), "unknown_averaged"),
        (bool(late), "horizon_extrapolated"),
        (True, "not_compared"),
    ]
    values: dict[str, Mapping[str, object]] = {
        "scenario": {"scenario": str(request.scenario)},
        "outside_studies": {"options": outside},
        "unknown_averaged": {"fields": unknown},
        "horizon_extrapolated": {"years": late},
    }
    said = [Remark(id, values.get(id, {})) for say, id in wanted if say]
    return [*reasons.values(), *said]
