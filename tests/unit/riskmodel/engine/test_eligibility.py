from dataclasses import replace
from typing import Any

import pytest

from riskmodel.engine.eligibility import (
    Remark,
    Status,
    get_unknown_fields,
    has_high_pml_risk,
    is_inactive,
    judge_option,
    list_warnings,
)
from riskmodel.engine.profile import (
    UNKNOWN,
    Answer,
    Centre,
    Children,
    ComparisonRequest,
    Conditioning,
    Course,
    JcvStatus,
    Option,
    Scenario,
    Sex,
)
from riskmodel.evidence.registry import get_evidence
from tests.engine_cases import compare_profile, had, profile_with

LIMITS = get_evidence().limits
NATALIZUMAB, ALEMTUZUMAB, AHSCT = Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.AHSCT
TREATED = (NATALIZUMAB, ALEMTUZUMAB, AHSCT)
EDSS, AGE = "edss_above_studies", "age_above_studies"
DURATION, QUIET = "duration_above_studies", "no_recent_activity"
NO_STRONG, ONE_TRIAL = "no_strong_drug_before", "spms_one_trial"
GUIDED_EDSS, GUIDED_AGE = "edss_above_guidance", "age_above_guidance"


@pytest.mark.parametrize(
    ("option", "answers", "reasons"),
    [
        (NATALIZUMAB, {}, []),
        (NATALIZUMAB, {"edss": 5.0, "age_years": 50.0}, []),
        (NATALIZUMAB, {"edss": 5.5}, [EDSS]),
        (NATALIZUMAB, {"edss_low": 4.0, "edss_high": 5.5}, [EDSS]),
        (NATALIZUMAB, {"age_years": 50.5}, [AGE]),
        (NATALIZUMAB, {"edss": 6.0, "age_years": 60.0}, [EDSS, AGE]),
        (NATALIZUMAB, {"course": Course.SPMS}, []),
        (NATALIZUMAB, {"course": Course.SPMS, "edss": 6.0}, [ONE_TRIAL]),
        (NATALIZUMAB, {"course": Course.SPMS, "age_years": 58.0}, [ONE_TRIAL]),
        (NATALIZUMAB, {"course": Course.SPMS, "age_years": 58.5}, [ONE_TRIAL, AGE]),
        (NATALIZUMAB, {"course": Course.SPMS, "edss": 7.0}, [ONE_TRIAL, EDSS]),
        (NATALIZUMAB, {"course": Course.SPMS, "edss": 2.5}, ["edss_below_studies"]),
        (
            NATALIZUMAB,
            {"course": Course.SPMS, "edss_low": 2.0, "edss_high": 4.0},
            ["edss_below_studies"],
        ),
        (ALEMTUZUMAB, {}, []),
        (ALEMTUZUMAB, {"edss": 5.0, "age_years": 55.0, "duration_years": 10.0}, []),
        (ALEMTUZUMAB, {"edss": 5.5}, [EDSS]),
        (ALEMTUZUMAB, {"age_years": 55.5}, [AGE]),
        (ALEMTUZUMAB, {"duration_years": 10.5}, [DURATION]),
        (AHSCT, {}, []),
        (AHSCT, {"edss": 5.5, "age_years": 44.5, "duration_years": 9.5}, []),
        (AHSCT, {"edss": 6.0}, [GUIDED_EDSS]),
        (AHSCT, {"age_years": 45.0}, [GUIDED_AGE]),
        (AHSCT, {"duration_years": 10.0}, ["duration_above_guidance"]),
        (AHSCT, {"relapses_1y": 0}, [QUIET]),
        (AHSCT, {"relapses_1y": 0, "new_mri": Answer.NO}, [QUIET]),
        (AHSCT, {"relapses_1y": 0, "new_mri": Answer.YES}, []),
        (AHSCT, {"relapses_1y": 1}, []),
        (AHSCT, {"relapses_1y": 0, "relapses_2y": 1}, []),
        (AHSCT, {"course": Course.SPMS}, []),
        (AHSCT, {"treatments": ()}, [NO_STRONG]),
        (AHSCT, {"treatments": had(interferon=3)}, [NO_STRONG]),
        (AHSCT, {"treatments": had(fingolimod=1)}, []),
        (AHSCT, {"treatments": (), "years_on_natalizumab": 1.0}, []),
        (AHSCT, {"treatments": (), "course": Course.SPMS}, []),
    ],
)
def test_limits_of_the_studies(
    option: Option, answers: dict[str, Any], reasons: list[str]
) -> None:
    status, found = judge_option(option, profile_with(**answers), LIMITS)
    assert [remark.id for remark in found] == reasons
    assert status is (Status.EXTRAPOLATED if reasons else Status.ESTIMATED)


