from dataclasses import replace
from typing import Any

import pytest
from scipy import stats

from riskmodel.errors import EvidenceError
from riskmodel.evidence.conflicts import (
    Conflict,
    ConflictStatus,
    Overlap,
    Side,
    check_counted_once,
)
from riskmodel.evidence.registry import DATA, get_evidence, read_csv
from riskmodel.interface import conflicts

CONFLICT = Conflict(
    id="made_up",
    question="Which?",
    sides=(Side("one", "this"), Side("two", "that")),
    about=("k_low",),
    decision="This.",
    reason="It was seen.",
    effect="None.",
    status=ConflictStatus.DECIDED,
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"question": ""}, "question is empty"),
        ({"decision": ""}, "decision is empty"),
        ({"reason": ""}, "reason is empty"),
        ({"effect": ""}, "effect is empty"),
        ({"about": ()}, "about is empty"),
        ({"sides": ()}, "sides is empty"),
        ({"sides": (Side("one", "this"),)}, "one side only"),
        ({"sides": (Side("one", "this"),) * 2}, "twice"),
        ({"sides": (Side("one", "this"), Side("two", ""))}, "says nothing"),
    ],
)
def test_incomplete_conflict_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(EvidenceError, match=f"made_up.*{words}"):
        replace(CONFLICT, **changes)


def test_a_source_may_contradict_itself() -> None:
    sides = (Side("one", "this"), Side("one", "that"))
    assert replace(CONFLICT, sides=sides).sides == sides


def test_known_disagreements_are_recorded() -> None:
    recorded = {conflict.id for conflict in conflicts()}
    assert len(recorded) == len(conflicts())
    assert recorded >= {
        "improved_8_of_25",
        "fisher_p",
        "trm_nowadays",
        "cohorts_against_comparisons",
        "matched_interim",
        "death_by_edss",
        "pml_tables",
        "overlapping_cohorts",
        "italy_progressive",
        "lyon_dss_4",
        "lyon_progressive_onset",
        "ahsct_spms",
        "alemtuzumab_improvement",
        "self_pay",
    }


def say(id: str) -> str:
    conflict = next(one for one in conflicts() if one.id == id)
    return " ".join([*(side.says for side in conflict.sides), conflict.decision])


def test_what_was_reckoned_here_is_right() -> None:
    interval = stats.binomtest(8, 25).proportion_ci()
    low, high = (round(100 * end) for end in interval)
    assert f"32 % (exact 95 % interval {low}-{high} %)" in say("improved_8_of_25")
    for improved, of in ((8, 25), (8, 26)):
        p = stats.fisher_exact([[improved, of - improved], [1, 35]]).pvalue
        assert f".{round(1e4 * p):04}" in say("fisher_p")
    assert f"{100 * 7 / 2158:.2f}"[1:] in say("self_pay")


def test_figures_of_conflicts_are_those_of_the_release() -> None:
    evidence = get_evidence()
    for id in ("improved_alemtuzumab", "improved_ahsct", "relapse_fall_per_5_years"):
        parameter = evidence.parameters[id]
        figure = f"{parameter.value:.2f} ({parameter.low:.2f}-{parameter.high:.2f})"
        told = [say(c.id) for c in evidence.conflicts if id in c.about]
        assert any(figure.replace("0.", ".") in text for text in told), id


def test_studies_of_transplant_mortality_share_nobody() -> None:
    rows = read_csv(DATA, "transplant_studies")
    sources = [row["source"] for row in rows]
    overlaps = get_evidence().overlaps
    check_counted_once(sources, overlaps)
    for nested in ("mancardi_2012", "boffa_2021", "ebmt_2025", "alping_2021"):
        with pytest.raises(EvidenceError, match="share people"):
            check_counted_once([*sources, nested], overlaps)
    total = say("overlapping_cohorts"), sum(int(row["transplanted"]) for row in rows)
    assert total[1] == 1404
    assert "seven studies that share no patient" in total[0]
    assert len(rows) == 7


def test_a_study_counts_once() -> None:
    with pytest.raises(EvidenceError, match="counted twice: one"):
        check_counted_once(["one", "two", "one"], ())
    with pytest.raises(EvidenceError, match="one and two share people"):
        check_counted_once(["one", "two"], [Overlap("two", ("three", "one"))])
    check_counted_once(["one", "two"], [Overlap("two", ("three",))])


def test_cohorts_of_one_option_that_share_people_are_a_recorded_exception() -> None:
    evidence = get_evidence()
    followed = [
        id
        for effect in evidence.effects
        if effect.kind == "cohort"
        for id in effect.source_ids
    ]
    with pytest.raises(EvidenceError, match="boffa_2021 and muraro_2017 share people"):
        check_counted_once(followed, evidence.overlaps)
    check_counted_once(followed, evidence.overlaps, excepted=True)


@pytest.mark.parametrize(
    ("exception", "because"), [(("b",), ""), ((), "few"), (("c",), "few")]
)
def test_an_exception_has_a_reason_and_is_one(
    exception: tuple[str, ...], because: str
) -> None:
    with pytest.raises(EvidenceError, match="overlap of a"):
        Overlap("a", ("b",), exception, because)
