"""What the model's public face computes besides ``compare``."""

from __future__ import annotations

import re
from dataclasses import replace
from inspect import getdoc, isfunction, signature
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom

from riskmodel import interface
from riskmodel.evidence.registry import get_evidence
from riskmodel.interface import (
    ComparisonRequest,
    break_even,
    compare,
    compare_many,
    compare_outcomes,
    encode,
    era_curve,
    pml_table,
    read_text,
    sensitivity,
    sources,
)
from tests.releases import SECOND
from tests.releases import replace as replace_text

ASKED = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35", "draws": "200"}


def request_of(**changes: str) -> ComparisonRequest:
    return read_text({**ASKED, **changes})


@pytest.mark.parametrize("changes", [{}, {"scenario": "waning"}, {"course": "ppms"}])
def test_break_even_is_the_comparisons_own(changes: dict[str, str]) -> None:
    request = request_of(horizons="3,7", **changes)
    alone, whole = break_even(request), compare(request)
    assert alone
    for part, value in alone.items():
        assert value == whole[part]
    assert set(alone["break_even"]["no_dmt"]["dead_or_worse"]) == {"3", "7"}
    assert "options" not in alone


def mean_of(curve: dict[str, Any], year: int) -> float:
    return float(curve["years"][str(year)]["mean"])


def test_era_curve_ends_at_todays_mortality() -> None:
    request = request_of(edss="6")
    curve = era_curve(request)
    assert (
        curve["years"][max(curve["years"])] == compare(request)["transplant_mortality"]
    )


def test_era_curve_falls_until_the_newest_large_study() -> None:
    curve = era_curve(request_of())
    years = [int(year) for year in curve["years"]]
    made_on = get_evidence().release.made_on
    assert years == list(range(1995, int(made_on[:4]) + 1))
    held = curve["held_from_year"]
    means = [mean_of(curve, year) for year in years]
    falls = np.diff(means) < 0
    assert falls.tolist() == [year < held for year in years[:-1]]
    assert means[0] > 3 * means[-1]
    for figures in curve["years"].values():
        assert figures["lower95"] < figures["lower50"] < figures["median"]
        assert figures["median"] < figures["upper50"] < figures["upper95"] < 1


def test_era_curve_is_of_this_person() -> None:
    mild = mean_of(era_curve(request_of()), 2005)
    assert mean_of(era_curve(request_of(edss="6")), 2005) > mild
    assert mean_of(era_curve(request_of(conditioning="high")), 2005) > mild
    assert mean_of(era_curve(request_of(centre="experienced")), 2005) < mild


def test_era_curve_passes_through_the_2011_reports_own_estimate() -> None:
    request = request_of(scenario="seed_era", edss="6")
    parameter = get_evidence().parameters["seed_mid_accrual_year"]
    at_that_time = era_curve(request)["years"][str(int(parameter.value))]
    assert at_that_time == compare(request)["transplant_mortality"]


def test_studies_have_exact_intervals() -> None:
    studies = era_curve(request_of())["studies"]
    known = {source.id for source in sources()}
    assert len(studies) == len({study["source"] for study in studies}) >= 7
    for study in studies:
        assert study["source"] in known
        deaths, people = study["deaths"], study["transplanted"]
        assert study["share"] == deaths / people
        # as many deaths or fewer, at the upper end, in 2.5 of 100 repetitions
        assert binom.cdf(deaths, people, study["upper95"]) == pytest.approx(0.025)
        if deaths:
            at_least = binom.sf(deaths - 1, people, study["lower95"])
            assert at_least == pytest.approx(0.025)
        else:
            assert study["lower95"] == 0


def test_many_at_once_are_the_same_bytes_as_one_by_one() -> None:
    requests = [
        request_of(),
        request_of(course="spms", edss="6", duration="15"),
        request_of(edss="2", age="50", horizons="1,12"),
        request_of(course="ppms", seed="2"),
        request_of(draws="150", scenario="stop_natalizumab"),
        replace(request_of(), seed=2),
        request_of(),
    ]
    together = compare_many(iter(requests))
    assert [encode(one) for one in together] == [
        encode(compare(request)) for request in requests
    ]


def test_outcomes_of_a_cohort_are_those_of_the_documents() -> None:
    requests = [request_of(), request_of(course="ppms"), request_of(edss="2")]
    for request, told in zip(requests, compare_outcomes(requests), strict=True):
        whole = compare(request)
        assert told["transplant_mortality"] == whole["transplant_mortality"]
        assert told["options"] == {
            option: {part: found[part] for part in ("status", "horizons")}
            for option, found in whole["options"].items()
        }


def test_nobody_at_once_is_nothing() -> None:
    assert compare_many([]) == []


def test_an_older_release_is_used_whole(second: Path) -> None:
    request = request_of()
    newest = era_curve(request)["studies"]
    replace_text(second / "tables" / "transplant_studies.csv", "Norway", ",0,", ",1,")
    for compute in (break_even, era_curve, sensitivity, pml_table):
        document = compute(request, release=SECOND)
        assert document["release"]["id"] == SECOND, compute.__name__
    deaths = [
        study["deaths"] for study in era_curve(request, release=SECOND)["studies"]
    ]
    assert deaths != [study["deaths"] for study in newest]
    ties = {
        release: break_even(request, release=release)["break_even"]["alemtuzumab"]
        for release in (None, SECOND)
    }
    assert ties[None] != ties[SECOND]


FUNCTIONS = [
    one for one in map(vars(interface).get, interface.__all__) if isfunction(one)
]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
def test_every_function_is_documented_with_what_it_takes_and_gives(function):
    sections = re.split(r"\n\n(\w+)\n-+\n", getdoc(function) or "")
    told = dict(zip(sections[1::2], sections[2::2], strict=True))
    takes = re.findall(r"^(\w+) :", told.get("Parameters", ""), re.MULTILINE)
    asked = signature(function)
    assert takes == list(asked.parameters)
    assert ("Returns" in told) == (asked.return_annotation != "None")
    if "release" in takes:
        raised = re.findall(r"^(\w+)$", told["Raises"], re.MULTILINE)
        assert raised.count("EvidenceError") == 1
