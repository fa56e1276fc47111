from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from riskmodel.api.documentation import LONG_REQUEST, SHORT_REQUEST, WRONG_REQUEST
from riskmodel.api.shapes import COMPONENTS, MEANINGS
from riskmodel.errors import InvalidProfile
from riskmodel.fields import FIELDS
from riskmodel.inputs import profile_document, read_json

ROOT = {"components": {"schemas": COMPONENTS}}


def is_valid(value: object, name: str) -> bool:
    shape = ROOT | {"$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator(shape).is_valid(value)


def is_readable(value: dict) -> bool:
    try:
        read_json(value)
    except InvalidProfile:
        return False
    return True


def test_every_input_is_described_in_the_order_of_the_table():
    request = COMPONENTS["ComparisonRequest"]
    assert list(request["properties"]) == list(FIELDS) == list(MEANINGS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_shape_is_json_schema(name):
    Draft202012Validator.check_schema(COMPONENTS[name])


def test_defaults_are_those_of_the_model():
    read = read_json({"course": "rrms", "edss": 2, "duration": 3, "age": 30})
    spelt_out = profile_document(read.profile) | {
        "scenario": read.scenario.value,
        "horizons": list(read.horizons),
        "draws": read.draws,
        "seed": read.seed,
    }
    for name, shape in COMPONENTS["ComparisonRequest"]["properties"].items():
        if "default" in shape:
            assert shape["default"] == spelt_out[name], name


@pytest.mark.parametrize("request_", [SHORT_REQUEST, LONG_REQUEST])
def test_the_examples_are_valid(request_):
    assert is_valid(request_, "ComparisonRequest")
    assert is_readable(request_)
    profile = profile_document(read_json(request_).profile)
    assert is_valid(profile, "Profile")


def test_the_wrong_example_is_wrong():
    assert not is_valid(WRONG_REQUEST, "ComparisonRequest")


ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 30),
    st.sampled_from([0.5, 1.5, 9.5, 1e300, 4294967295, "3.5", "unknown", "none"]),
    st.sampled_from(["interferon:2", "interferon:x", "yes", "female", "waning", ""]),
    st.lists(st.integers(0, 16), max_size=3),
)
EVERYTHING = SHORT_REQUEST | {"age": 85, "duration": 0}


@given(st.sampled_from([*FIELDS, "edss_step"]), ANY_VALUE)
def test_the_shape_of_a_field_allows_what_the_model_reads(name, value):
    body = EVERYTHING | {name: value}
    if name in ("edss_low", "edss_high"):
        del body["edss"]
        body = {"edss_low": 0, "edss_high": 9.5} | body
    # Whether two fields contradict each other is beyond a shape; these do not.
    assert is_valid(body, "ComparisonRequest") == is_readable(body)


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({"treatments": "interferon:5, other:1"}, True),
        ({"treatments": " interferon: 75.0 ,other:74.99"}, True),
        ({"treatments": "interferon:76"}, False),
        ({"treatments": "interferon:75.01"}, False),
        ({"treatments": "interferon:-0"}, False),
        ({"treatments": "interferon:1,other:2,interferon:3"}, False),
        ({"treatments": "interferon:5,\nother:1"}, False),
        ({"horizons": [5.0]}, True),
        ({"horizons": [5, 5.0]}, False),
    ],
)
def test_the_shape_and_the_model_agree(change, valid):
    body = EVERYTHING | change
    assert is_valid(body, "ComparisonRequest") == is_readable(body) == valid


@pytest.mark.parametrize(
    "ends",
    [{}, {"edss_low": 2}, {"edss_high": 2}, {"edss": 2, "edss_low": 2}],
)
def test_the_edss_is_a_step_or_both_ends_of_a_range(ends):
    body = {"course": "rrms", "duration": 3, "age": 30, **ends}
    assert not is_valid(body, "ComparisonRequest")
    assert not is_readable(body)
