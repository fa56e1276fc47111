"""The person's own part of the sheet, in our words or theirs."""

from __future__ import annotations

from datetime import date
from html import unescape

from django.utils.html import strip_tags

from decisionaid.presentation.presenters import present_sheet
from decisionaid.presentation.presenters.own_part import MOST_LINES, present_own_part
from decisionaid.presentation.sheet import OwnPart, Sheet
from tests.deliberations import make_deliberation, make_longest
from tests.factories import lifelike_document

DOCUMENT = lifelike_document()


def build(deliberation) -> Sheet:
    return present_sheet(
        DOCUMENT,
        years=5,
        sources=(),
        deliberation=deliberation,
        made_on=date(2026, 11, 22),
    )


def list_rows(sheet: Sheet) -> list[str]:
    return [table.id for table in sheet.rows]


def test_who_said_nothing_has_an_empty_part_and_the_usual_order():
    assert present_own_part(DOCUMENT, {}) == OwnPart()
    assert list_rows(build({}))[0] == "died_treatment"


def test_what_matters_is_told_from_most_to_least():
    shown = present_own_part(DOCUMENT, make_deliberation())
    assert [(fact.name, fact.text) for fact in shown.values] == [
        ("Very much", "Needing a walking aid; Getting better than now"),
        ("Quite a bit", "Dying from treatment"),
        ("A little", "Relapses"),
        ("Not at all", "Time in hospital"),
        ("Not sure", "Being able to have children"),
    ]


def test_the_numbers_follow_what_matters():
    rows = list_rows(build(make_deliberation()))
    assert set(rows[:5]) == {
        "worse",
        "edss_at_least_6",
        "edss_at_least_7",
        "better",
        "same",
    }
    assert rows[5] == "died_treatment"
    assert rows[-1] == "relapse_free"
    assert sorted(rows) == sorted(list_rows(build({})))


def test_what_matters_never_moves_an_option():
    for deliberation in ({}, make_deliberation()):
        page = build(deliberation).page
        names = [card.id for card in page.options]
        assert names == ["no_dmt", "natalizumab", "alemtuzumab", "ahsct"]


def test_the_last_word_on_being_sure_counts():
    shown = present_own_part(DOCUMENT, make_deliberation())
    assert "Not yet: “I have enough support and advice to choose”" in shown.unclear
    assert "Not yet: “I feel sure which choice suits me”" not in shown.unclear
    before = present_own_part(DOCUMENT, {"sure": {"before": {"sure": "no"}}})
    assert before.unclear == ("Not yet: “I feel sure which choice suits me”",)


def test_own_words_stay_line_by_line_and_many_lines_stay_few():
    shown = present_own_part(DOCUMENT, make_deliberation(questions="One?\n\n  Two?\n"))
    assert shown.questions == ("One?", "Two?")
    many = "\n".join(str(number) for number in range(500))
    crowded = present_own_part(DOCUMENT, make_deliberation(questions=many))
    assert len(crowded.questions) == MOST_LINES
    assert " / ".join(crowded.questions) == many.replace("\n", " / ")


def test_a_long_part_is_set_smaller():
    assert build(make_longest()).density == "fullest"
    assert build(make_deliberation()).density == "full"
    assert build({}).density == "usual"


def test_the_own_limit_stands_beside_estimate_and_level():
    limit = [
        unescape(strip_tags(line)) for line in build(make_deliberation()).own.limit
    ]
    assert limit == [
        "Compared with natalizumab: you would take the transplant if 10 of 1,000 people"
        " died of it within 5 years. You would not if 15 did.",
        "Today's estimate over 5 years, of 1,000: 6, range 2 to 18",
        "Comes out level over 5 years, of 1,000: 76, range 25 to 211",
    ]


def test_a_limit_that_is_not_firm_says_so():
    said = make_deliberation()
    said["own_limit"]["consistent"] = False
    assert "not firm yet" in str(build(said).own.limit[-1])


def test_what_was_answered_otherwise_is_unclear():
    assert build(make_deliberation()).own.unclear[0] == "What a range means"


def test_a_limit_against_what_is_not_known_is_left_out():
    document = lifelike_document(not_estimable=("natalizumab",))
    assert present_own_part(document, make_deliberation()).limit == ()
