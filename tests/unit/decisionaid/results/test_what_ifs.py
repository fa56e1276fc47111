"""What-ifs: real comparisons with one thing changed."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.presentation.what_if import find_estimate
from decisionaid.presentation.wording.changes import ANSWERS, CHANGES
from decisionaid.results.changes import list_all, list_answers
from decisionaid.results.what_ifs import WhatIf, carry_over, run_what_ifs
from riskmodel import interface

PERSON: dict[str, Any] = {
    "course": "rrms",
    "edss": 3.5,
    "duration": 6,
    "age": 35,
    "sex": "female",
    "relapses_1y": 1,
    "relapses_2y": 3,
    "horizons": [5],
}
#: Few draws carried over may differ from many draws of the change itself by less than
#: the ten of 1,000 that the page names; a standard error is about three.
CLOSE = 0.01

shares = st.floats(1e-4, 1 - 1e-4)


def compare(**changes: Any) -> dict[str, Any]:
    return interface.compare(interface.read_json({**PERSON, **changes}))


@cache
def get_document() -> dict[str, Any]:
    return compare()


@given(own=shares, base=shares, changed=shares)
def test_a_carried_share_stays_a_share_and_moves_the_same_way(
    own: float, base: float, changed: float
) -> None:
    found = carry_over(
        own={"mean": own}, base={"mean": base}, changed={"mean": changed}
    )
    assert found is not None
    assert 0 < found["mean"] < 1
    if changed == base:
        assert found["mean"] == own
    elif abs(changed - base) > 1e-9:
        assert (found["mean"] >= own) == (changed > base)


def test_what_cannot_be_told_stays_unknown() -> None:
    one = {"mean": 0.5}
    assert carry_over(own=one, base=one, changed=None) is None
    assert carry_over(own=None, base=None, changed=one) == one
    nobody = {"mean": 0.0}
    assert carry_over(own=nobody, base=nobody, changed=one) == one


def test_few_draws_tell_what_many_do() -> None:
    document = get_document()
    what_if = WhatIf("edss_higher", {"edss": 4.5})
    [change] = run_what_ifs(document, [what_if], years=5).values()
    exact = compare(edss=4.5)
    for option in document["options"]:
        for what in ("worse", "better", "died_treatment", "edss_at_least_6"):
            carried = change.find(option, what)
            wanted = find_estimate(exact, option, what, years=5)
            assert carried is not None
            assert wanted is not None
            assert carried["mean"] == pytest.approx(wanted["mean"], abs=CLOSE)


def test_what_a_change_does_not_touch_keeps_its_number() -> None:
    document = get_document()
    what_if = WhatIf("six_weekly", scenario="natalizumab_6weekly")
    [change] = run_what_ifs(document, [what_if], years=5).values()
    for what in ("worse", "died_treatment"):
        own = find_estimate(document, "ahsct", what, years=5)
        assert change.find("ahsct", what) == own
    pml = find_estimate(document, "natalizumab", "harms.pml", years=5)
    fewer = change.find("natalizumab", "harms.pml")
    assert pml is not None
    assert fewer is not None
    assert fewer["mean"] < pml["mean"]
    assert change.find("ahsct", "harms.pml") is None


def test_a_change_that_contradicts_an_answer_is_left_out() -> None:
    what_ifs = [WhatIf("young", {"age": 12}), WhatIf("man", {"sex": "male"})]
    assert set(run_what_ifs(get_document(), what_ifs, years=5)) == {"man"}


def test_every_change_has_words_and_is_one() -> None:
    profile = get_document()["profile"]
    for what_if in list_all(profile):
        assert what_if.name in CHANGES
    for what_if in list_answers(profile):
        assert any(profile[k] != v for k, v in what_if.answers.items())
    names = {name for _, some in ANSWERS for name in some}
    assert {what_if.name for what_if in list_all(profile)} >= names - {"sex_female"}


@pytest.mark.parametrize(
    ("edss", "moved"),
    [
        ({"edss": 1.5}, [{"edss": 0.0}, {"edss": 2.5}]),
        ({"edss": 9.5}, [{"edss": 8.5}]),
        ({"edss": 0.0}, [{"edss": 1.0}]),
        (
            {"edss_low": 4.0, "edss_high": 5.5},
            [
                {"edss_low": 3.0, "edss_high": 4.5},
                {"edss_low": 5.0, "edss_high": 6.5},
            ],
        ),
    ],
)
def test_the_edss_moves_by_a_band_on_the_scale(
    edss: dict[str, float], moved: list[dict[str, float]]
) -> None:
    profile = {k: v for k, v in get_document()["profile"].items() if k != "edss"}
    found = [
        dict(what_if.answers)
        for what_if in list_answers(profile | edss)
        if what_if.name.startswith("edss")
    ]
    assert found == moved
