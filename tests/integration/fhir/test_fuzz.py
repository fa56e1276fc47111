"""Whatever is posted is a result or an OperationOutcome."""

from __future__ import annotations

import copy
import json

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.fhir.asking import (
    COMPARE,
    MEDIA_TYPE,
    make_response,
    read_outcome,
)

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["item", "linkId", "answer", "valueCoding", "code", "resourceType", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
RESPONSE = make_response()


@st.composite
def changed_responses(draw: st.DrawFn) -> object:
    """A right response with something changed, somewhere in it."""
    body = copy.deepcopy(RESPONSE)
    for _ in range(draw(st.integers(1, 3))):
        box: object = body
        while True:
            keys = list(box) if isinstance(box, dict) else list(range(len(box)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            inside = box[key]
            if not isinstance(inside, dict | list) or draw(st.integers(0, 3)) == 0:
                box[key] = draw(ANY_JSON)
                break
            box = inside
    return body


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed_responses() | ANY_JSON)
def test_any_json_is_a_result_or_refused(body):
    response = Client().post(COMPARE, json.dumps(body), content_type=MEDIA_TYPE)
    if response.status_code == 200:
        assert response.json()["resourceType"] == "Bundle"
    else:
        assert response.status_code in (400, 422)
        assert read_outcome(response, status=response.status_code)


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused(body):
    response = Client().post(COMPARE, body, content_type=MEDIA_TYPE)
    read_outcome(response, status=400)
