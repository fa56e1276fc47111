"""Errors that only a real server raises."""

from __future__ import annotations

import json

import pytest
from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import UnreadablePostError

from decisionaid.fhir.errors import handle_error
from decisionaid.fhir.questionnaire import _describe_answer


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (RequestDataTooBig(), 413, "too-long"),
        (UnreadablePostError(), 400, "structure"),
    ],
)
def test_a_body_that_cannot_be_read_is_told(error, status, kind):
    response = handle_error(error, {})
    assert response.status_code == status
    assert json.loads(response.content)["issue"][0]["code"] == kind


def test_an_error_of_our_own_is_left_to_the_site():
    assert handle_error(RuntimeError(), {}) is None


def test_a_new_kind_of_field_is_not_passed_over():
    with pytest.raises(TypeError, match="BooleanField"):
        _describe_answer(forms.BooleanField())
