"""No cell under five is shown, and none can be worked out from those that are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.usage.suppression import suppress


@pytest.mark.parametrize(
    ("cells", "shown", "total"),
    [
        ({"a": 10, "b": 20}, {"a": 10, "b": 20}, 30),
        ({"a": 0, "b": 20}, {"a": 0, "b": 20}, 20),
        # A lone small cell takes the next smallest with it.
        ({"a": 3, "b": 20, "c": 9}, {"a": None, "b": 20, "c": None}, 32),
        # Two that add up to five or more hide each other.
        ({"a": 3, "b": 4, "c": 9}, {"a": None, "b": None, "c": 9}, 16),
        # Two that do not would be told nearly: 1 and 2, or 2 and 1.
        ({"a": 1, "b": 2, "c": 9}, {"a": None, "b": None, "c": None}, 12),
        # Nothing to hide behind: no total.
        ({"a": 3, "b": 0}, {"a": None, "b": 0}, None),
        ({"a": 1, "b": 2}, {"a": None, "b": None}, None),
        ({}, {}, 0),
    ],
)
def test_small_cells_are_hidden(cells, shown, total):
    counts = suppress(cells)
    assert (counts.cells, counts.total) == (shown, total)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6))
def test_no_small_cell_is_shown_or_follows_from_the_rest(cells):
    counts = suppress(cells)
    for name, count in counts.cells.items():
        assert count is None or count == 0 or count >= 5
        assert count in (None, cells[name])
    hidden = [name for name, count in counts.cells.items() if count is None]
    if counts.total is not None and hidden:
        rest = counts.total - sum(count or 0 for count in counts.cells.values())
        assert len(hidden) > 1
        assert rest >= 5
