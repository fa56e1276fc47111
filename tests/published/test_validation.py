"""The validation report: what it must show, held to the release's own file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from decisionaid.about import counted
from riskmodel.evidence.registry import (
    DATA,
    get_evidence,
    is_expected,
    read_csv,
    read_fitted,
)
from riskmodel.synthesis.sampling import DRAWS, has_converged
from riskmodel.synthesis.validating import across, deaths, faces, pools
from riskmodel.synthesis.validating.report import DOCS, list_refits, write_report
from riskmodel.synthesis.validating.run import VALIDATION_FILE

FOUND: dict[str, Any] = json.loads((DATA / VALIDATION_FILE).read_text("utf-8"))
LEFT_OUT = FOUND["left_out"]
STUDIES = {row["study"]: row for row in FOUND["studies"]}
SHOWN = {(row["model"], row["start"]): row["shares"] for row in FOUND["across"]}
VARIANTS = {row["run"]: row for row in FOUND["variants"]}
TEXT = (DOCS / "validation.md").read_text("utf-8")
RELEASED = VARIANTS[deaths.AS_RELEASED]
#: The same checks, as released and fitted without the expert centre.
CHECKS = {
    deaths.AS_RELEASED: FOUND,
    deaths.WITHOUT_EXPERT: VARIANTS[deaths.WITHOUT_EXPERT],
}
#: Values by era that are outside the model's 90 %, with the reason.
MISSED_ERAS = {
    deaths.FALL: "one study of 1995-2006, its years together, and the prior on the "
    "slope over years carry the fall; the registry prints no deaths by year",
}


def test_report_is_of_this_release(tmp_path: Path) -> None:
    write_report(DATA, tmp_path)
    for name in ("validation.md", "validation/targets.svg", "validation/left-out.svg"):
        assert (tmp_path / name).read_text("utf-8") == (DOCS / name).read_text("utf-8")


def test_every_cohort_was_left_out() -> None:
    cohorts = {e.id for e in get_evidence().effects if e.kind == "cohort"}
    assert {row["id"] for row in LEFT_OUT} == cohorts


def test_errors_of_cohorts_left_out_do_not_lean_one_way() -> None:
    signs = [row["published"] > row["expected"] for row in LEFT_OUT]
    assert 0.25 <= np.mean(signs) <= 0.75
    errors = [row["published"] - row["expected"] for row in LEFT_OUT]
    assert abs(np.mean(errors)) < 0.06


def test_every_fit_of_the_trials_converged() -> None:
    refits = list_refits(FOUND)
    assert len(refits) == 6 + len(FOUND["variants"]) + len(FOUND["choices"])
    for found in refits:
        assert has_converged(found), found


def test_the_report_says_which_evidence_carries_the_order() -> None:
    told = {row["scenario"]: row for row in FOUND["scenarios"]}
    together, alone = told["default"], told["comparative_only"]
    # section 2 and the conflict say: alike by comparisons, ahead with the cohorts
    assert 0.35 < alone["ratio_below_1"] < 0.65
    assert together["ratio_below_1"] > 0.7
    assert 0.75 < alone["worse"] < 1.4
    assert 0.5 < together["worse"] < 1.2


def test_effects_under_other_choices_are_printed() -> None:
    runs = {row["run"]: row for row in FOUND["choices"]}
    assert len(runs) == 7
    released = runs["as released"]
    shared = runs["half of the bias shared by an option's cohorts"]
    with_trial = runs["with MIST, its failed drugs taken as no drug"]
    assert with_trial["ahsct"][0] < released["ahsct"][0]
    # what section 8 tells of the choice that was left out
    assert shared["ahsct"][0] > released["ahsct"][0]
    assert abs(runs["results of one untreated cohort together"]["edss6_15y"] - 0.27) < (
        0.03
    )


def test_lyon_pulls_both_ways_as_the_report_says() -> None:
    rows = {row["id"]: row for row in read_fitted()["targets"]}
    assert rows["onset_to_4"]["published"] < rows["onset_to_4"]["expected"]
    assert rows["onset_to_7"]["published"] > rows["onset_to_7"]["expected"]


def test_most_cohorts_left_out_are_inside_their_interval() -> None:
    # nine in ten are expected; one in eight may be outside by chance
    assert sum(map(is_expected, LEFT_OUT)) >= len(LEFT_OUT) - 1


@pytest.mark.parametrize("study", sorted(STUDIES))
def test_deaths_of_every_study_are_expected(study: str) -> None:
    row = STUDIES[study]
    assert row["low"] <= row["deaths"] <= row["high"]


def test_every_run_under_other_choices_is_there() -> None:
    assert list(VARIANTS) == [run.name for run in deaths.get_runs(DATA)]


@pytest.mark.parametrize("run", list(VARIANTS))
def test_every_run_under_other_choices_converged(run: str) -> None:
    found = VARIANTS[run]["diagnostics"]
    assert found["rhat"] < 1.01
    assert found["ess_bulk"] > 400
    assert found["ess_tail"] > 400
    assert found["divergences"] == 0
    assert found["draws"] >= 4 * DRAWS


@pytest.mark.parametrize("run", list(CHECKS))
def test_plausible_today_with_and_without_the_expert_centre(run: str) -> None:
    assert 0.3 < VARIANTS[run][deaths.MILD][0] < 1.2
    assert 0.8 < VARIANTS[run][deaths.SEVERE][0] < 3.0


def checks_of(run: str, kind: str, name: str) -> dict[str, Any]:
    key = "study" if kind == "studies" else "label"
    (row,) = (row for row in CHECKS[run][kind] if row[key] == name)
    return dict(row)


@pytest.mark.parametrize("run", list(CHECKS))
@pytest.mark.parametrize("study", ["United Kingdom", "Sweden"])
def test_national_studies_with_and_without_the_expert_centre(
    run: str, study: str
) -> None:
    row = checks_of(run, "studies", study)
    assert row["low"] <= row["deaths"] <= row["high"]


def test_expert_centre_is_expected_by_the_others() -> None:
    row = checks_of(deaths.WITHOUT_EXPERT, "studies", deaths.EXPERT)
    assert row["fitted"] is False
    assert row["low"] <= row["deaths"] <= row["high"]


def test_only_the_report_of_2011_was_not_fitted() -> None:
    assert [row["study"] for row in FOUND["studies"] if not row["fitted"]] == [
        study.name for study in deaths.read_apart()[deaths.REPORT]
    ]
    fitted = [row for row in FOUND["studies"] if row["fitted"]]
    assert sum(row["deaths"] for row in fitted) == 15
    assert 10 < sum(row["expected"] for row in fitted) < 22


ERAS = (deaths.EARLY, deaths.LATE, deaths.FALL, deaths.RECENT, deaths.POOLED)


@pytest.mark.parametrize("run", list(CHECKS))
@pytest.mark.parametrize("label", ERAS)
def test_value_by_era_is_expected_or_known_not_to_be(run: str, label: str) -> None:
    row = checks_of(run, "eras", label)
    assert is_expected(row) is (label not in MISSED_ERAS)
    # nine in ten: what is inside leaves 5 of 100 beyond it on its side
    assert (row["probability"] > 0.05) is is_expected(row)


def test_every_value_by_era_is_held() -> None:
    for found in CHECKS.values():
        assert {row["label"] for row in found["eras"]} == set(ERAS)


@pytest.mark.parametrize("run", list(CHECKS))
def test_registry_of_2025_is_reached_by_one_prediction(run: str) -> None:
    # 1.0 to 2.0 of 100 by day 100, at the one EDSS judged for its people
    row = checks_of(run, "eras", deaths.RECENT)
    assert (row["published_low"], row["published_high"]) == (1.0, 2.0)
    assert row["low"] <= 2.0 and row["high"] >= 1.0


@pytest.mark.parametrize("run", list(CHECKS))
def test_registry_s_mortality_falls(run: str) -> None:
    row = checks_of(run, "eras", deaths.FALL)
    assert row["published"] == pytest.approx(7.3 / 1.3, abs=0.001)
    # it falls, though less than the registry's two figures did
    assert 1.4 < row["expected"] < row["high"] < row["published"]


@pytest.mark.parametrize("run", list(CHECKS))
def test_pool_of_older_studies_is_the_meta_analysis_s(run: str) -> None:
    # Sormani 2017: 2.1 of 100 (1.3 to 3.4), studies of about 2003 at EDSS about 6
    assert 1.3 < checks_of(run, "eras", deaths.POOLED)["expected"] < 3.4


def test_progressive_course_cannot_be_told_from_the_edss() -> None:
    row = VARIANTS[deaths.WITH_COURSE]
    course = row["course"]
    assert course["edss_and_share"] > 0.8
    # as wide as its prior: the studies do not inform it
    mean, deviation = course["slope"]
    assert abs(mean) < 0.15
    assert 0.4 < deviation < 0.55
    # and the answers are those of the release
    for question in deaths.QUESTIONS:
        assert row[question][0] == pytest.approx(RELEASED[question][0], rel=0.15)
    assert course["progressive"][2] > row[deaths.SEVERE][2]
    assert course["not_told"] == []


USED = {
    deaths.AS_RELEASED: "all seven",
    deaths.WITHOUT_EXPERT: "without the expert centre",
}


@pytest.mark.parametrize(
    ("run", "dead", "people"),
    [(deaths.AS_RELEASED, 15, 1404), (deaths.WITHOUT_EXPERT, 14, 897)],
)
def test_plain_pools_agree_with_the_regression(
    run: str, dead: int, people: int
) -> None:
    pooled = {
        method: FOUND["plain"][f"{method}, {USED[run]}"] for method in pools.METHODS
    }
    one, corrected, normal, beta = pooled.values()
    assert one[0] == pytest.approx(100 * dead / people, rel=1e-4)
    for at, low, high in pooled.values():
        assert low < at < high
        assert low < one[0] < high or at == corrected[0]
    at, low, high = VARIANTS[run]["average_study"]
    # both are of the average study, and neither adds deaths
    assert normal[1] < at < normal[2]
    assert low < normal[0] < high
    assert beta[1] < at < beta[2]
    # one half added to every study raises the pool
    assert corrected[0] > 1.3 * normal[0]


def test_self_pay_series_would_lower_it() -> None:
    assert VARIANTS[deaths.SELF_PAY][deaths.MILD][0] < RELEASED[deaths.MILD][0]
    assert VARIANTS[deaths.REGISTRY][deaths.SEVERE][0] > RELEASED[deaths.SEVERE][0]


def test_report_of_2011_is_within_its_own_intervals() -> None:
    relapsing, progressive = FOUND["report"]["RRMS"], FOUND["report"]["SPMS"]
    # 2 of 74; 8 of 25; 1 of 36: exact intervals
    for row in (relapsing, progressive):
        assert 0.0033 < row["deaths"][0] < 0.0942
    assert 0.150 < relapsing["improved_2"][0] < 0.535
    assert 0.0007 < progressive["improved_2"][0] < 0.145


def test_what_the_report_saw_of_all_its_people_is_not_ruled_out() -> None:
    for seen in faces.SEEN:
        _, low, high = FOUND["report"][faces.BOTH][f"not_worse_{seen.year}"]
        assert low < seen.share < high, seen.label


def test_both_courses_are_mixed_as_in_the_report() -> None:
    assert faces.PEOPLE == {"RRMS": 33, "SPMS": 41}
    relapsing, progressive, both = (
        FOUND["report"][course] for course in ("RRMS", "SPMS", faces.BOTH)
    )
    for name, row in both.items():
        mixed = (33 * relapsing[name][0] + 41 * progressive[name][0]) / 74
        assert row[0] == pytest.approx(mixed, rel=1e-4), name


def test_distance_from_the_report_at_five_years_is_told() -> None:
    seen = faces.SEEN[0]
    distance = FOUND["report"][faces.BOTH]["not_worse_5"][0] - seen.share
    # the conflict over progressive people allows no nearer; 15 points would be news
    assert seen.share == 0.66
    assert abs(distance) < 0.15
    assert f"{100 * distance:+.1f} points" in TEXT


def test_eight_of_eighteen_beyond_seven_years() -> None:
    seen = faces.SEEN[1]
    assert (seen.low, seen.high) == pytest.approx((0.215, 0.692), abs=0.001)
    assert seen.low < FOUND["report"][faces.BOTH]["not_worse_8"][0] < seen.high


def test_what_the_site_tells_of_the_report_is_what_the_evidence_has() -> None:
    told = {row["id"]: row for row in read_csv(DATA, "seed_results")}
    for id, count in (
        ("died", counted.REPORT_DEATHS),
        ("improved_relapsing", counted.REPORT_IMPROVED_RELAPSING),
        ("improved_progressive", counted.REPORT_IMPROVED_PROGRESSIVE),
    ):
        found = int(told[id]["cases"]), int(told[id]["people"])
        assert found == (count.cases, count.people)
    beyond = told["not_worse_beyond_7"]
    worse = int(beyond["people"]) - int(beyond["cases"])
    assert counted.REPORT_LATER_WORSE.cases == worse


def test_collection_s_shares_are_a_distribution() -> None:
    collection = across.read_collection(DATA / "tables" / "msss.csv")
    for years, shares in collection.items():
        assert sum(shares.values()) == pytest.approx(1.0, abs=0.02), years
        assert min(shares.values()) > -0.01
    for row in FOUND["collection"]:
        # of all courses, and read once: more of them are disabled
        assert row["seen_6"] > row["model_6"]
        assert row["seen_4"] > row["model_4"]


def rows(about: str) -> list[dict[str, Any]]:
    return [row for row in FOUND["faces"] if row["about"] == about]


def test_faces_are_those_of_today() -> None:
    assert {row["about"] for row in FOUND["faces"]} == set(faces.FACES)


def test_order_of_courses() -> None:
    relapsing, secondary, primary = rows("course")
    assert secondary["worse_5"] > relapsing["worse_5"]
    assert primary["edss6_10"] > relapsing["edss6_10"]


def test_more_disability_is_worse_to_come() -> None:
    shares = [row["edss6_10"] for row in rows("EDSS")]
    assert shares == sorted(shares)


def test_past_a_short_one_a_longer_history_at_the_same_edss_is_better() -> None:
    shares = [row["worse_5"] for row in rows(faces.HISTORY)]
    longest = [change["duration"] for change in faces.FACES[faces.HISTORY]]
    peak = shares.index(max(shares))
    assert longest[peak] <= 3
    assert shares[: peak + 1] == sorted(shares[: peak + 1])
    assert shares[peak:] == sorted(shares[peak:], reverse=True)


def test_older_people_die_more_of_other_causes() -> None:
    shares = [row["died_other_10"] for row in rows("age")]
    assert shares == sorted(shares)


def test_recent_relapses_are_a_bad_sign() -> None:
    none, two = rows("relapses in the last year")
    assert two["worse_5"] > none["worse_5"]


def test_unscaled_matrix_is_faster_than_the_model() -> None:
    ours = across.OURS.format(course="RRMS")
    for start in across.STARTS["rrms"][:2]:
        assert SHOWN[across.BC_NAME, start][2] > 1.25 * SHOWN[ours, start][2]


def test_ratio_to_the_unscaled_matrix_is_told() -> None:
    ours = across.OURS.format(course="RRMS")
    ratio = SHOWN[across.BC_NAME, 1][0] / SHOWN[ours, 1][0]
    assert f"{ratio:.1f} times" in TEXT.replace("\n", " ")


def test_london_ontario_is_faster_and_told_so() -> None:
    ours = across.OURS.format(course="SPMS")
    for start in across.STARTS["spms"]:
        assert SHOWN[across.ONTARIO_NAME, start][0] > SHOWN[ours, start][0]
    both = [100 * SHOWN[name, 4][0] for name in (across.ONTARIO_NAME, ours)]
    told = f"{both[0]:.1f} % against {both[1]:.1f} % after 5 years from EDSS 4"
    assert told in TEXT.replace("\n", " ")
