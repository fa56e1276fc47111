"""Many people in one request: all of them, or every error by its place."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from riskmodel.api.documentation import (
    BATCH_REQUEST,
    WRONG_BATCH_ANSWER,
    WRONG_BATCH_REQUEST,
)
from tests.integration.api.documents import find_faults
from tests.integration.api.posting import SHORT, post, read_problem

URL = "/api/v1/comparisons/batch/"
OTHER = SHORT | {"course": "ppms", "edss": 6, "seed": 3}


def post_batch(body: object):
    return Client().post(URL, json.dumps(body), content_type="application/json")


def test_each_document_is_the_one_it_would_be_alone():
    batch = post_batch({"comparisons": [SHORT, OTHER]}).json()
    assert find_faults(batch, "Batch") == []
    assert batch["comparisons"] == [post(SHORT).json(), post(OTHER).json()]


def test_the_examples_are_the_truth():
    assert post_batch(BATCH_REQUEST).status_code == 200
    assert read_problem(post_batch(WRONG_BATCH_REQUEST)) == WRONG_BATCH_ANSWER


def test_errors_are_told_by_place_and_nothing_is_computed():
    batch = [SHORT, SHORT | {"age": 140, "sex": "x"}, 5, SHORT | {"edss": 0.5}]
    problem = read_problem(post_batch({"comparisons": batch}))
    assert [error["field"] for error in problem["errors"]] == [
        "comparisons[1].age",
        "comparisons[1].sex",
        "comparisons[2]",
        "comparisons[3].edss",
    ]
    assert all(error["allowed"] for error in problem["errors"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"comparisons": []},
        {"comparisons": [SHORT] * 101},
        {"comparisons": SHORT},
        {"comparisons": None},
    ],
)
def test_a_batch_is_a_list_of_one_to_a_hundred(body):
    problem = read_problem(post_batch(body))
    assert [error["field"] for error in problem["errors"]] == ["comparisons"]
    assert problem["errors"][0]["allowed"] == "a list of 1 to 100 comparisons"


def test_other_names_are_refused():
    problem = read_problem(post_batch({"comparisons": 5, "draws": 100}))
    assert [(error["field"], error["given"]) for error in problem["errors"]] == [
        ("draws", "100"),
        ("comparisons", "5"),
    ]
    problem = read_problem(post_batch({"comparisons": [SHORT], "draws": 100}))
    assert [error["field"] for error in problem["errors"]] == ["draws"]


def test_a_batch_is_bounded_in_draws_and_in_years():
    problem = read_problem(post_batch({"comparisons": [SHORT | {"draws": 4001}] * 10}))
    assert [error["field"] for error in problem["errors"]] == ["comparisons[*].draws"]
    assert "40000" in problem["errors"][0]["allowed"]
    years = list(range(1, 16))
    problem = read_problem(
        post_batch({"comparisons": [SHORT | {"horizons": years}] * 27})
    )
    assert [error["field"] for error in problem["errors"]] == [
        "comparisons[*].horizons"
    ]


def test_a_hundred_people_are_compared():
    people = [SHORT | {"age": 18 + place % 60, "seed": place} for place in range(100)]
    response = post_batch({"comparisons": people})
    assert response.status_code == 200
    seeds = [document["seed"] for document in response.json()["comparisons"]]
    assert seeds == list(range(100))


def test_a_flood_of_errors_has_a_short_answer():
    wrong = {f"n{place}": 1 for place in range(90)}
    problem = read_problem(post_batch({"comparisons": [wrong] * 60}))
    assert len(problem["errors"]) == 100
    assert problem["detail"] == "5640 fields are wrong."
