"""Ties, years and what the numbers hang on: the model's documents, in their shapes."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from riskmodel import interface
from tests.integration.api.documents import find_faults
from tests.integration.api.posting import SHORT, read_problem

WIDE = {name: value for name, value in SHORT.items() if name != "edss"} | {
    "edss_low": 0,
    "edss_high": 9.5,
}
PEOPLE = [SHORT, SHORT | {"course": "ppms", "edss": 6}, SHORT | {"sex": "male"}]
NAMES = {
    "break-even": (interface.break_even, "BreakEvenDocument"),
    "era-curve": (interface.era_curve, "EraCurve"),
    "sensitivity": (interface.sensitivity, "Sensitivity"),
}


def ask(name: str, body: object):
    return Client().post(
        f"/api/v1/{name}/", json.dumps(body), content_type="application/json"
    )


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("name", NAMES)
def test_each_is_the_model_s_document_in_its_shape(name, person):
    compute, component = NAMES[name]
    response = ask(name, person)
    assert response.status_code == 200
    told = interface.encode(compute(interface.read_json(person)))
    assert response.content.decode() == told + "\n"
    assert find_faults(response.json(), component) == []


def test_sensitivity_is_told_for_the_year_that_is_asked_for():
    assert ask("sensitivity", SHORT).json()["years"] == 5
    assert ask("sensitivity", SHORT | {"years": 2}).json()["years"] == 2


@pytest.mark.parametrize("years", [0, 16, 2.5, "5", True, None, [5], 10**400])
def test_a_wrong_year_is_named(years):
    problem = read_problem(ask("sensitivity", SHORT | {"years": years, "sex": "x"}))
    assert [error["field"] for error in problem["errors"]] == ["years", "sex"]
    assert problem["errors"][0]["given"] == json.dumps(years)[:57] + (
        "..." if years == 10**400 else ""
    )
    assert "1 to 15" in problem["errors"][0]["allowed"]


@pytest.mark.parametrize("name", NAMES)
def test_wrong_fields_are_named(name):
    problem = read_problem(ask(name, SHORT | {"edss": 11, "surname": "x"}))
    assert {error["field"] for error in problem["errors"]} == {"edss", "surname"}


@pytest.mark.parametrize("name", NAMES)
def test_costly_input_is_refused(name):
    problem = read_problem(ask(name, WIDE | {"draws": 4001}))
    assert [error["field"] for error in problem["errors"]] == ["draws", "edss_high"]


def test_sensitivity_takes_more_of_the_allowance(settings):
    settings.API_WORK_PER_MINUTE = 13_000
    assert ask("sensitivity", SHORT).status_code == 200
    read_problem(ask("sensitivity", SHORT), status=429)
    assert ask("break-even", SHORT).status_code == 200
