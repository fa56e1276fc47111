"""Every id the document may hold has a patient's words."""

from __future__ import annotations

import re

import pytest

from decisionaid.clinician.consultation.charts import name_scenario
from decisionaid.presentation.wording import (
    burden,
    changes,
    harms,
    labels,
    notes,
    people,
)
from decisionaid.presentation.wording.numbers import word_number
from riskmodel.evidence.registry import get_evidence
from tests.factories import HARMS, OPTIONS, OUTCOMES, PROFILE, note

REASONS = (
    "ppms_no_estimate",
    "spms_no_estimate",
    "edss_above_7",
    "age_above_65",
    "untreated_today",
    "edss_above_studies",
    "age_above_studies",
    "duration_above_studies",
    "spms_one_trial",
    "edss_above_guidance",
    "age_above_guidance",
    "duration_above_guidance",
    "no_recent_activity",
)
WARNINGS = (
    "alemtuzumab_restricted",
    "switch_washout",
    "pregnancy_fertility",
    "not_compared",
    "rebound",
    "pml_high",
    "band_definition",
    "outside_studies",
    "treatment_history_unknown",
    "unknown_averaged",
    "half_steps",
    "horizon_extrapolated",
    "worse_impossible_at_9",
    "better_impossible_below_2",
    "scenario",
    "scenario_changes_nothing",
)
VALUES = {
    "limit": 5.0,
    "options": ["ahsct", "no_dmt"],
    "fields": ["jcv", "centre"],
    "scenario": "waning",
}


@pytest.mark.parametrize("reason_id", REASONS)
def test_every_reason_has_words(reason_id: str) -> None:
    words = notes.word_reason(note(reason_id, **VALUES))
    assert not words.startswith("English text of")
    assert "%" not in words


@pytest.mark.parametrize("warning_id", WARNINGS)
def test_every_warning_has_words_and_a_title(warning_id: str) -> None:
    warning = note(warning_id, **VALUES)
    words = notes.word_warning(warning)
    assert not words.startswith("English text of")
    assert "%" not in words
    assert notes.word_warning_title(warning)


@pytest.mark.parametrize("reason_id", REASONS)
def test_a_reason_can_be_a_warning(reason_id: str) -> None:
    warning = note(reason_id, **VALUES)
    assert notes.word_warning(warning) == notes.word_reason(warning)


def test_an_unknown_id_keeps_the_documents_text() -> None:
    assert notes.word_warning(note("of_tomorrow")) == "English text of of_tomorrow."
    assert notes.word_reason(note("of_tomorrow")) == "English text of of_tomorrow."
    assert notes.word_warning_title(note("of_tomorrow")) == ""
    assert harms.get_harm_words("new_harm").name == "New harm"


def test_words_that_lack_a_value_fall_back() -> None:
    bare = note("age_above_studies")
    assert notes.word_reason(bare) == "English text of age_above_studies."


def test_values_are_worded_too() -> None:
    outside = notes.word_warning(note("outside_studies", options=["ahsct", "no_dmt"]))
    assert "Stem-cell transplant and No MS drug" in outside
    averaged = notes.word_warning(note("unknown_averaged", fields=["jcv", "new_field"]))
    assert "your JC virus test and new_field" in averaged
    older = notes.word_reason(note("age_above_studies", limit=50.0))
    assert "were 50 or older." in older


@pytest.mark.parametrize("option", OPTIONS)
def test_every_harm_has_words(option: str) -> None:
    for harm_id in (*HARMS[option], "male_fertility"):
        words = harms.get_harm_words(harm_id)
        assert words is harms.HARMS[harm_id]
        assert words.explanation


def test_every_harm_of_the_release_has_words_and_a_reason() -> None:
    for harm in get_evidence().harms:
        assert harm.id in harms.HARMS
        if harm.reason:
            assert harm.reason in notes.NOT_KNOWN


@pytest.mark.parametrize("years", [0, 1.9, 2, 7.5])
def test_stopping_after_two_years_is_stopping_now_once_they_are_over(
    years: float,
) -> None:
    profile = PROFILE | {"years_on_natalizumab": years}
    over = years >= 2
    name = changes.name_change("natalizumab_stop_24m", profile)
    assert name == ("Stopping now" if over else "Stopping after two years")
    told = notes.word_warning(note("pml_high"), profile)
    assert ("stopping now" in told) is over
    assert ("after two years" in told) is not over
    number = word_number(
        "what_if.natalizumab_stop_24m.natalizumab.5.worse.mean", profile
    )
    assert number.startswith(name)
    staff = name_scenario("natalizumab_stop_24m", profile)
    assert staff.endswith("now" if over else "after 24 months")


def test_options_and_outcomes_have_names() -> None:
    assert tuple(labels.OPTION_NAMES) == OPTIONS
    assert tuple(labels.OUTCOME_LABELS) == OUTCOMES
    assert set(labels.OPTION_PEOPLE) == set(labels.OPTION_WORDS) == set(OPTIONS)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "You told us: relapsing MS for 6 years, EDSS 3.5, a woman aged 35."),
        ({"duration": 0.4}, "relapsing MS for less than a year"),
        ({"duration": 1.0}, "relapsing MS for 1 year,"),
        ({"sex": "unknown"}, "EDSS 3.5, aged 35."),
        ({"sex": "male", "course": "spms"}, "secondary progressive MS for 6 years"),
    ],
)
def test_people_like_you(changes: dict[str, object], words: str) -> None:
    assert words in people.word_person(PROFILE | changes)


def test_a_range_of_edss_is_a_range() -> None:
    profile = {key: value for key, value in PROFILE.items() if key != "edss"}
    profile |= {"edss_low": 4.0, "edss_high": 5.5}
    assert people.word_edss(profile) == "EDSS between 4 and 5.5"


def test_lists_are_joined_as_sentences_are() -> None:
    assert labels.join_words([]) == ""
    assert labels.join_words(["a"]) == "a"
    assert labels.join_words(["a", "b", "c"]) == "a, b and c"


def count_words(text: str) -> int:
    return len(re.findall(r"[\w'-]+", text))


def test_every_option_is_described_in_equal_detail() -> None:
    """As many features for each, and their words within a fifth of each other."""
    for title, texts in burden.FEATURES:
        assert tuple(texts) == OPTIONS, title
    totals = [
        sum(count_words(str(texts[option])) for _, texts in burden.FEATURES)
        for option in OPTIONS
    ]
    assert max(totals) <= 1.2 * min(totals), dict(zip(OPTIONS, totals, strict=True))


def all_sentences() -> list[str]:
    texts = [str(text) for _, options in burden.FEATURES for text in options.values()]
    texts += [str(words) for words in {**notes.REASONS, **notes.WARNINGS}.values()]
    texts += [str(words.explanation) for words in harms.HARMS.values()]
    return [part for text in texts for part in re.split(r"(?<=[.:;])\s+", text)]


@pytest.mark.parametrize("sentence", all_sentences())
def test_r18_sentences_are_short(sentence: str) -> None:
    assert count_words(sentence) <= 20, sentence
