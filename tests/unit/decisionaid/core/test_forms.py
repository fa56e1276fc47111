"""What each page accepts, keeps and refuses."""

import pytest

from decisionaid.core.pages import PAGES, find_page
from tests.answers_factory import TODAY, build_answers


def fill(name, data, answers=None):
    page = find_page(name)
    return page.form(data, answers=answers or {}, today=TODAY)


GOOD = [
    ("course", {"course": "spms"}, {"course": "spms"}),
    ("course", {"course": "unknown"}, {"course": "unknown"}),
    (
        "onset",
        {"onset_known": "year", "onset_year": "2019"},
        {"onset_year": 2019, "duration": 7.0},
    ),
    (
        "onset",
        {"onset_known": "year", "onset_year": "2026"},
        {"onset_year": 2026, "duration": 0.0},
    ),
    (
        "onset",
        {"onset_known": "diagnosis", "diagnosis_year": "2020", "onset_year": "junk"},
        {"diagnosis_year": 2020, "onset_year": None, "duration": 6.0},
    ),
    (
        "onset",
        {"onset_known": "rough", "rough_years": "from_10"},
        {"rough_years": "from_10", "duration": 15.0},
    ),
    ("edss", {"edss_known": "known", "edss": "3,5"}, {"edss": 3.5}),
    ("edss", {"edss_known": "known", "edss": "0"}, {"edss": 0.0}),
    ("edss", {"edss_known": "work_out", "edss": "11"}, {"edss": None}),
    ("age", {"age": "18"}, {"age": 18}),
    ("age", {"age": "85"}, {"age": 85}),
    ("sex", {"sex": "unknown"}, {"sex": "unknown"}),
    (
        "relapses",
        {"relapses_1y": "0", "relapses_2y": "0"},
        {"relapses_1y": 0, "relapses_2y": 0},
    ),
    (
        "relapses",
        {"relapses_1y": "2", "relapses_2y": "", "relapses_unknown": ["unknown"]},
        {"relapses_1y": 2, "relapses_2y": None},
    ),
    (
        "relapses",
        {"relapses_unknown": ["unknown"]},
        {"relapses_1y": None, "relapses_2y": None},
    ),
    (
        "treatments",
        {
            "treatments": ["interferon", "other"],
            "years_interferon": "2",
            "years_other": "0,5",
            "years_fingolimod": "not used",
        },
        {"years_interferon": 2.0, "years_other": 0.5, "years_fingolimod": None},
    ),
    ("treatments", {"treatments": ["none"]}, {"treatments": ["none"]}),
    (
        "natalizumab",
        {"on_natalizumab": "yes", "years_on_natalizumab": "2"},
        {"years_on_natalizumab": 2.0},
    ),
    (
        "natalizumab",
        {"on_natalizumab": "no", "years_on_natalizumab": "2"},
        {"years_on_natalizumab": None},
    ),
    ("jcv", {"jcv": "positive", "jcv_index": ""}, {"jcv_index": None}),
    ("jcv", {"jcv": "positive", "jcv_index": "1.2"}, {"jcv_index": 1.2}),
    ("jcv", {"jcv": "negative", "jcv_index": "99"}, {"jcv_index": None}),
    ("centre", {"centre": "new"}, {"centre": "new"}),
]


@pytest.mark.parametrize(("page", "data", "kept"), GOOD)
def test_accepted(page, data, kept):
    form = fill(page, data)
    assert form.is_valid(), form.errors
    assert {name: form.cleaned_data[name] for name in kept} == kept


