"""Laws of the one place that rounds."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.presentation.counts import (
    OUTCOMES,
    PEOPLE,
    allot_people,
    make_figure,
    make_number,
    make_outcome_figures,
    round_people,
    word_count,
)
from tests.factories import comparison_document, estimate


@st.composite
def shares(draw: st.DrawFn) -> dict[str, float]:
    """Five shares that sum to 1, tiny ones and zeros among them."""
    weights = [
        draw(st.one_of(st.just(0.0), st.floats(1e-7, 1e-3), st.floats(0, 1)))
        for _ in OUTCOMES
    ]
    weights[3] += 1e-6
    total = math.fsum(weights)
    return dict(zip(OUTCOMES, (weight / total for weight in weights), strict=True))


@given(shares())
def test_the_allotment_sums_to_the_denominator(given_shares: dict[str, float]) -> None:
    assert sum(allot_people(given_shares).values()) == PEOPLE


@given(shares())
def test_nobody_moves_by_a_whole_person(given_shares: dict[str, float]) -> None:
    counts = allot_people(given_shares)
    for name, share in given_shares.items():
        assert abs(counts[name] - share * PEOPLE) < 1


@given(shares())
def test_a_larger_share_never_gets_fewer_people(given_shares: dict[str, float]) -> None:
    counts = allot_people(given_shares)
    ordered = sorted(given_shares, key=lambda name: given_shares[name])
    for smaller, larger in pairwise(ordered):
        if given_shares[smaller] < given_shares[larger]:
            assert counts[smaller] <= counts[larger]


def test_equal_remainders_go_in_the_order_given() -> None:
    assert allot_people({"a": 0.25, "b": 0.25, "c": 0.5}, people=2) == {
        "a": 1,
        "b": 0,
        "c": 1,
    }
    assert allot_people({"b": 0.25, "a": 0.25, "c": 0.5}, people=2) == {
        "b": 1,
        "a": 0,
        "c": 1,
    }


@pytest.mark.parametrize(
    ("share", "people"), [(0.0, 0), (0.0004, 0), (0.0005, 1), (0.0124, 12), (1.0, 1000)]
)
def test_a_half_rounds_upwards(share: float, people: int) -> None:
    assert round_people(share) == people


@pytest.mark.parametrize(
    ("count", "share", "words"),
    [
        (0, 0.0, "0"),
        (0, 0.0003, "fewer than 1"),
        (1000, 0.9998, "more than 999"),
        (1000, 1.0, "1,000"),
        (12, 0.0123, "12"),
    ],
)
def test_r14_a_chance_that_rounds_to_nobody_says_so(
    count: int, share: float, words: str
) -> None:
    assert word_count(count, share) == words


def test_a_figure_names_its_numbers() -> None:
    figure = make_figure("ahsct.5.worse", estimate(0.15), count=150)
    assert figure.best.id == "ahsct.5.worse.mean"
    assert figure.lower.id == "ahsct.5.worse.lower95"
    assert figure.upper.id == "ahsct.5.worse.upper95"
    assert figure.rest.id == "ahsct.5.not_worse.mean"
    assert figure.rest.text == "850"


@given(st.integers(0, 500), st.integers(1, 10))
def test_ranges_hold_their_best_estimate(seed: int, years: int) -> None:
    document = comparison_document(seed, not_estimable=())
    for option, found in document["options"].items():
        outcomes = found["horizons"][str(years)]["outcomes"]
        for figure in make_outcome_figures(option, years, outcomes).values():
            assert figure.lower.count <= figure.best.count <= figure.upper.count
            assert figure.best.count + figure.rest.count == PEOPLE


def test_a_range_stretches_only_to_hold_an_allotted_count() -> None:
    narrow = estimate(0.0124) | {"lower95": 0.01235, "upper95": 0.01245}
    figure = make_figure("no_dmt.5.same", narrow, count=13)
    assert (figure.lower.count, figure.upper.count) == (12, 13)


def test_the_value_stays_unrounded() -> None:
    assert make_number("x", 0.123456).value == 0.123456
