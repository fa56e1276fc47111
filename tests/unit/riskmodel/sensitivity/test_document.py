"""``riskmodel.interface.sensitivity``: what the result hangs on."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.break_even import dead_or_worse
from riskmodel.engine.profile import Option
from riskmodel.engine.sampling import UNIFORM
from riskmodel.evidence.registry import get_evidence
from riskmodel.interface import (
    InvalidProfile,
    compare,
    encode,
    parameters,
    read_text,
    sensitivity,
)
from riskmodel.sensitivity.one_way import NEGLIGIBLE
from riskmodel.sensitivity.uncertain import VARIATES, list_uncertain
from tests.engine_cases import compare_profile, fix_draws, get_draws

ASKED = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35", "draws": "200"}
DIFFERENCES = {
    "ahsct_minus_natalizumab",
    "ahsct_minus_alemtuzumab",
    "ahsct_minus_no_dmt",
}


@cache
def sensitivity_of(*, years: int = 5, **changes: str) -> dict[str, Any]:
    return sensitivity(read_text({**ASKED, **changes}), years=years)


def by_id(document: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one for one in document["parameters"]}


def test_measures_are_dead_or_worse_of_the_comparison() -> None:
    told = compare(read_text(ASKED))["options"]
    measures = sensitivity_of()["measures"]
    assert set(measures) == {*Option, *DIFFERENCES}
    for option in Option:
        outcomes = told[option]["horizons"]["5"]["outcomes"]
        bad = ("died_treatment", "died_other", "worse")
        expected = sum(outcomes[name]["mean"] for name in bad)
        assert measures[option]["mean"] == pytest.approx(expected, abs=NEGLIGIBLE)
    between = measures["ahsct"]["mean"] - measures["natalizumab"]["mean"]
    assert measures["ahsct_minus_natalizumab"]["mean"] == pytest.approx(between)


def test_an_end_is_the_result_with_the_parameter_at_that_end() -> None:
    # 200 draws: fewer than the one-way draws, so that all of them are used
    draws = get_draws(200)
    told = {one.id: one for one in parameters()}
    document = by_id(sensitivity_of())
    for id in ("ahsct_worsening_hr", "k_low", "alemtuzumab_treatment_death"):
        base, lower, upper = (
            compare_profile(
                read_text(ASKED).profile, draws=moved, horizons=(5,)
            ).options
            for moved in (
                draws,
                fix_draws(draws, **{id: told[id].low}),
                fix_draws(draws, **{id: told[id].high}),
            )
        )
        for option in Option:
            effect = document[id]["effects"][option]
            at_base, at_lower, at_upper = (
                dead_or_worse(result[option].projection)[5].mean()
                for result in (base, lower, upper)
            )
            change = effect["at_lower"]["change"]
            assert change == pytest.approx(at_lower - at_base, abs=1e-11)
            change = effect["at_upper"]["change"]
            assert change == pytest.approx(at_upper - at_base, abs=1e-11)


def test_a_choice_is_moved_both_ways() -> None:
    draws = get_draws(200)
    first, second = (
        compare_profile(
            read_text(ASKED).profile,
            draws=fix_draws(draws, death_shape=way),
            horizons=(5,),
        ).options[Option.NO_DMT]
        for way in (0.0, 1.0)
    )
    expected = (dead_or_worse(second.projection) - dead_or_worse(first.projection))[
        5
    ].mean()
    effect = by_id(sensitivity_of())["death_shape"]["effects"]["no_dmt"]
    between = effect["at_upper"]["change"] - effect["at_lower"]["change"]
    assert between == pytest.approx(expected, abs=1e-11)
    assert abs(between) > 1e-5


def test_parameters_are_told_as_the_evidence_has_them() -> None:
    told = {one.id: one for one in parameters()}
    for one in sensitivity_of()["parameters"]:
        if one["id"] in told:
            parameter = told[one["id"]]
            assert one["label"] == parameter.label
            assert one["unit"] == parameter.unit
            assert (one["lower"], one["upper"]) == (parameter.low, parameter.high)
            assert one["status"] == parameter.status
            assert one["sources"] == list(parameter.source_ids)


def test_widest_come_first_and_ranks_follow_the_widths() -> None:
    document = sensitivity_of()
    every_width = {
        name: [
            abs(
                one["effects"][name]["at_upper"]["change"]
                - one["effects"][name]["at_lower"]["change"]
            )
            for one in document["parameters"]
        ]
        for name in document["measures"]
    }
    widest = np.max(list(every_width.values()), axis=0)
    assert (np.diff(widest) <= 0).all()
    for name, widths in every_width.items():
        ranks = [one["effects"][name]["rank"] for one in document["parameters"]]
        for rank, width in zip(ranks, widths, strict=True):
            assert rank == 1 + sum(other > width for other in widths)
    first = next(
        one for one in document["parameters"] if one["effects"]["ahsct"]["rank"] == 1
    )
    assert first["id"] == "ahsct_worsening_hr"


def test_what_an_option_does_not_rest_on_does_not_move_it() -> None:
    ratio = by_id(sensitivity_of())["natalizumab_worsening_hr"]["effects"]
    for option in ("no_dmt", "alemtuzumab", "ahsct"):
        assert abs(ratio[option]["at_upper"]["change"]) < NEGLIGIBLE
    moved = ratio["natalizumab"]["at_upper"]["change"]
    assert moved > 100 * NEGLIGIBLE
    between = ratio["ahsct_minus_natalizumab"]["at_upper"]["change"]
    assert between == pytest.approx(-moved, abs=NEGLIGIBLE)


def test_what_moves_nothing_is_listed_apart() -> None:
    document = sensitivity_of()
    moving, rest = set(by_id(document)), set(document["without_effect"])
    assert not moving & rest
    uncertain = list_uncertain(get_evidence(), get_draws())
    assert moving | rest == {one.id for one in uncertain}
    assert {"spms_factor", "ahsct_relapse_ratio", "alemtuzumab_thyroid"} <= rest
    assert "spms_factor" in by_id(sensitivity_of(course="spms", duration="15"))


def test_everything_that_is_drawn_is_listed() -> None:
    draws = get_draws()
    listed = {one.id for one in list_uncertain(get_evidence(), draws)}
    varying = {id for id, values in draws.values.items() if np.ptp(values) > 0}
    assert varying == listed
    assert {variate.id for variate in VARIATES} == set(UNIFORM)


def test_standard_errors_are_small_beside_the_leading_changes() -> None:
    leading = sensitivity_of()["parameters"][0]["effects"]
    for effect in leading.values():
        for end in ("at_lower", "at_upper"):
            if effect["rank"] == 1:
                error = effect[end]["standard_error"]
                assert 0 < error < abs(effect[end]["change"]) / 4


def test_nothing_is_worth_more_than_everything() -> None:
    # near balance, where knowing more would change what does better
    document = sensitivity_of(course="spms", edss="5.5", duration="15", age="45")
    worth = document["value_of_information"]
    assert worth["options"] == ["no_dmt", "natalizumab", "ahsct"]
    assert 0 <= worth["nothing"]["mean"] <= worth["nothing"]["upper95"]
    found = by_id(document)
    for one in found.values():
        value = one["value_of_information"]
        assert -1e-12 <= value["value"] <= worth["everything"]
        assert value["standard_error"] >= 0
    leading = found["ahsct_worsening_hr_spms"]["value_of_information"]["value"]
    assert leading > worth["nothing"]["upper95"]
    assert leading == max(
        one["value_of_information"]["value"] for one in found.values()
    )


def test_with_one_option_there_is_nothing_to_choose() -> None:
    document = sensitivity_of(course="ppms")
    assert set(document["measures"]) == {"no_dmt"}
    assert document["value_of_information"] is None
    assert document["parameters"]
    for one in document["parameters"]:
        assert one["value_of_information"] is None
        assert set(one["effects"]) == {"no_dmt"}


def test_another_horizon_and_scenario_are_looked_at() -> None:
    late = sensitivity_of(years=10)
    assert late["years"] == 10
    assert (
        late["measures"]["no_dmt"]["mean"]
        > 1.3 * (sensitivity_of()["measures"]["no_dmt"]["mean"])
    )
    ids = set(by_id(sensitivity_of(scenario="cohort_only")))
    assert "ahsct_worsening_hr_cohort_only" in ids
    assert "ahsct_worsening_hr" not in ids


@pytest.mark.parametrize("years", [0, 16, 2.5, 5.0, True, "5", None])
def test_a_horizon_out_of_range_is_refused(years: Any) -> None:
    with pytest.raises(InvalidProfile, match=r"years: '.*' given; allowed: .* 1 to 15"):
        sensitivity(read_text(ASKED), years=years)


def test_the_document_is_json_and_the_same_each_time() -> None:
    request = read_text({**ASKED, "draws": "100"})
    once = encode(sensitivity(request, years=1))
    assert once == encode(sensitivity(request, years=1))
    assert json.loads(once)["seed"] == 1
