"""Numbers that people see change on purpose only."""

from __future__ import annotations

import pytest

from tests.golden.cases import (
    CASES,
    FOLDER,
    OUTCOMES,
    Rows,
    compute_rows,
    list_differences,
    read_inputs,
    read_rows,
)

#: Two machines may round the last kept digit, a hundredth of a person, differently.
ROUNDING = 0.0101


@pytest.mark.parametrize("case", CASES)
def test_numbers_are_as_written(case: str) -> None:
    before, now = read_rows(case), compute_rows(case)
    moved = [
        key
        for key in before.keys() | now.keys()
        if before.get(key) is None
        or now.get(key) is None
        or not all(
            old == new
            or (old is not None and new is not None and abs(old - new) <= ROUNDING)
            for old, new in zip(before[key], now[key], strict=True)
        )
    ]
    assert not moved, "\n".join(
        [
            *list_differences(case, before, now),
            "If this is meant: python -m tests.golden.generate",
        ]
    )


@pytest.mark.parametrize("case", CASES)
def test_case_has_a_story_and_sums_to_1000(case: str) -> None:
    assert len((FOLDER / case / "README.md").read_text("utf-8")) > 100
    assert read_inputs(case)["draws"] == "4000"
    for people in read_rows(case).values():
        known = [one for one in people if one is not None]
        # five figures, each rounded to a hundredth
        assert not known or sum(known) == pytest.approx(1000, abs=0.03)


def test_there_are_several_cases() -> None:
    assert len(CASES) >= 6


def test_differences_are_told_in_people() -> None:
    before: Rows = {("ahsct", "5"): (3.0, 4.0, 120.0, 530.0, 343.0)}
    now: Rows = {("ahsct", "5"): (3.0, 4.0, 110.0, 530.0, 353.0)}
    assert list_differences("x", before, before) == []
    lines = list_differences("x", before, now)
    assert lines[0] == (
        "x: of 1,000 people on ahsct after 5 years, worse: 120.00 -> 110.00"
    )
    assert len(lines) == 2
    assert "came or went" in list_differences("x", before, {})[0]
    none: Rows = {("ahsct", "5"): (None,) * len(OUTCOMES)}
    assert "no estimate -> 3.00" in list_differences("x", none, before)[0]
