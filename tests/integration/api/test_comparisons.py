"""The comparison over HTTP: the same bytes as the command line, and every refusal."""

from __future__ import annotations

import io
import json
import math

import pytest
from django.core.management import call_command
from django.test import Client

from riskmodel import interface
from riskmodel.api.documentation import LONG_REQUEST, WRONG_ANSWER, WRONG_REQUEST
from tests.integration.api.documents import find_faults
from tests.integration.api.posting import SHORT, URL, post, read_problem


@pytest.mark.parametrize("request_", [SHORT, LONG_REQUEST | {"draws": 100}])
def test_the_bytes_are_those_of_the_command_line(request_):
    printed = io.StringIO()
    arguments = {
        name: ",".join(map(str, value)) if isinstance(value, list) else value
        for name, value in request_.items()
    }
    call_command("compare", json=True, stdout=printed, **arguments)
    response = post(request_)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.content == printed.getvalue().encode()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"course": "ppms"},
        {"course": "spms", "edss": 6.5, "age": 70},
        {"sex": "male", "horizons": [15, 3], "scenario": "seed_era"},
        {"years_on_natalizumab": 3, "jcv": "positive", "jcv_index": 2},
    ],
)
def test_the_document_has_the_shape_that_is_described(change):
    document = post(SHORT | change).json()
    assert find_faults(document, "Comparison") == []
    for option in document["options"].values():
        for horizon in option["horizons"].values():
            estimates = horizon["outcomes"].values()
            if option["status"] != "not_estimable":
                total = math.fsum(estimate["mean"] for estimate in estimates)
                assert total == pytest.approx(1, abs=1e-12)
            else:
                assert set(estimates) == {None}


def test_the_profile_that_comes_back_can_be_posted_again():
    document = post(LONG_REQUEST | {"draws": 100}).json()
    how = {
        "horizons": LONG_REQUEST["horizons"],
        "scenario": document["scenario"],
        "draws": document["draws"],
        "seed": document["seed"],
    }
    assert post(document["profile"] | how).json() == document


def test_nothing_is_needed_besides_the_body():
    response = Client(enforce_csrf_checks=True).post(
        URL, json.dumps(SHORT), content_type="application/json"
    )
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


def test_the_example_of_wrong_fields_is_the_truth():
    response = post(WRONG_REQUEST)
    assert read_problem(response) == WRONG_ANSWER


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"edss": 11}, ["edss"]),
        ({"edss": 3.7}, ["edss"]),
        ({"edss": 0.5}, ["edss"]),
        ({"edss": "3.5"}, ["edss"]),
        ({"edss": True}, ["edss"]),
        ({"edss": None}, ["edss"]),
        ({"edss": [3.5]}, ["edss"]),
        ({"age": 140}, ["age"]),
        ({"age": 10**400}, ["age"]),
        ({"duration": 30}, ["duration"]),
        ({"course": "ms"}, ["course"]),
        ({"course": 1}, ["course"]),
        ({"relapses_1y": 2, "relapses_2y": 1}, ["relapses_2y"]),
        ({"relapses_1y": 1.5}, ["relapses_1y"]),
        ({"treatments": ["interferon"]}, ["treatments"]),
        ({"treatments": "aspirin:1"}, ["treatments"]),
        ({"horizons": "1,2"}, ["horizons"]),
        ({"horizons": []}, ["horizons"]),
        ({"horizons": [16]}, ["horizons"]),
        ({"horizons": [True]}, ["horizons"]),
        ({"draws": 20_001}, ["draws"]),
        ({"seed": -1}, ["seed"]),
        ({"surname": "x"}, ["surname"]),
        ({"edss": 11, "age": 140, "sex": "x"}, ["edss", "age", "sex"]),
        ({"edss": 3.5, "edss_low": 99}, ["edss_low"]),
    ],
)
def test_each_wrong_field_has_one_entry(change, fields):
    problem = read_problem(post(SHORT | change), status=400)
    assert [error["field"] for error in problem["errors"]] == fields
    assert all(error["given"] for error in problem["errors"])
    assert all(error["allowed"] for error in problem["errors"])


def test_a_missing_field_is_named():
    problem = read_problem(post({"edss": 3}), status=400)
    missing = {e["field"] for e in problem["errors"] if e["given"] is None}
    assert missing == {"course", "duration", "age"}


@pytest.mark.parametrize(
    "body",
    [b"", b"[1]", b"{", b"\xff", b'{"age": NaN}', b'{"a":' * 9000 + b"1" + b"}" * 9000],
)
def test_nonsense_is_refused_without_naming_fields(body):
    response = Client().post(URL, body, content_type="application/json")
    assert read_problem(response, status=400)["status"] == 400


def test_a_name_given_twice_is_refused():
    body = json.dumps(SHORT)[:-1] + ', "age": 40}'
    response = Client().post(URL, body, content_type="application/json")
    problem = read_problem(response, status=400)
    assert [error["field"] for error in problem["errors"]] == ["age"]


@pytest.mark.parametrize("size", [64 * 1024 + 1, 10 * 1024 * 1024])
def test_a_body_over_64_kb_is_too_large(size):
    body = b" " * (size - 2) + b"{}"
    response = Client().post(URL, body, content_type="application/json")
    read_problem(response, status=413)


def test_a_body_of_64_kb_is_read():
    text = json.dumps(SHORT)
    body = text + " " * (64 * 1024 - len(text))
    response = Client().post(URL, body, content_type="application/json")
    assert response.status_code == 200


@pytest.mark.parametrize(
    "content_type", ["text/plain", "multipart/form-data", "x", ";"]
)
def test_only_json_is_read(content_type):
    response = Client().post(URL, json.dumps(SHORT), content_type=content_type)
    read_problem(response, status=415)


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*"])
def test_only_json_is_sent(accept):
    read_problem(post(SHORT, accept=accept), status=406)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/*;q=0.1"])
def test_any_accept_that_allows_json_will_do(accept):
    assert post(SHORT, accept=accept).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])
def test_only_post_is_answered(method):
    response = Client().generic(method, URL)
    read_problem(response, status=405)
    assert response["Allow"] == "POST"


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/v1/", "/api/v1/comparisons", "/api/v2/comparisons/", "/api/%0A"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_addresses_are_not_found_and_never_redirected(method, path):
    read_problem(Client().generic(method, path), status=404)


def test_a_query_parameter_chooses_nothing():
    response = Client().post(
        f"{URL}?format=xml", json.dumps(SHORT), content_type="application/json"
    )
    assert response.status_code == 200


def test_an_error_of_our_own_tells_nothing(monkeypatch):
    def fail(_request: object, **_: object) -> None:
        raise interface.NumericalError("age 35 did it")

    monkeypatch.setattr(interface, "compare", fail)
    response = post(SHORT, client=Client(raise_request_exception=False))
    assert "35" not in json.dumps(read_problem(response, status=500))