BAD = [
    ("course", {}, "course", "Choose your type of MS"),
    ("course", {"course": "bogus"}, "course", "Choose your type of MS"),
    ("onset", {}, "onset_known", "Choose how"),
    ("onset", {"onset_known": "year"}, "onset_year", "Year of first symptoms: enter"),
    ("onset", {"onset_known": "rough"}, "rough_years", "about how long ago"),
    (
        "onset",
        {"onset_known": "year", "onset_year": "2027"},
        "onset_year",
        "1951 to 2026",
    ),
    ("onset", {"onset_known": "year", "onset_year": "1950"}, "onset_year", "“1950”"),
    ("onset", {"onset_known": "year", "onset_year": "last"}, "onset_year", "“last”"),
    (
        "onset",
        {"onset_known": "diagnosis", "diagnosis_year": "2030"},
        "diagnosis_year",
        "“2030”",
    ),
    ("edss", {"edss_known": "known", "edss": "11"}, "edss", "EDSS: “11”"),
    ("edss", {"edss_known": "known", "edss": "3.7"}, "edss", "half steps"),
    ("edss", {"edss_known": "known"}, "edss", "EDSS: enter 0, or 1 to 9.5"),
    (
        "age",
        {"age": "140"},
        "age",
        "“140” cannot be used. Enter a whole number from 18",
    ),
    ("age", {"age": "old"}, "age", "“old”"),
    ("age", {"age": ""}, "age", "Your age: enter a whole number from 18 to 85"),
    ("sex", {"sex": "x" * 9000}, "sex", "Choose your sex"),
    ("relapses", {}, "relapses_1y", "or tick “I don't know”"),
    ("relapses", {"relapses_1y": "1"}, "relapses_2y", "or tick “I don't know”"),
    ("relapses", {"relapses_1y": "21", "relapses_2y": "21"}, "relapses_1y", "“21”"),
    ("relapses", {"relapses_1y": "3", "relapses_2y": "1"}, "relapses_2y", "enter 3 or"),
    ("treatments", {}, "treatments", "Tick the drugs"),
    (
        "treatments",
        {"treatments": ["none", "fingolimod"], "years_fingolimod": "1"},
        "treatments",
        "only “None so far”",
    ),
    ("treatments", {"treatments": ["bogus"]}, "treatments", "Tick the drugs"),
    (
        "treatments",
        {"treatments": ["fingolimod"]},
        "years_fingolimod",
        "Years of Fingolimod: enter",
    ),
    (
        "natalizumab",
        {"on_natalizumab": "yes"},
        "years_on_natalizumab",
        "Years on natalizumab: enter",
    ),
    (
        "natalizumab",
        {"on_natalizumab": "yes", "years_on_natalizumab": "21"},
        "years_on_natalizumab",
        "0 to 20",
    ),
    ("jcv", {"jcv": "positive", "jcv_index": "11"}, "jcv_index", "0 to 10"),
]


@pytest.mark.parametrize(("page", "data", "field", "message"), BAD)
def test_refused_with_field_value_and_what_is_allowed(page, data, field, message):
    form = fill(page, data)
    assert not form.is_valid()
    assert message in str(form.errors[field][0])


@pytest.mark.parametrize("page", [p for p in PAGES if p.asks], ids=lambda p: p.name)
def test_nothing_chosen_is_never_accepted(page):
    assert not fill(page.name, {}).is_valid()


def test_typed_text_is_shown_again():
    form = fill("edss", {"edss_known": "known", "edss": "3.7x"})
    assert form["edss"].value() == "3.7x"
    assert [shown.checked for shown in form["edss_known"].options] == [True, False]


def test_known_is_not_taken_for_unknown():
    """An option is compared as a whole: "known" is a part of "unknown"."""
    form = fill("edss", {"edss_known": "unknown", "edss": "3.5"})
    assert not form.is_valid()
    assert "edss" not in form.errors


def test_onset_before_age_ten_is_refused_on_either_page():
    onset = fill(
        "onset",
        {"onset_known": "year", "onset_year": "1999"},
        build_answers(age={"age": 35}),
    )
    assert "27 years ago do not fit together" in onset.errors["onset_year"][0]
    assert onset.also_change == "age"
    age = fill("age", {"age": "18"}, build_answers(onset={"duration": 9.0}))
    assert "Age 18 and first symptoms about 9 years ago" in age.errors["age"][0]
    assert age.also_change == "onset"


@pytest.mark.parametrize(("age", "valid"), [("20", True), ("19", False)])
def test_onset_at_age_ten_is_the_earliest(age, valid):
    answers = build_answers(onset={"duration": 10.0})
    assert fill("age", {"age": age}, answers).is_valid() is valid


def test_years_on_natalizumab_fit_the_years_in_all():
    answers = build_answers(
        treatments={"treatments": ["natalizumab"], "years_natalizumab": 2.0}
    )
    data = {"on_natalizumab": "yes", "years_on_natalizumab": "3"}
    form = fill("natalizumab", data, answers)
    assert "Enter 2 or less" in form.errors["years_on_natalizumab"][0]
    blank = find_page("natalizumab").form(answers=answers, today=TODAY)
    assert blank["years_on_natalizumab"].value() == "2"
