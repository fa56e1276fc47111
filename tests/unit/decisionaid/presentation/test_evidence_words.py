"""Whatever of the evidence can be shown has plain words, and keeps its numbers."""

from __future__ import annotations

import re

import pytest
from django.core.checks import run_checks

from decisionaid.core.content import ContentError
from decisionaid.presentation.wording import evidence
from riskmodel import interface

RELEASES = interface.releases()
#: A number as a text writes it: 2,477 or 4.7 or 2019.
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.id)
def test_everything_that_can_be_shown_has_words(release: interface.Release) -> None:
    evidence.check_words_of(release)


@pytest.mark.parametrize(
    ("words", "forgotten"),
    [
        (evidence.FIGURES, "pml_fatality"),
        (evidence.UNITS, "odds ratio"),
        (evidence.PEOPLE, "43 women"),
        (evidence.PEOPLE, "treated people"),
        (evidence.DISAGREEMENTS, "trm_nowadays"),
    ],
)
def test_what_has_no_words_stops_the_site_and_is_named(
    monkeypatch: pytest.MonkeyPatch, words: dict[str, object], forgotten: str
) -> None:
    monkeypatch.delitem(words, forgotten)
    with pytest.raises(ContentError, match=f"without plain words: .*{forgotten}"):
        evidence.check_words_of(RELEASES[0])
    [error] = [found for found in run_checks() if found.id == "about.E001"]
    assert forgotten in error.msg


def test_no_words_are_kept_for_what_is_not_shown() -> None:
    shown: dict[str, set[str]] = {"figures": set(), "people": set(), "conflicts": set()}
    for release in RELEASES:
        figures = interface.parameters(release=release.id)
        shown["figures"] |= {one.id for one in figures}
        shown["people"] |= {one.population for one in figures}
        shown["people"] |= {
            one.population for one in interface.sources(release=release.id)
        }
        shown["conflicts"] |= {
            one.id for one in interface.conflicts(release=release.id)
        }
    assert set(evidence.FIGURES) == shown["figures"]
    assert set(evidence.PEOPLE) == shown["people"]
    assert set(evidence.DISAGREEMENTS) == shown["conflicts"]


def test_each_figure_has_a_name_of_its_own() -> None:
    names = [str(name) for name in evidence.FIGURES.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("said", evidence.PEOPLE)
def test_people_keep_their_numbers(said: str) -> None:
    words = str(evidence.PEOPLE[said])
    assert sorted(NUMBER.findall(words)) == sorted(NUMBER.findall(said))


def test_values_are_written_in_full() -> None:
    """A year is no power of ten."""
    assert evidence.write_value(2012.5) == "2012.5"
