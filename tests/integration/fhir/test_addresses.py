"""What is there, what is refused, and that every refusal is an OperationOutcome."""

from __future__ import annotations

import copy
import json

import pytest
from django.core.management import call_command
from django.test import Client
from fhir.resources.R4B.capabilitystatement import CapabilityStatement
from fhir.resources.R4B.questionnaire import Questionnaire

from decisionaid.fhir import views
from tests.integration.fhir.asking import (
    COMPARE,
    MEDIA_TYPE,
    make_response,
    post,
    read_outcome,
)


def test_the_server_says_what_it_can_do():
    response = Client().get("/fhir/metadata")
    assert response["Content-Type"] == "application/fhir+json; fhirVersion=4.0"
    statement = CapabilityStatement.model_validate(response.json())
    assert statement.fhirVersion == "4.0.1"
    for told in response.json()["rest"][0]["resource"]:
        for operation in told.get("operation", ()):
            address = f"/fhir/{told['type']}/${operation['name']}"
            assert Client().post(address).status_code != 404


def test_the_questionnaire_is_there():
    response = Client().get("/fhir/Questionnaire/ms-treatment-choices")
    Questionnaire.model_validate(response.json())
    assert response.json()["item"][0]["linkId"] == "course"


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/fhir/", 404),
        ("GET", "/fhir/Patient", 404),
        ("GET", "/fhir/Questionnaire/other", 404),
        ("GET", "/fhir/metadata/", 404),
        ("POST", "/fhir/metadata", 405),
        ("GET", COMPARE, 405),
        ("DELETE", COMPARE, 405),
    ],
)
def test_other_addresses_and_methods_are_refused(method, address, status):
    read_outcome(Client().generic(method, address), status=status)


def test_other_formats_are_refused():
    read_outcome(post(make_response(), content_type="text/plain"), status=415)
    read_outcome(post(make_response(), accept="application/fhir+xml"), status=406)
    plain = post(make_response(), content_type="application/json")
    assert plain.status_code == 200


def test_a_long_body_is_refused():
    body = make_response() | {"language": "x" * 70_000}
    (issue,) = read_outcome(post(body), status=413)
    assert issue["code"] == "too-long"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b'{"a": NaN}', b"[" * 30_000, b'{"a":' * 9000]
)
def test_nonsense_is_refused(body):
    response = Client().post(COMPARE, body, content_type=MEDIA_TYPE)
    read_outcome(response, status=400)


@pytest.mark.parametrize(
    "change",
    [
        {"resourceType": "Patient"},
        {"resourceType": None},
        {"item": "x"},
        {"item": [{}]},
        {"item": [{"linkId": 5}]},
        {"status": None},
        {"surprise": 1},
    ],
)
def test_a_wrong_structure_is_refused(change):
    issues = read_outcome(post(make_response() | change), status=400)
    assert {issue["code"] for issue in issues} == {"structure"}


def nest(levels):
    item = {"linkId": "age"}
    for _ in range(levels):
        item = {"linkId": "age", "item": [item]}
    return item


def test_deep_nesting_is_refused_or_read():
    for levels in (50, 150, 400):
        body = make_response() | {"item": [nest(levels)]}
        response = Client().post(COMPARE, json.dumps(body), content_type=MEDIA_TYPE)
        assert response.status_code in (400, 422)


def replace_answer(link_id, answers):
    body = copy.deepcopy(make_response())
    for page in body["item"]:
        for item in page["item"]:
            if item["linkId"] == link_id:
                item["answer"] = answers
    return body


def coding(code, **more):
    return {"valueCoding": {"code": code, **more}}


