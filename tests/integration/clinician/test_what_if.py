"""Scenarios and charts: each chart stands above the table of its own numbers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from decisionaid.clinician.consultation.recomputed import SCENARIOS, build_request
from decisionaid.clinician.models import AuditEvent, Consultation
from riskmodel import interface
from tests.consultations import (
    compute,
    correct,
    keep,
    of_an_older_release,
    open_result,
    read,
)

pytestmark = pytest.mark.django_db


def read_figure(page: BeautifulSoup, name: str) -> dict[str, Any]:
    return json.loads(page.select_one(f"script#figure-{name}").text)


def read_table(page: BeautifulSoup, name: str) -> dict[str, list[str]]:
    rows = page.select(f"[aria-labelledby=chart-{name}] tbody tr")
    return {
        row.th.text: [
            cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row.select("td")
        ]
        for row in rows
    }


def first_number(words: str) -> int:
    return int(words.split(" (")[0].replace(",", ""))


@pytest.mark.slow
def test_every_chart_draws_the_numbers_of_its_table(clinician):
    address = open_result(clinician, keep())
    page = read(clinician, f"{address}what-if/")
    forest = read_figure(page, "forest")["data"]
    table = read_table(page, "forest")
    for place, trace in enumerate(forest):
        drawn = dict(zip(trace["y"], trace["x"], strict=True))
        told = {option: cells[place] for option, cells in table.items()}
        assert drawn == {
            option: 0 if words.startswith("fewer") else first_number(words)
            for option, words in told.items()
        }
    assert set(read_table(page, "scenarios")) == {
        str(name) for name in page.select_one("#scenario").stripped_strings
    }
    studies = read_figure(page, "era")["data"][-1]
    assert len(studies["x"]) == len(read_table(page, "era"))
    assert len(read_figure(page, "fan")["layout"]["annotations"]) == 4
    assert "Natalizumab" in read_table(page, "break-even")
    # What a chart needs is in the page; no style and no script of its own is.
    assert not page.select("[style]")
    assert not page.select("script:not([src]):not([type='application/json'])")


@pytest.mark.slow
def test_a_scenario_is_chosen_and_corrections_count(clinician):
    document = compute()
    address = open_result(clinician, keep(document))
    correct(clinician, address, edss="5")
    page = read(clinician, f"{address}what-if/", scenario="waning", years="2")
    request = build_request(document, {"edss": 5}, scenario="waning", draws=1000)
    waning = interface.compare(request)
    worse = waning["options"]["natalizumab"]["horizons"]["2"]["outcomes"]["worse"]
    told = read_table(page, "forest")["Natalizumab"][1]
    assert first_number(told) == round(1000 * worse["mean"])
    assert page.select_one("#scenario option[selected]")["value"] == "waning"


def test_every_scenario_of_the_model_has_a_name():
    from decisionaid.clinician.consultation.charts import SCENARIO_NAMES

    assert tuple(SCENARIO_NAMES) == SCENARIOS


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["scenario=nonsense&years=7", "years=x"])
def test_nonsense_in_the_address_shows_the_usual(clinician, asked):
    address = open_result(clinician, keep())
    page = read(clinician, f"{address}what-if/?{asked}")
    assert page.select_one("#scenario option[selected]")["value"] == "default"


@pytest.mark.slow
def test_the_tornado_ranks_what_the_model_found(clinician):
    document = compute()
    address = open_result(clinician, keep(document))
    page = read(clinician, f"{address}sensitivity/", measure="ahsct")
    found = interface.sensitivity(build_request(document, {}, draws=1000), years=5)
    ranked = sorted(
        (p for p in found["parameters"] if "ahsct" in p["effects"]),
        key=lambda p: p["effects"]["ahsct"]["rank"],
    )[:12]
    drawn = read_figure(page, "tornado")["data"]
    labels = [label.replace("<br>", " ") for label in drawn[0]["y"]]
    assert labels == [parameter["label"] for parameter in ranked]
    assert drawn[0]["x"] == pytest.approx(
        [1000 * p["effects"]["ahsct"]["at_lower"]["change"] for p in ranked]
    )
    assert list(read_table(page, "tornado")) == labels


@pytest.mark.parametrize("path", ["what-if/", "sensitivity/"])
def test_an_answer_that_today_does_not_know_is_told(clinician, path):
    document = of_an_older_release()
    document["profile"]["conditioning"] = "of another age"
    address = open_result(clinician, keep(document))
    page = read(clinician, f"{address}{path}")
    assert "cannot be computed with today's release" in page.text
    assert "conditioning" in page.text


@pytest.mark.slow
def test_charts_leave_a_row_too(clinician):
    address = open_result(clinician, keep())
    clinician.get(f"{address}what-if/")
    event = AuditEvent.objects.latest("pk")
    assert event.details == {"page": "scenarios and charts"}
    assert event.object == f"kept result {Consultation.objects.get().saved_id}"


@pytest.mark.slow
def test_an_option_nobody_can_estimate_is_not_drawn_but_told(clinician):
    document = compute(course={"course": "ppms"})
    assert document["options"]["alemtuzumab"]["status"] == "not_estimable"
    address = open_result(clinician, keep(document))
    page = read(clinician, f"{address}what-if/")
    assert read_table(page, "forest")["Alemtuzumab"] == ["not known"] * 3
    assert "Alemtuzumab" not in read_figure(page, "forest")["data"][0]["y"]
    assert clinician.get(f"{address}sensitivity/").status_code == 200
