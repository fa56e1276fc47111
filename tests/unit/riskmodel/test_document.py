import json
from typing import Any

import numpy as np
import pytest

from riskmodel.document import (
    PML_SOURCES,
    TREATMENT_DEATH_SOURCES,
    _tie,
    encode,
)
from riskmodel.engine.break_even import OUTCOMES, get_break_even
from riskmodel.engine.profile import Option
from riskmodel.engine.summaries import FIGURES
from riskmodel.evidence.registry import get_evidence
from riskmodel.interface import (
    compare,
    evidence_release,
    parameters,
    read_text,
    sources,
)
from tests.engine_cases import compare_profile

ASKED = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35", "draws": "100"}
OUTCOME_NAMES = ("died_treatment", "died_other", "worse", "same", "better")
BENEFITS = (
    "edss_at_least_6",
    "edss_at_least_7",
    "mean_edss",
    "edss_distribution",
    "expected_relapses",
    "relapse_free",
)
#: Means are averages of draws that each sum to 1 within 1e-12.
SUMS = 1e-11


def document_of(**changes: str) -> dict[str, Any]:
    return compare(read_text({**ASKED, **changes}))


CASES = [
    {},
    {"sex": "male", "scenario": "waning"},
    {"sex": "female", "horizons": "1,15"},
    {"course": "spms", "edss": "6"},
    {"course": "ppms"},
    {"edss": "9.5"},
    {"age": "85", "duration": "0", "edss": "0"},
]


def check_figures(figures: dict[str, Any], keys: set[str]) -> None:
    assert set(figures) == keys
    numbers = [figures[name] for name in FIGURES]
    assert all(isinstance(number, float) for number in numbers)
    low, first, median, third, high = (
        figures[name] for name in ("lower95", "lower50", "median", "upper50", "upper95")
    )
    assert low <= first <= median <= third <= high


@pytest.mark.parametrize("changes", CASES)
def test_every_key_is_there(changes: dict[str, str]) -> None:
    document = document_of(**changes)
    assert list(document) == [
        "release",
        "profile",
        "scenario",
        "draws",
        "seed",
        "options",
        "break_even",
        "transplant_mortality",
        "warnings",
    ]
    years = changes.get("horizons", "1,2,5,10").split(",")
    assert list(document["options"]) == list(Option)
    for option in document["options"].values():
        assert set(option) == {"status", "reasons", "horizons", "harms"}
        assert list(option["horizons"]) == years
        for horizon in option["horizons"].values():
            check_horizon(horizon, known=option["status"] != "not_estimable")
        for harm in option["harms"].values():
            check_harm(harm, years)
    check_figures(document["transplant_mortality"], set(FIGURES))
    assert list(document["break_even"]) == ["natalizumab", "alemtuzumab", "no_dmt"]
    for comparator in document["break_even"].values():
        assert set(comparator) == set(OUTCOMES)
        for by_year in comparator.values():
            assert list(by_year) == years
    for remark in document["warnings"]:
        assert set(remark) == {"id", "text", "values"}


def check_horizon(horizon: dict[str, Any], *, known: bool) -> None:
    assert set(horizon) == {"outcomes", *BENEFITS}
    outcomes = horizon["outcomes"]
    assert tuple(outcomes) == OUTCOME_NAMES
    if not known:
        assert set(outcomes.values()) == {None}
        assert all(horizon[name] is None for name in BENEFITS)
        return
    for figures in outcomes.values():
        check_figures(figures, set(FIGURES))
    means = [figures["mean"] for figures in outcomes.values()]
    assert sum(means) == pytest.approx(1, abs=SUMS)
    distribution = horizon["edss_distribution"]
    assert len(distribution) == 10
    alive = sum(band["mean"] for band in distribution)
    dead = outcomes["died_treatment"]["mean"] + outcomes["died_other"]["mean"]
    assert alive + dead == pytest.approx(1, abs=SUMS)
    for least in (6, 7):
        above = sum(band["mean"] for band in distribution[least:])
        name = f"edss_at_least_{least}"
        assert horizon[name]["mean"] == pytest.approx(above, abs=SUMS)
    for name in BENEFITS:
        if name != "edss_distribution":
            check_figures(horizon[name], set(FIGURES))


def check_harm(harm: dict[str, Any], years: list[str]) -> None:
    if harm.get("not_known"):
        assert set(harm) == {"not_known", "reason", "sources"}
        assert set(harm["reason"]) == {"id", "text", "values"}
        return
    assert list(harm) == [*years, "sources"]
    for year in years:
        check_figures(harm[year], set(FIGURES))


def test_harms_have_sources_of_the_release() -> None:
    known = {source.id for source in sources()}
    for option in document_of()["options"].values():
        for id, harm in option["harms"].items():
            assert set(harm["sources"]) <= known, id
            assert harm["sources"] or harm.get("not_known"), id
    assert set(PML_SOURCES) <= known
    for ids in TREATMENT_DEATH_SOURCES.values():
        assert set(ids) <= known


