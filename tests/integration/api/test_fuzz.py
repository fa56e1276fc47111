"""Whatever is posted is compared or refused in one shape; nothing breaks."""

from __future__ import annotations

import json

from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from riskmodel.fields import FIELDS
from tests.integration.api.posting import SHORT, URL, read_problem

ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=20)
    | st.sampled_from(["unknown", "yes", "rrms", "interferon:1", 0, 1e308, 10**400]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from([*FIELDS, "edss ", "Age", ""]) | st.text(max_size=8)


@st.composite
def changed_bodies(draw: st.DrawFn) -> dict[str, object]:
    """A valid body with some values changed, added or taken away."""
    body = dict(SHORT)
    for name, value in draw(st.dictionaries(NAMES, ANY_JSON, max_size=4)).items():
        body[name] = value
    for name in draw(st.sets(st.sampled_from(list(SHORT)), max_size=2)):
        body.pop(name)
    # At most this many, so that a body that happens to be right costs little.
    body["draws"] = 100
    return body


@st.composite
def damaged_bytes(draw: st.DrawFn) -> bytes:
    """A valid body's bytes with a piece cut out and another put in."""
    body = json.dumps(SHORT).encode()
    start = draw(st.integers(0, len(body)))
    end = draw(st.integers(start, min(len(body), start + 8)))
    return body[:start] + draw(st.binary(max_size=8)) + body[end:]


def post_and_judge(body: bytes, url: str = URL) -> None:
    # The client raises what a view does not handle, so a 5xx fails here as well.
    response = Client().post(url, body, content_type="application/json")
    if response.status_code == 200:
        assert response.json()
    else:
        read_problem(response, status=400)


@settings(max_examples=150)
@given(changed_bodies() | ANY_JSON)
def test_any_json_is_compared_or_refused(body):
    post_and_judge(json.dumps(body).encode())


@settings(max_examples=60)
@given(st.lists(changed_bodies() | ANY_JSON, max_size=3) | ANY_JSON, ANY_JSON)
def test_any_batch_is_compared_or_refused(batch, more):
    body = {"comparisons": batch} | (more if isinstance(more, dict) else {})
    post_and_judge(json.dumps(body).encode(), "/api/v1/comparisons/batch/")


@settings(max_examples=60)
@given(st.sampled_from(["break-even", "era-curve", "sensitivity"]), changed_bodies())
def test_any_analysis_is_made_or_refused(name, body):
    post_and_judge(json.dumps(body).encode(), f"/api/v1/{name}/")


@settings(max_examples=100)
@given(damaged_bytes() | st.binary(max_size=100))
def test_any_bytes_are_compared_or_refused(body):
    post_and_judge(body)


@settings(max_examples=100)
@given(
    content_type=st.text(st.characters(max_codepoint=255), max_size=30),
    accept=st.text(st.characters(max_codepoint=255), max_size=30),
    query=st.text(max_size=20),
)
def test_any_headers_are_answered(content_type, accept, query):
    response = Client().generic(
        "POST",
        f"{URL}",
        json.dumps(SHORT),
        content_type=content_type,
        headers={"accept": accept},
        query_params={"format": query},
    )
    if response.status_code != 200:
        assert response.status_code in (400, 406, 415)
        read_problem(response, status=response.status_code)
