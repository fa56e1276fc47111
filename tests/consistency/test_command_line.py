"""The command line's table counts people as the pages do."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.presentation.counts import allot_people as allot_for_pages
from decisionaid.presentation.counts import count_outcomes
from riskmodel.management.text_table import (
    OPTIONS,
    OUTCOMES,
    allot_people,
    write_text,
)
from tests.consistency.text_rows import read_row
from tests.factories import comparison_document


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5).filter(lambda s: sum(s) > 0.1))
def test_people_are_shared_out_as_on_the_pages(weights):
    shares = [weight / math.fsum(weights) for weight in weights]
    counts = allot_people(shares)
    assert sum(counts) == 1000
    named = allot_for_pages(dict(zip("abcde", shares, strict=True)))
    assert counts == list(named.values())


@pytest.mark.parametrize("seed", range(10))
def test_counts_are_those_of_the_pages(seed):
    document = comparison_document(seed, horizons=(5,))
    text = write_text(document)
    for outcome, title in OUTCOMES.items():
        cells = read_row(text, title, after="5")
        for name, cell in zip(OPTIONS, cells, strict=True):
            outcomes = document["options"][name]["horizons"]["5"]["outcomes"]
            if outcomes[outcome] is None:
                assert cell.strip() == "not known"
                continue
            count = count_outcomes(outcomes)[outcome]
            fewer_than_one = count == 0 and outcomes[outcome]["mean"] > 0
            shown = cell.split("(")[0].strip()
            assert shown == ("<1" if fewer_than_one else str(count))
