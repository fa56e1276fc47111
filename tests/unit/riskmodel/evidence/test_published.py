"""Nothing that was published of the untreated course is dropped in silence."""

from __future__ import annotations

import pytest

from riskmodel.evidence.registry import DATA, get_evidence
from riskmodel.evidence.schema import NotCompared, Target
from riskmodel.evidence.studies import read_transplant_deaths
from riskmodel.synthesis.validating.aside import hold_aside
from riskmodel.synthesis.validating.trials import ARMS

SECONDARY, CHECK = "seen on a secondary page", "needs checking against the paper"
#: Every row of the list of published results that we were given: its cohort, how far it
#: was checked, and what holds each of its values.
ROWS: list[tuple[str, str, dict[str, float | str]]] = [
    ("BC, relapsing onset, onset 1975-95", SECONDARY, {"bc_edss6_15y": 0.262}),
    ("BC, all courses, n=2837", CHECK, {"onset_to_6_bc": 27.9}),
    ("BC, all courses", CHECK, {"bc_edss6_15y_2006": "0.21", "bc_edss6_40y": 0.69}),
    (
        "Lyon, relapsing onset n=1562",
        SECONDARY,
        {"onset_to_4": 11.4, "onset_to_6_lyon": 23.1, "onset_to_7": 33.1},
    ),
    (
        "Lyon, progressive onset n=282",
        SECONDARY,
        {
            "onset_to_4_lyon_ppms": "0.0",
            "onset_to_6_lyon_ppms": 7.1,
            "onset_to_7_lyon_ppms": 13.4,
        },
    ),
    ("Lyon, DSS 4 to 6", SECONDARY, {"move_4_to_6": 5.7, "move_4_to_6_ppms": 5.4}),
    ("Lyon, SPMS n=496", SECONDARY, {"move_4_to_6_spms": 4.0}),
    ("Lyon, DSS 6 to 7", SECONDARY, {"move_6_to_7": 3.3}),
    ("Lyon, all n=1844", SECONDARY, {"lyon_ages": "44.3 / 54.7 / 63.1"}),
    (
        "London Ontario, relapsing onset n=806",
        SECONDARY,
        {"onset_to_3_ontario": 10, "onset_to_6_ontario": 18, "onset_to_8_ontario": 28},
    ),
    (
        "London Ontario",
        SECONDARY,
        {"ontario_spms": "15; 0.662", "ontario_relapses": "0.93; 0.65"},
    ),
    ("Weinshenker 1989 London Ontario", CHECK, {"onset_to_6_weinshenker": 15}),
    ("BC, relapsing onset n~5200", SECONDARY, {"bc_spms": "21.4; 53.7"}),
    ("BC PPMS n=352", SECONDARY, {"bc_ppms_7y": 0.25, "bc_ppms_25y": 0.75}),
    ("BC PPMS", CHECK, {"onset_to_6_bc_ppms": 13.3}),
    ("PPMS pooled SLC+Hamburg n=597", SECONDARY, {"ppms_edss_a_year": 0.35}),
    ("Sweden 2006-2016, relapsing onset", SECONDARY, {"sweden_fall": "-7%"}),
    (
        "BC n=6917",
        SECONDARY,
        {
            "bc_death_ratio": 2.89,
            "bc_death_ratio_ppms": 1.52,
            "bc_death_age_women": 78.6,
            "bc_death_age_men": 74.3,
            "years_lost": 6,
        },
    ),
    (
        "AFFIRM placebo / natalizumab",
        CHECK,
        {"affirm_12_weeks": "0.29 / 0.17", "affirm_placebo": 0.23},
    ),
    ("ORATORIO placebo", CHECK, {"oratorio_placebo": 0.357}),
]
#: Values outside their 90 %, with the reason; the last three are near its end.
MISSED = {
    "onset_to_6_lyon_ppms": "Lyon's people were at DSS 4 at onset",
    "onset_to_7_lyon_ppms": "as to DSS 6",
    "bc_death_ratio_ppms": "the model's are as old and able at onset as the others",
    "onset_to_6_weinshenker": "of all courses of a hospital",
    "ppms_edss_a_year": "half steps, and what does not last, count in it",
    "bc_death_age_women": "too many deaths far beyond ten years, as in years_lost",
}
#: Of whom some of them are, which had been mixed up.
PEOPLE = {
    "bc_edss6_40y": "all courses, British Columbia",
    "onset_to_6_bc": "all courses, British Columbia",
    "onset_to_6_lyon": "relapsing onset, Lyon",
    "onset_to_3_ontario": "relapsing onset, London Ontario",
    "onset_to_6_ontario": "relapsing onset, London Ontario",
    "onset_to_8_ontario": "relapsing onset, London Ontario",
}
EVIDENCE = get_evidence()
ALL: list[Target | NotCompared] = [
    *EVIDENCE.targets,
    *EVIDENCE.aside,
    *EVIDENCE.not_compared,
]
HELD = {one.id: one for one in ALL}