def test_sources_listed_by_hand_are_those_of_the_tables() -> None:
    found = get_evidence().tables
    studies = set(found["transplant_studies"].source_ids)
    assert set(TREATMENT_DEATH_SOURCES[Option.AHSCT]) == studies
    tabled = {*found["pml_yearly"].source_ids, *found["pml_two_yearly"].source_ids}
    assert tabled <= set(PML_SOURCES)


def test_harms_of_each_option() -> None:
    harms = {name: set(o["harms"]) for name, o in document_of()["options"].items()}
    assert harms == {
        "no_dmt": set(),
        "natalizumab": {
            "treatment_death",
            "pml",
            "serious_infection",
            "infusion_reaction",
            "anaphylaxis",
            "liver_injury",
            "herpes_brain",
            "malignancy",
        },
        "alemtuzumab": {
            "treatment_death",
            "thyroid",
            "itp",
            "nephropathy",
            "stroke",
            "infusion_reaction",
            "infection_late",
            "autoimmune_hepatitis",
            "hlh",
            "malignancy",
        },
        "ahsct": {
            "treatment_death",
            "febrile_neutropenia",
            "early_serious_infection",
            "infection_late",
            "thyroid",
            "periods_stop",
            "male_fertility",
            "malignancy",
        },
    }


@pytest.mark.parametrize(
    ("sex", "periods", "male"),
    [("female", True, False), ("male", False, True), ("unknown", True, True)],
)
def test_fertility_by_sex(sex: str, periods: bool, male: bool) -> None:
    harms = document_of(sex=sex)["options"]["ahsct"]["harms"]
    assert ("periods_stop" in harms) is periods
    assert ("male_fertility" in harms) is male


def test_deaths_of_the_transplant_are_its_mortality() -> None:
    document = document_of()
    ahsct = document["options"]["ahsct"]
    mortality = document["transplant_mortality"]
    for year in ("1", "10"):
        died = ahsct["horizons"][year]["outcomes"]["died_treatment"]
        assert died == pytest.approx(mortality)
        assert ahsct["harms"]["treatment_death"][year] == pytest.approx(mortality)


def test_without_an_estimate_there_is_no_break_even_but_a_mortality() -> None:
    document = document_of(course="ppms")
    for comparator in document["break_even"].values():
        assert comparator["dead_or_worse"]["5"] is None
    assert document["transplant_mortality"]["mean"] > 0
    assert document["options"]["no_dmt"]["status"] == "extrapolated"
    spms = document_of(course="spms")["break_even"]
    assert spms["alemtuzumab"]["dead_or_edss6"]["5"] is None
    assert spms["natalizumab"]["dead_or_edss6"]["5"] is not None


def test_break_even_tells_the_share_without_a_tie() -> None:
    tie = document_of()["break_even"]["natalizumab"]["dead_or_worse"]["5"]
    check_figures({k: v for k, v in tie.items() if k != "no_tie"}, set(FIGURES))
    assert 0 < tie["no_tie"] < 1


def test_break_even_is_of_the_draws_that_tie() -> None:
    options = compare_profile().options
    survivors = options[Option.AHSCT].survivors
    other = options[Option.NATALIZUMAB].projection
    assert survivors is not None and other is not None
    level = get_break_even(survivors, other, "dead_or_worse")[5]
    tie = _tie(level)
    assert tie["no_tie"] == pytest.approx((level < 0).mean())
    assert tie["mean"] == pytest.approx(level[level >= 0].mean())


def test_no_tie_at_all_has_no_figures() -> None:
    tie = _tie(np.full(100, -0.2))
    assert tie == {**dict.fromkeys(FIGURES), "no_tie": 1.0}


def test_of_a_certain_outcome_no_level_is_known() -> None:
    # from EDSS 7 nobody comes below 6 again
    document = document_of(edss="7")
    for by_outcome in document["break_even"].values():
        assert by_outcome["dead_or_edss6"]["5"] is None
        assert by_outcome["dead_or_worse"]["5"]["mean"] is not None


def test_encode_is_one_spelling() -> None:
    document = document_of()
    text = encode(document)
    assert text == encode(document_of())
    assert encode(json.loads(text)) == text
    assert not text.endswith("\n")
    with pytest.raises(ValueError, match="JSON"):
        encode({"x": float("nan")})


def test_release_is_named_in_full() -> None:
    release, document = evidence_release(), document_of()
    assert document["release"] == {
        "id": release.id,
        "digest": release.digest,
        "model_version": release.model_version,
        "research_preview": release.research_preview,
    }
    assert release.digest.startswith("sha256:")
    assert len(parameters()) == len(get_evidence().parameters)


def test_every_status_but_estimated_has_a_warning() -> None:
    for changes in CASES:
        document = document_of(**changes)
        warned = {warning["id"]: warning for warning in document["warnings"]}
        for name, option in document["options"].items():
            if option["status"] == "extrapolated":
                assert name in warned["outside_studies"]["values"]["options"]
            if option["status"] == "not_estimable":
                assert {reason["id"] for reason in option["reasons"]} <= set(warned)