@pytest.mark.parametrize(
    ("answers", "options", "reason"),
    [
        (
            {"course": Course.PPMS},
            TREATED,
            "ppms_no_estimate",
        ),
        ({"course": Course.SPMS}, (ALEMTUZUMAB,), "spms_no_estimate"),
        ({"edss": 7.5}, TREATED, "edss_above_7"),
        (
            {"edss_low": 7.0, "edss_high": 7.5},
            TREATED,
            "edss_above_7",
        ),
        ({"age_years": 65.5}, TREATED, "age_above_65"),
    ],
)
def test_no_study_at_all(
    answers: dict[str, Any], options: tuple[Option, ...], reason: str
) -> None:
    for option in options:
        status, found = judge_option(option, profile_with(**answers), LIMITS)
        assert status is Status.NOT_ESTIMABLE
        assert [remark.id for remark in found] == [reason]


@pytest.mark.parametrize("answers", [{"edss": 7.0}, {"age_years": 65.0}])
def test_the_limit_itself_is_still_estimable(answers: dict[str, Any]) -> None:
    for option in Option:
        status, _ = judge_option(option, profile_with(**answers), LIMITS)
        assert status is Status.EXTRAPOLATED


def test_reasons_name_their_limit() -> None:
    _, found = judge_option(NATALIZUMAB, profile_with(edss=6.0), LIMITS)
    assert found == [Remark(EDSS, {"limit": 5})]


@pytest.mark.parametrize("course", list(Course))
def test_no_drug_is_always_extrapolated(course: Course) -> None:
    profile = profile_with(course=course, edss=9.0, age_years=80.0)
    status, found = judge_option(Option.NO_DMT, profile, LIMITS)
    assert status is Status.EXTRAPOLATED
    assert found == [Remark("untreated_today")]


def test_natalizumab_that_stops_at_once_is_as_untreated_as_no_drug() -> None:
    late = profile_with(years_on_natalizumab=3.0)
    result = compare_profile(late, scenario=Scenario.NATALIZUMAB_STOP_24M)
    found = result.options[NATALIZUMAB]
    assert found.status is Status.EXTRAPOLATED
    assert found.reasons == result.options[Option.NO_DMT].reasons
    (outside,) = (w for w in result.warnings if w.id == "outside_studies")
    assert "natalizumab" in outside.values["options"]
    old = replace(late, age_years=70.0)
    result = compare_profile(old, scenario=Scenario.NATALIZUMAB_STOP_24M)
    assert result.options[NATALIZUMAB].status is Status.NOT_ESTIMABLE


@pytest.mark.parametrize(
    ("answers", "inactive"),
    [
        ({}, False),
        ({"new_mri": Answer.NO}, False),
        ({"relapses_2y": 0}, True),
        ({"relapses_2y": 0, "new_mri": Answer.YES}, False),
    ],
)
def test_unknown_activity_is_not_none(answers: dict[str, Any], inactive: bool) -> None:
    assert is_inactive(profile_with(**answers)) is inactive


POSITIVE = JcvStatus.POSITIVE


@pytest.mark.parametrize(
    ("answers", "high"),
    [
        ({}, False),
        ({"jcv": POSITIVE}, False),
        ({"jcv": POSITIVE, "jcv_index": 1.5}, False),
        ({"jcv": POSITIVE, "jcv_index": 1.6}, True),
        # above .4 the index is a positive test, whatever else was said of it
        ({"jcv": JcvStatus.NEGATIVE, "jcv_index": 3.0}, True),
        ({"jcv": JcvStatus.UNKNOWN, "jcv_index": 1.6}, True),
        ({"jcv": JcvStatus.NEGATIVE, "jcv_index": 0.4}, False),
        ({"jcv": POSITIVE, "prior_immunosuppression": Answer.YES}, True),
        ({"jcv": POSITIVE, "prior_immunosuppression": Answer.NO}, False),
        ({"prior_immunosuppression": Answer.YES}, False),
    ],
)
def test_high_risk_of_pml(answers: dict[str, Any], high: bool) -> None:
    assert has_high_pml_risk(profile_with(**answers)) is high
    assert ("pml_high" in warn(**answers)) is high


ALL_KNOWN = {
    "relapses_1y": 1,
    "relapses_2y": 1,
    "treatments": (),
    "jcv": POSITIVE,
    "jcv_index": 0.5,
    "prior_immunosuppression": Answer.NO,
    "centre": Centre.TYPICAL,
    "conditioning": Conditioning.BEAM_ATG,
    "children": Children.NO,
    "new_mri": Answer.NO,
}


