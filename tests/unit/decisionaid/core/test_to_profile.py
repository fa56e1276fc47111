"""Answers to the model's words."""

import pytest

from decisionaid.core.to_profile import AnswersMissing, build_request
from riskmodel.interface import (
    UNKNOWN,
    Answer,
    Centre,
    Children,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    Sex,
)
from tests.answers_factory import build_answers


def profile(**pages):
    return build_request(build_answers(**pages), (1, 5)).profile


def test_a_whole_profile():
    request = build_request(build_answers(), range(1, 11), draws=200, seed=7)
    assert (request.horizons, request.draws, request.seed) == (
        tuple(range(1, 11)),
        200,
        7,
    )
    person = request.profile
    assert person.course is Course.RRMS
    assert (person.edss_low, person.edss_high) == (3.5, 3.5)
    assert (person.duration_years, person.age_years) == (7.5, 35)
    assert person.sex is Sex.FEMALE
    assert (person.relapses_1y, person.relapses_2y) == (1, 2)
    assert person.new_mri is Answer.YES
    assert person.treatments == ()
    assert person.jcv is JcvStatus.NEGATIVE
    assert person.jcv_index is UNKNOWN
    assert person.prior_immunosuppression is Answer.UNKNOWN
    assert person.years_on_natalizumab == 0
    assert person.centre is Centre.UNKNOWN
    assert person.conditioning is Conditioning.UNKNOWN
    assert person.children is Children.MAYBE


def test_dont_know_is_unknown_never_a_number():
    person = profile(
        sex={"sex": "unknown"},
        relapses={"relapses_1y": None, "relapses_2y": None},
        mri={"new_mri": "unknown"},
        treatments={"treatments": ["unknown"]},
        jcv={"jcv": "unknown", "jcv_index": None},
        immunosuppression={"prior_immunosuppression": "unknown"},
        children={"children": "unknown"},
    )
    assert person.relapses_1y is person.relapses_2y is person.treatments is UNKNOWN
    assert person.sex is Sex.UNKNOWN
    assert person.children is Children.UNKNOWN


def test_drugs_in_the_model_s_order_with_their_years():
    person = profile(
        treatments={
            "treatments": ["natalizumab", "interferon"],
            "years_interferon": 2.0,
            "years_natalizumab": 1.5,
        },
        natalizumab={"on_natalizumab": "yes", "years_on_natalizumab": 1.0},
    )
    assert person.treatments == (
        DrugYears(Drug.INTERFERON, 2),
        DrugYears(Drug.NATALIZUMAB, 1.5),
    )
    assert person.years_on_natalizumab == 1


def test_stopped_natalizumab_counts_no_years_on_it():
    person = profile(
        treatments={"treatments": ["natalizumab"], "years_natalizumab": 1.5},
        natalizumab={"on_natalizumab": "no", "years_on_natalizumab": None},
    )
    assert person.years_on_natalizumab == 0


def test_what_is_asked_no_longer_is_not_used():
    """Answers from before a change stay in the session, for a change back."""
    person = profile(
        natalizumab={"on_natalizumab": "yes", "years_on_natalizumab": 9.0},
        immunosuppression={"prior_immunosuppression": "yes"},
        conditioning={"conditioning": "high"},
        age={"age": 60},
    )
    assert person.years_on_natalizumab == 0
    assert person.prior_immunosuppression is Answer.UNKNOWN
    assert person.conditioning is Conditioning.UNKNOWN
    assert person.children is Children.NO


def test_worked_out_edss_is_a_range():
    person = profile(
        edss={"edss_known": "work_out", "edss": None},
        edss_moving={"moving": "two_sides"},
        edss_aided={"detail": "under_20"},
    )
    assert (person.edss_low, person.edss_high) == (6.5, 7.0)


def test_the_virus_and_the_centre_bring_their_follow_ups():
    person = profile(
        jcv={"jcv": "positive", "jcv_index": 1.2},
        immunosuppression={"prior_immunosuppression": "yes"},
        centre={"centre": "new"},
        conditioning={"conditioning": "high"},
    )
    assert person.jcv_index == 1.2
    assert person.prior_immunosuppression is Answer.YES
    assert person.conditioning is Conditioning.HIGH


@pytest.mark.parametrize("page", ["course", "onset", "age", "jcv"])
def test_a_missing_page_is_named(page):
    answers = build_answers()
    del answers[page]
    with pytest.raises(AnswersMissing) as missing:
        build_request(answers, (5,))
    assert missing.value.page == page
