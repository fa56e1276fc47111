"""The release's figures and publications, as the tables write them."""

import pytest

from decisionaid.about.evidence import (
    CERTAINTY_WORDS,
    STATUS_WORDS,
    present_parameter_rows,
    present_source_rows,
    shorten_citation,
)
from decisionaid.about.facts import STATUSES, collect_facts
from decisionaid.presentation.wording.evidence import write_value
from riskmodel import interface

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1"),
        (2012.5, "2012.5"),
        (53, "53"),
        (0.3324857, "0.332"),
        (-5.8107882, "-5.81"),
        (123.456, "123.5"),
        (0.00005, "0.00005"),
        (0.0, "0"),
    ],
)
def test_values_keep_their_digits(value, written):
    assert write_value(value) == written


def test_every_figure_is_there_with_all_that_is_known_of_it():
    given = interface.parameters()
    rows = present_parameter_rows(given)
    assert [row.id for row in rows] == [one.id for one in given]
    for row, one in zip(rows, given, strict=True):
        assert float(row.exact) == one.value
        assert row.fixed == (row.low == row.high)
        assert [source.id for source in row.sources] == list(one.source_ids)
        assert row.name and row.unit and row.people


def test_every_status_and_certainty_has_words():
    for one in interface.parameters():
        assert str(one.status) in STATUS_WORDS
        assert str(one.certainty) in CERTAINTY_WORDS
    for source in interface.sources():
        assert str(source.status) in STATUS_WORDS
    assert set(STATUSES.values()) == set(STATUS_WORDS)


def test_every_publication_is_there():
    given = interface.sources()
    rows = present_source_rows(given)
    assert {row.note.id for row in rows} == {source.id for source in given}
    for source in given:
        assert str(source.year) in shorten_citation(source)


def test_the_facts_are_the_releases():
    facts = collect_facts(interface.evidence_release())
    assert facts["sources"] == str(len(interface.sources()))
    assert facts["release"] == interface.evidence_release().id
    counted = sum(int(facts[name]) for name in STATUSES)
    assert counted == int(facts["parameters"]) == len(interface.parameters())