@pytest.mark.parametrize(
    ("link_id", "answers", "where"),
    [
        ("age.age", [{"valueInteger": 140}], "age.age"),
        ("age.age", [{"valueDecimal": 35.5}], "age.age"),
        ("age.age", [], "age.age"),
        ("edss.edss", [{"valueDecimal": 3.7}], "edss.edss"),
        ("course.course", [coding("ms")], "course.course"),
        ("course.course", [coding("unknown")], "course"),
        (
            "course.course",
            [coding("rrms", system="http://snomed.info/sct")],
            "course.course",
        ),
        ("course.course", [{"valueString": "rrms"}], "course.course"),
        ("relapses.relapses_2y", [{"valueInteger": 0}], "relapses.relapses_2y"),
        ("onset.rough_years", [coding("under_1")], "onset.rough_years"),
        (
            "treatments.treatments",
            [coding("none"), coding("unknown")],
            "treatments.treatments",
        ),
    ],
)
def test_a_wrong_answer_is_named(link_id, answers, where):
    issues = read_outcome(post(replace_answer(link_id, answers)), status=422)
    assert f"linkId = '{where}'" in issues[0]["expression"][0]
    assert where in issues[0]["diagnostics"]


def test_every_missing_answer_is_named():
    body = make_response() | {"item": []}
    issues = read_outcome(post(body), status=422)
    assert {issue["code"] for issue in issues} == {"required"}
    named = {issue["diagnostics"].split(":")[0] for issue in issues}
    assert {"course.course", "age.age", "jcv.jcv"} <= named


@pytest.mark.parametrize("name", ["shoe-size", "age.shoe_size", "x' or '", "y" * 900])
def test_an_unknown_question_is_named(name):
    body = make_response()
    body["item"].append({"linkId": name, "answer": [{"valueInteger": 1}]})
    (issue,) = read_outcome(post(body), status=422)
    assert issue["code"] == "not-found"


def test_a_question_that_is_not_asked_is_not_answered():
    body = make_response()
    body["item"].append(
        {"linkId": "natalizumab.on_natalizumab", "answer": [coding("yes")]}
    )
    (issue,) = read_outcome(post(body), status=422)
    assert issue["code"] == "business-rule"


@pytest.mark.parametrize("status", ["in-progress", "entered-in-error", "stopped", "x"])
def test_unfinished_responses_are_refused(status):
    (issue,) = read_outcome(post(make_response() | {"status": status}), status=422)
    assert "completed, amended" in issue["diagnostics"]


def test_another_questionnaire_is_refused():
    body = make_response()
    versioned = body | {"questionnaire": body["questionnaire"] + "|2026-11"}
    assert post(versioned).status_code == 200
    other = body | {"questionnaire": "https://example.org/q"}
    read_outcome(post(other), status=422)


def test_answers_may_stand_without_their_groups():
    body = make_response()
    flat = body | {"item": [item for page in body["item"] for item in page["item"]]}
    grouped = post(body).json()["entry"][0]["resource"]["item"]
    assert post(flat).json()["entry"][0]["resource"]["item"] == grouped


def test_limits_and_tokens_are_those_of_the_api(settings):
    settings.API_REQUESTS_PER_MINUTE = 1
    assert Client().get("/fhir/metadata").status_code == 200
    refused = Client().get("/fhir/metadata")
    (issue,) = read_outcome(refused, status=429)
    assert issue["code"] == "throttled"
    assert refused["Retry-After"] == "60"


def test_work_counts_against_the_allowance(settings):
    settings.API_WORK_PER_MINUTE = 150
    assert post(make_response()).status_code == 200
    read_outcome(post(make_response()), status=429)


@pytest.mark.django_db
def test_a_wrong_token_is_refused(capsys):
    refused = post(make_response(), authorization="Bearer x")
    (issue,) = read_outcome(refused, status=401)
    assert issue["code"] == "login"
    assert refused["WWW-Authenticate"] == "Bearer"
    call_command("create_partner_token", "A hospital")
    token = capsys.readouterr().out.strip()
    assert post(make_response(), authorization=f"Bearer {token}").status_code == 200


def test_an_error_of_our_own_tells_nothing(monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("age 35 did it")

    monkeypatch.setattr(views, "read_response", fail)
    response = Client(raise_request_exception=False).post(
        COMPARE, json.dumps(make_response()), content_type=MEDIA_TYPE
    )
    (issue,) = read_outcome(response, status=500)
    assert "35" not in json.dumps(issue)
