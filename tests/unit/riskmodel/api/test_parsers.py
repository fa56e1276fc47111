from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from riskmodel.api.parsers import (
    DEEPEST_NESTING,
    LONGEST_BODY_BYTES,
    MOST_NAMES,
    StrictJsonParser,
    read_object,
)
from riskmodel.api.problems import ContentTooLarge
from riskmodel.errors import InvalidProfile


def test_an_object_is_read_as_it_stands():
    assert read_object(b'{"age": 35, "horizons": [1, 2]}') == {
        "age": 35,
        "horizons": [1, 2],
    }


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"\xff\xfe{}", "The body is not UTF-8."),
        (b"\xef\xbb\xbf{}", "The body is not JSON."),
        (b"", "The body is not JSON."),
        (b"{", "The body is not JSON."),
        (b'{"age": 35} {}', "The body is not JSON."),
        (b"{'age': 35}", "The body is not JSON."),
        (b'{"age": ' + b"9" * 5000 + b"}", "The body is not JSON."),
        (b'{"age": NaN}', "NaN is not JSON."),
        (b'{"age": Infinity}', "Infinity is not JSON."),
        (b'{"age": -Infinity}', "-Infinity is not JSON."),
        (b"[]", "The body is not a JSON object."),
        (b"null", "The body is not a JSON object."),
        (b'"rrms"', "The body is not a JSON object."),
        (b"[" * 30_000, "The body is nested too deeply."),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "The body is nested too deeply."),
    ],
)
def test_what_is_not_one_json_object_is_refused(body, detail):
    with pytest.raises(ParseError) as refused:
        read_object(body)
    assert str(refused.value.detail) == detail


def test_nesting_has_a_limit_well_above_any_request():
    def nest(levels: int) -> bytes:
        return b'{"age": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"

    assert read_object(nest(DEEPEST_NESTING))
    with pytest.raises(ParseError):
        read_object(nest(DEEPEST_NESTING + 2))


def test_an_object_of_many_names_is_refused():
    names = {f"name{i}": i for i in range(MOST_NAMES + 1)}
    with pytest.raises(ParseError):
        read_object(json.dumps(names).encode())


def test_a_name_given_twice_is_named():
    with pytest.raises(InvalidProfile) as refused:
        read_object(b'{"age": 35, "sex": "male", "age": 36}')
    [error] = refused.value.errors
    assert (error.field, error.given, error.allowed) == (
        "age",
        "[35, 36]",
        "given once",
    )


def test_thousands_of_names_given_twice_make_a_short_answer():
    body = ",".join(f'"{i}":1,"{i}":2' for i in range(3000))
    with pytest.raises(InvalidProfile) as refused:
        read_object(b"{" + body.encode() + b"}")
    assert len(refused.value.errors) == MOST_NAMES


def test_the_body_is_read_to_the_limit_and_no_further():
    parser = StrictJsonParser()
    fits = b'{"age": 35' + b" " * (LONGEST_BODY_BYTES - 11) + b"}"
    assert len(fits) == LONGEST_BODY_BYTES
    assert parser.parse(io.BytesIO(fits)) == {"age": 35}
    longer = io.BytesIO(fits + b" " * 1_000_000)
    with pytest.raises(ContentTooLarge):
        parser.parse(longer)
    assert longer.tell() == LONGEST_BODY_BYTES + 1


@given(st.binary(max_size=200))
def test_no_bytes_make_another_error(body):
    try:
        found = read_object(body)
    except (ParseError, InvalidProfile):
        return
    assert isinstance(found, dict)
