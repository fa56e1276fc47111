"""What matters is a person's own order; it never touches the options."""

import pytest

from decisionaid.core.values import (
    OUTCOMES,
    list_most_important,
    list_outcomes,
    order_outcomes,
    order_shown,
)
from tests.answers_factory import build_answers


def rated(**ratings: str) -> dict[str, object]:
    return {"ratings": ratings, "concerns": "", "questions": ""}


@pytest.mark.parametrize("values", [None, rated(), {}])
def test_without_ratings_the_order_is_the_usual_one(values):
    assert order_outcomes(values) == tuple(OUTCOMES)


def test_what_matters_most_comes_first_and_equals_keep_their_order():
    values = rated(
        dying="not", tests="very", relapses="very", hospital="quite", better="little"
    )
    assert order_outcomes(values) == (
        "relapses",
        "tests",
        "hospital",
        "walking_aid",
        "fertility",
        "infusions",
        "better",
        "dying",
    )


def test_not_sure_counts_as_not_said():
    unsure = rated(**dict.fromkeys(OUTCOMES, "unsure"))
    assert order_outcomes(unsure) == order_outcomes(rated())


def test_sections_follow_what_they_show():
    tables = ["died_treatment", "died_other", "worse", "same", "better"]
    values = rated(better="very", dying="not")
    assert order_shown(tables, values) == [
        "same",
        "better",
        "died_other",
        "worse",
        "died_treatment",
    ]
    assert order_shown(tables, None) == tables


def test_a_section_that_shows_two_outcomes_follows_the_more_important():
    values = rated(hospital="not", infusions="very")
    assert order_shown(["tests", "time"], values) == ["time", "tests"]


def test_a_level_from_another_release_of_the_site_does_no_harm():
    assert order_outcomes(rated(dying="extremely")) == tuple(OUTCOMES)


def test_only_very_much_is_most_important():
    values = rated(tests="very", dying="quite", better="very")
    assert list_most_important(values) == ["better", "tests"]
    assert list_most_important(None) == []


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({}, True),
        ({"children": {"children": "no"}}, False),
        ({"age": {"age": 60}}, False),
        ({"age": {"age": 60}, "sex": {"sex": "male"}}, True),
    ],
)
def test_fertility_is_asked_only_where_it_may_apply(changed, asked):
    assert ("fertility" in list_outcomes(build_answers(**changed))) is asked
