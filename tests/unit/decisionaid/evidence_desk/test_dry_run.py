"""The panel is fixed and wide; sizes of change are told apart."""

from __future__ import annotations

import copy

import pytest

from decisionaid.evidence_desk import dry_run
from decisionaid.evidence_desk.dry_run import NOT_COMPARED, name_size
from decisionaid.evidence_desk.dry_run_page import SIZE_NAMES, present_dry_run
from decisionaid.evidence_desk.panel import make_panel
from decisionaid.presentation.counts import make_outcome_figures
from riskmodel import interface
from tests.factories import lifelike_document


def test_the_panel_is_wide_and_always_the_same():
    panel = make_panel()
    profiles = [interface.profile_document(request.profile) for request in panel]
    assert len({str(profile) for profile in profiles}) >= 200
    for name, least in (("course", 3), ("sex", 2), ("jcv", 3), ("edss", 12)):
        assert len({profile[name] for profile in profiles}) >= least
    make_panel.cache_clear()
    assert make_panel() == panel


@pytest.mark.parametrize(
    ("change", "size"),
    [
        (0, "0"),
        (1, "+5"),
        (5, "+5"),
        (6, "+20"),
        (-20, "-20"),
        (-21, "-50"),
        (50, "+50"),
        (51, "+over"),
        (-400, "-over"),
        (None, NOT_COMPARED),
    ],
)
def test_sizes_of_change(change, size):
    assert name_size(change) == size
    assert size in SIZE_NAMES


def test_who_changes_most_and_whose_status_changes_is_found(monkeypatch):
    before = [lifelike_document() for _ in range(12)]
    after = copy.deepcopy(before)
    for age, (old, new) in enumerate(zip(before, after, strict=True), start=30):
        old["profile"]["age"] = new["profile"]["age"] = age
        outcomes = new["options"]["ahsct"]["horizons"]["5"]["outcomes"]
        outcomes["worse"]["mean"] += (age - 30) / 1000
        outcomes["same"]["mean"] -= (age - 30) / 1000
    after[3]["options"]["natalizumab"]["status"] = "extrapolated"
    answers = iter((before, after))
    monkeypatch.setattr(
        dry_run.interface, "compare_many", lambda _panel, release: next(answers)
    )
    monkeypatch.setattr(dry_run, "make_panel", lambda: [None] * len(before))
    found = dry_run.compare_releases("old", "new")
    # One has not changed at all, and of the others ten are told.
    assert [one["change"] for one in found["most"]] == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]
    assert found["counts"]["worse"]["ahsct"] == {"0": 1, "+5": 5, "+20": 6}
    assert found["counts"]["died_treatment"]["ahsct"] == {"0": 12}
    assert [one["profile"]["age"] for one in found["statuses"]] == [33]
    page = present_dry_run(found)
    assert page.most[0][-1] == "+11"
    assert page.panel == 12
    assert [row[2:] for row in page.statuses] == [("estimated", "extrapolated")]


def test_people_are_counted_as_pages_count_them():
    before, after = lifelike_document(), lifelike_document()
    outcomes = after["options"]["ahsct"]["horizons"]["5"]["outcomes"]
    shares = (0.0034, 0.0096, 0.2005, 0.5005, 0.286)
    for name, share in zip(outcomes, shares, strict=True):
        outcomes[name]["mean"] = share
    [worse] = [
        change["after"]
        for change in dry_run._changes(before, after)
        if (change["option"], change["outcome"]) == ("ahsct", "worse")
    ]
    # Alone it would round to 200 or 201; with the other groups it is allotted.
    assert worse == make_outcome_figures("ahsct", 5, outcomes)["worse"].best.count
    assert worse == 201
