"""Plain answers to a range of EDSS steps."""

import itertools

import pytest

from decisionaid.core import pages
from decisionaid.core.edss import DETAIL_PAGES, find_range, read_ranges
from riskmodel.interface import EDSS_STEPS


def choices(page, field):
    return [option.value for option in page.form.base_fields[field].options]


def list_ways():
    """Every way through the plain questions that the pages allow."""
    moving_page = pages.find_page("edss-moving")
    start = {"edss": {"edss_known": "work_out", "edss": None}}
    for moving in choices(moving_page, "moving"):
        answers = {**start, "edss-moving": {"moving": moving}}
        detail_page = pages.find_page(DETAIL_PAGES[moving])
        for detail in choices(detail_page, "detail"):
            first = {**answers, detail_page.name: {"detail": detail}}
            if pages.find_page("edss-everyday").asked(first):
                for everyday in choices(pages.find_page("edss-everyday"), "detail"):
                    yield {**first, "edss-everyday": {"detail": everyday}}
            else:
                yield first


WAYS = list(list_ways())


def test_every_line_of_the_table_is_reached_once():
    ways = [find_range(way) for way in WAYS]
    assert len(ways) == len(read_ranges()) == 25


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_combination_gives_a_range_of_steps(way):
    low, high = find_range(way)
    assert low in EDSS_STEPS
    assert high in EDSS_STEPS
    assert low < high, "one number would claim more than a few questions can tell"


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_the_pages_ask_for_nothing_more(way):
    asked = [p for p in pages.list_asked(way) if p.question == "edss" and p.asks]
    assert all(page.name in way for page in asked)


def test_less_walking_never_gives_a_lower_range():
    """The table's rows without "unknown", in the order of Kurtzke's scale."""
    known = [r for (_, detail), r in read_ranges().items() if "unknown" not in detail]
    for moving, rows in itertools.groupby(
        (key for key in read_ranges() if "unknown" not in key[1]), key=lambda k: k[0]
    ):
        ranges = [read_ranges()[row] for row in rows]
        assert ranges == sorted(ranges), moving
    assert min(known)[0] == 0
    assert max(high for _, high in known) == 9.5


def test_dont_know_covers_what_it_could_have_been():
    for (moving, detail), (low, high) in read_ranges().items():
        if detail != "unknown" or moving == "unaided":
            continue
        others = [
            r for (m, d), r in read_ranges().items() if m == moving and d != detail
        ]
        assert low == min(o[0] for o in others)
        assert high == max(o[1] for o in others)


def test_known_step_and_missing_answers():
    assert find_range({"edss": {"edss_known": "known", "edss": 6.5}}) == (6.5, 6.5)
    assert find_range({}) is None
    assert find_range({"edss": {"edss_known": "work_out"}}) is None