def warn(
    scenario: Scenario = Scenario.DEFAULT,
    horizons: tuple[int, ...] = (5,),
    **answers: Any,
) -> dict[str, Remark]:
    request = ComparisonRequest(profile_with(**answers), scenario, horizons)
    judged = {o: judge_option(o, request.profile, LIMITS) for o in Option}
    warnings = list_warnings(request, judged)
    found = {warning.id: warning for warning in warnings}
    assert len(found) == len(warnings)
    return found


ALWAYS = {
    "outside_studies",
    "band_definition",
    "half_steps",
    "alemtuzumab_restricted",
    "not_compared",
}


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ({}, set()),
        ({"edss": 9.0}, {"worse_impossible_at_9", "edss_above_7"}),
        ({"edss": 8.5}, {"edss_above_7"}),
        ({"edss": 1.5}, {"better_impossible_below_2"}),
        ({"edss_low": 1.0, "edss_high": 3.0}, {"better_impossible_below_2"}),
        ({"edss": 2.0}, set()),
        ({"years_on_natalizumab": 1.0}, {"rebound", "switch_washout"}),
        ({"treatments": had(natalizumab=2)}, {"switch_washout"}),
        ({"treatments": had(interferon=2)}, set()),
        ({"children": Children.MAYBE}, {"pregnancy_fertility"}),
        ({"children": Children.YES}, {"pregnancy_fertility"}),
        ({"children": Children.UNKNOWN}, {"pregnancy_fertility"}),
        ({"treatments": UNKNOWN}, {"treatment_history_unknown", "unknown_averaged"}),
        ({"jcv_index": 2.0}, {"pml_high"}),
        ({"course": Course.PPMS}, {"ppms_no_estimate"}),
        ({"course": Course.SPMS}, {"spms_no_estimate"}),
        ({"age_years": 70.0}, {"age_above_65"}),
        ({"scenario": Scenario.WANING}, {"scenario"}),
        ({"scenario": Scenario.COHORT_ONLY}, {"scenario"}),
        (
            {"scenario": Scenario.COHORT_ONLY, "course": Course.PPMS},
            {"scenario", "scenario_changes_nothing", "ppms_no_estimate"},
        ),
        ({"horizons": (10, 11)}, {"horizon_extrapolated"}),
        ({"horizons": (10,)}, set()),
    ],
)
def test_warnings(answers: dict[str, Any], more: set[str]) -> None:
    assert set(warn(**{**ALL_KNOWN, **answers})) == ALWAYS | more


def test_warnings_carry_their_values() -> None:
    found = warn(Scenario.SEED_ERA, (5, 12, 15), edss=6.0)
    assert found["scenario"].values == {"scenario": "seed_era"}
    assert found["horizon_extrapolated"].values == {"years": [12, 15]}
    outside = found["outside_studies"].values["options"]
    assert outside == ["no_dmt", "natalizumab", "alemtuzumab", "ahsct"]


@pytest.mark.parametrize(
    ("answers", "unknown"),
    [
        ({}, []),
        ({"sex": Sex.UNKNOWN}, ["sex"]),
        ({"relapses_1y": UNKNOWN}, []),
        ({"relapses_1y": 1, "relapses_2y": UNKNOWN}, []),
        ({"relapses_1y": 0, "relapses_2y": UNKNOWN}, ["relapses_2y"]),
        (
            {"relapses_1y": UNKNOWN, "relapses_2y": UNKNOWN},
            ["relapses_1y", "relapses_2y"],
        ),
        ({"jcv": JcvStatus.UNKNOWN, "jcv_index": UNKNOWN}, ["jcv"]),
        ({"jcv_index": UNKNOWN}, ["jcv_index"]),
        ({"jcv": JcvStatus.NEGATIVE, "jcv_index": UNKNOWN}, []),
        ({"jcv": JcvStatus.UNKNOWN, "jcv_index": 0.5}, []),
        ({"prior_immunosuppression": Answer.UNKNOWN}, ["prior_immunosuppression"]),
        ({"centre": Centre.UNKNOWN}, ["centre"]),
        ({"conditioning": Conditioning.UNKNOWN}, ["conditioning"]),
        ({"treatments": UNKNOWN}, ["treatments"]),
    ],
)
def test_unknown_answers_are_named(answers: dict[str, Any], unknown: list[str]) -> None:
    assert get_unknown_fields(profile_with(**{**ALL_KNOWN, **answers})) == unknown
