from __future__ import annotations

import pytest

from decisionaid.clinician.presenters import (
    list_parameters,
    make_kept_numbers,
    word_edss,
)
from riskmodel import interface
from tests.factories import lifelike_document


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({"edss": 3.5}, "3.5"),
        ({"edss": 4.0}, "4"),
        ({"edss_low": 2.0, "edss_high": 4.5}, "2–4.5"),  # noqa: RUF001
    ],
)
def test_the_edss_is_a_step_or_a_range(profile, words):
    assert word_edss(profile) == words


@pytest.mark.django_db
def test_every_parameter_has_its_value_interval_and_sources():
    rows = list_parameters()
    assert [row.parameter for row in rows] == list(interface.parameters())
    for row in rows:
        assert float(row.value) == pytest.approx(row.parameter.value, rel=1e-3)
        fixed = row.parameter.low == row.parameter.high
        assert (row.interval == "fixed") == fixed
        assert len(row.sources) == len(row.parameter.source_ids)
        assert not set(row.sources) & set(row.parameter.source_ids)


def test_a_kept_document_has_a_table_for_each_time_people_were_shown():
    kept = make_kept_numbers(lifelike_document(horizons=(1, 3, 5)))
    assert [table.title for table in kept.tables] == ["1 year", "5 years"]
    for table in kept.tables:
        assert all(len(row.cells) == len(kept.options) for row in table.rows)
        outcomes = [row.cells for row in table.rows[:5]]
        for cells in zip(*outcomes, strict=True):
            assert sum(cell.best.count for cell in cells) == 1000
