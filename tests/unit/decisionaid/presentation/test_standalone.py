"""Drawings for paper: the page's outlines, filled with people one by one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.conf import settings

from decisionaid.presentation.counts import make_outcome_figures
from decisionaid.presentation.icons import draw_array, lay_out, make_standalone
from decisionaid.presentation.icons.array import Caption, draw_unknown_array
from decisionaid.presentation.icons.people import PEOPLE_SHAPES
from tests.factories import comparison_document

CAPTION = Caption("option", "title", "text")


def count_people(picture: str) -> dict[str, int]:
    groups = re.split(r'<g class="app-person app-person--', picture)[1:]
    return {group.split('"')[0]: group.count("<g transform=") for group in groups}


@pytest.mark.parametrize("arrangement", ["wide", "tall"])
@pytest.mark.parametrize("seed", range(8))
def test_each_kind_has_as_many_people_as_its_stretch(seed, arrangement):
    outcomes = comparison_document(seed)["options"]["no_dmt"]["horizons"]["5"]
    figures = make_outcome_figures("no_dmt", 5, outcomes["outcomes"])
    drawing = draw_array(figures, CAPTION, arrangement=arrangement)
    picture = make_standalone(drawing, style="")
    expected = {stretch.kind: stretch.people for stretch in lay_out(figures).stretches}
    assert count_people(picture) == expected
    places = re.findall(r"translate\((\d+ \d+)\)", picture)
    assert len(set(places)) == len(places) == 1000


def test_people_who_are_not_known_are_a_thousand():
    drawing = draw_unknown_array(CAPTION, arrangement="wide")
    assert count_people(make_standalone(drawing, style="")) == {"unknown": 1000}


def test_it_stands_alone():
    outcomes = comparison_document(1)["options"]["no_dmt"]["horizons"]["5"]
    figures = make_outcome_figures("no_dmt", 5, outcomes["outcomes"])
    drawing = draw_array(figures, CAPTION, arrangement="wide")
    picture = make_standalone(drawing, style=".app-person{fill:#000}")
    assert picture.startswith("<svg ")
    assert 'xmlns="http://www.w3.org/2000/svg"><style>.app-person{fill:#000}' in picture
    assert "url(" not in picture


def test_grounds_of_neighbours_leave_no_gap():
    drawing = draw_unknown_array(CAPTION, arrangement="wide")
    better = make_standalone(drawing.replace("unknown", "better"), style="")
    columns = sorted(
        (float(x), float(width))
        for x, width in re.findall(r'<rect x="(\S+)" y="0" width="(\S+)"', better)
    )
    assert len(columns) == 40
    assert all(
        x + width > following for (x, width), (following, _) in pairwise(columns)
    )


def test_paper_has_a_rule_for_every_kind_and_every_colour_filled_in():
    rules = (settings.BASE_DIR / "static/build/people.css").read_text()
    for kind in PEOPLE_SHAPES:
        assert f".app-person--{kind}" in rules
    assert "var(" not in rules
    assert "undefined" not in rules
    # The light palette: paper is white whatever the screen prefers.
    assert ".app-person--better{fill:#1f5a99}" in rules
