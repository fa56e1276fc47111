from __future__ import annotations

import json

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions

from riskmodel.api.problems import WRONG_FIELDS, handle_error
from riskmodel.errors import FieldError, InvalidProfile, NumericalError


def answer(error: Exception) -> dict:
    response = handle_error(error, {})
    assert response["Content-Type"] == "application/problem+json"
    document = json.loads(response.content)
    assert document["status"] == response.status_code
    assert set(document) == {"type", "title", "status", "detail", "errors"}
    return document


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (Http404(), 404, "Not Found"),
        (exceptions.ParseError("No."), 400, "Bad Request"),
        (exceptions.MethodNotAllowed("GET"), 405, "Method Not Allowed"),
        (exceptions.NotAcceptable(), 406, "Not Acceptable"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "Unsupported Media Type"),
        (RequestDataTooBig(), 413, "Request Entity Too Large"),
        (UnreadablePostError(), 400, "Bad Request"),
    ],
)
def test_each_refusal_has_its_status_and_no_fields(error, status, title):
    document = answer(error)
    assert (document["status"], document["title"]) == (status, title)
    assert document["type"] == "about:blank"
    assert document["detail"]
    assert document["errors"] == []


def test_wrong_fields_are_named_with_what_was_given_and_allowed():
    document = answer(
        InvalidProfile(
            (FieldError("edss", "11", "0 to 9.5"), FieldError("age", "", "18 to 85"))
        )
    )
    assert document["type"] == WRONG_FIELDS
    assert document["detail"] == "2 fields are wrong."
    assert document["errors"] == [
        {"field": "edss", "given": "11", "allowed": "0 to 9.5"},
        {"field": "age", "given": None, "allowed": "18 to 85"},
    ]


def test_one_wrong_field_is_told_in_the_singular():
    document = answer(InvalidProfile((FieldError("edss", "11", "0 to 9.5"),)))
    assert document["detail"] == "One field is wrong."


def test_half_a_character_can_be_sent_back():
    document = answer(InvalidProfile((FieldError("\ud800", '"\udfff"', "text"),)))
    assert document["errors"][0]["field"] == "\ud800"


def test_an_error_of_our_own_is_left_to_the_site():
    assert handle_error(NumericalError("1.2 is no probability"), {}) is None