@pytest.mark.parametrize(("cohort", "status", "values"), ROWS)
def test_row_is_held_as_it_was_given(
    cohort: str, status: str, values: dict[str, float | str]
) -> None:
    for id, value in values.items():
        held = HELD[id]
        assert held.status == status, cohort
        assert value == (held.value if isinstance(held, Target) else held.published)


def test_nothing_else_is_held_but_for_what_was_found_later() -> None:
    # South-east Wales came with the second round of checking
    assert set(HELD) - {id for *_, values in ROWS for id in values} == {
        "onset_to_6_wales"
    }
    assert [arm.published for arm in ARMS if arm.source == "affirm_2006"] == [0.11]


@pytest.mark.parametrize("id", PEOPLE)
def test_people_are_those_of_the_publication(id: str) -> None:
    held = HELD[id]
    assert held.population == PEOPLE[id]


def test_what_is_held_aside_is_not_fitted() -> None:
    assert EVIDENCE.aside
    assert not [one.id for one in EVIDENCE.aside if one.sampling_sd]
    for one in EVIDENCE.not_compared:
        assert one.reason


def test_what_is_held_aside_is_expected_or_known_not_to_be() -> None:
    rows = {row["id"]: row for row in hold_aside(DATA, 2026, count=200)}
    outside = {
        id
        for id, row in rows.items()
        if not row["low"] <= row["published"] <= row["high"]
    }
    assert list(rows) == [one.id for one in EVIDENCE.aside]
    assert set(list(MISSED)[:3]) <= outside <= set(MISSED)
    # what the conflict tells: two to three times to DSS 6, up to twice to DSS 7
    for id, low, high in (
        ("onset_to_6_lyon_ppms", 2, 3),
        ("onset_to_7_lyon_ppms", 1.5, 2),
    ):
        for said in ("model", "expected"):
            assert low < rows[id][said] / rows[id]["published"] < high


def test_figures_that_are_recalled_need_checking() -> None:
    rows = {one.source_id: one for one in read_transplant_deaths()}
    for source in ("nash_2017", "atkins_2016", "kvistad_2020"):
        assert rows[source].status == CHECK
        assert "recalled" in rows[source].note


#: Of these neither DOI, PMID nor address was given to us.
NOWHERE = {
    "palace_2014",
    "braun_2024",
    "massarotti_2021",
    "trampe_2012",
    "biogen_pml_2017",
    "fda_2018",
    "schwehr_2020",
    "ons_2020",
    "kurtzke_1983",
    "confavreux_2000",
    "ontario",
    "sweden_era",
    "ebmt_2025",
    "melnichenko_2022",
    "bc_mortality",
}


def test_where_a_publication_is_stands_in_the_release_where_it_is_known() -> None:
    sources = EVIDENCE.sources.values()
    found = {one.id for one in sources if not (one.doi or one.pmid or one.address)}
    assert found == NOWHERE
