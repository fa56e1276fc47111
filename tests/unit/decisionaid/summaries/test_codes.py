from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.summaries.codes import (
    ALPHABET,
    CODE_LENGTH,
    hash_code,
    hash_code_by_every_secret,
    make_code,
    normalise_code,
)


def test_a_code_has_four_groups_of_four_and_80_bits():
    code = make_code()
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{3}}", code)
    assert len(set(ALPHABET)) ** CODE_LENGTH == 2**80


def test_codes_differ_and_use_the_whole_alphabet():
    codes = {make_code() for _ in range(200)}
    assert len(codes) == 200
    assert set("".join(codes)) - {"-"} == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        "7QK2-9MXD-0HRA-C4T1",
        "7qk2-9mxd-0hra-c4t1",
        " 7QK2 9MXD 0HRA C4T1\n",
        "7QK29MXDOHRAC4TI",
        "7qk29mxdohrac4tl",
    ],
)
def test_a_code_may_be_typed_in_many_ways(typed):
    assert normalise_code(typed) == "7QK29MXD0HRAC4T1"
    assert hash_code(typed) == hash_code("7QK2-9MXD-0HRA-C4T1")


@pytest.mark.parametrize(
    "typed", ["", "7QK2", "7QK2-9MXD-0HRA-C4TU", "7QK2-9MXD-0HRA-C4T1-0", "Ω" * 16]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert normalise_code(typed) is None


@given(st.text(max_size=100))
def test_any_text_can_be_hashed(typed):
    assert len(hash_code(typed)) == 64


def test_the_hash_hangs_on_the_servers_secret(settings):
    before = hash_code("7QK2-9MXD-0HRA-C4T1")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret"
    assert hash_code("7QK2-9MXD-0HRA-C4T1") != before
    assert before in hash_code_by_every_secret("7QK2-9MXD-0HRA-C4T1")
