"""A response becomes a result: complete, in structure, with nobody's name in it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from io import BytesIO

import pypdf
import pytest
import time_machine
from fhir.resources.R4B.bundle import Bundle

from decisionaid.core.to_profile import build_request
from decisionaid.fhir import codes
from decisionaid.fhir.risk import YEARS
from riskmodel import interface
from tests.answers_factory import build_answers
from tests.integration.fhir.asking import make_response, post

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def get_bundle(body):
    with time_machine.travel(NOW, tick=False):
        response = post(body)
    assert response.status_code == 200, response.content[:800]
    assert response["Content-Type"] == "application/fhir+json; fhirVersion=4.0"
    Bundle.model_validate(response.json())
    return response.json()


def find(bundle, kind):
    resources = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in resources if one["resourceType"] == kind]


@pytest.fixture(scope="module")
def document():
    request = build_request(build_answers(), range(1, 11), draws=100)
    return interface.compare(request)


def test_a_result_has_all_its_parts():
    bundle = get_bundle(make_response())
    assert bundle["type"] == "collection"
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == [
        "QuestionnaireResponse",
        "Condition",
        "Observation",
        *["RiskAssessment"] * 4,
        "DocumentReference",
        "Provenance",
    ]
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    linked = {
        part.split('"')[0] for part in json.dumps(bundle).split('"reference": "')[1:]
    }
    assert linked - {"#software"} <= set(addresses)


def test_the_answers_that_come_back_are_those_that_were_sent():
    sent = make_response()
    (told,) = find(get_bundle(sent), "QuestionnaireResponse")
    assert told["item"] == sent["item"]


def test_every_probability_is_the_document_s_in_percent(document):
    bundle = get_bundle(make_response())
    assessments = find(bundle, "RiskAssessment")
    assert [one["code"]["coding"][0]["code"] for one in assessments] == list(
        document["options"]
    )
    for assessment in assessments:
        option = document["options"][assessment["code"]["coding"][0]["code"]]
        expected = [
            estimate
            for year in YEARS
            for horizon in [option["horizons"][str(year)]]
            for estimate in (
                *horizon["outcomes"].values(),
                horizon["edss_at_least_6"],
                horizon["edss_at_least_7"],
                horizon["relapse_free"],
            )
        ]
        told = assessment["prediction"]
        assert len(told) == len(expected)
        for prediction, estimate in zip(told, expected, strict=True):
            percent = prediction["probabilityDecimal"]
            assert percent == pytest.approx(100 * estimate["mean"], rel=1e-12)
            assert 0 <= percent <= 100
            (interval,) = prediction["extension"]
            assert interval["url"] == codes.INTERVAL
            for end, name in (("low", "lower95"), ("high", "upper95")):
                value = interval["valueRange"][end]["value"]
                assert value == pytest.approx(100 * estimate[name], rel=1e-12)


def test_the_outcomes_of_one_time_are_told_of_a_thousand_people():
    for assessment in find(get_bundle(make_response()), "RiskAssessment"):
        five = [
            p
            for p in assessment["prediction"]
            if p["whenPeriod"] == {"start": "2026-11-24", "end": "2031-11-24"}
        ]
        assert len(five) == 8
        worse = next(p for p in five if p["outcome"]["coding"][0]["code"] == "worse")
        assert worse["outcome"]["text"] == "More disabled"
        assert "of 1,000 people after 5 years; 95 % interval " in worse["rationale"]
        assert sum(p["probabilityDecimal"] for p in five[:5]) == pytest.approx(100)


def test_an_option_that_no_study_tells_of_has_no_prediction_but_a_reason():
    body = make_response(course={"course": "ppms"})
    for assessment in find(get_bundle(body), "RiskAssessment"):
        notes = [note["text"] for note in assessment["note"]]
        if assessment["code"]["coding"][0]["code"] == "no_dmt":
            assert assessment["prediction"]
        else:
            assert "prediction" not in assessment
            assert any("primary progressive" in note for note in notes)


@pytest.mark.parametrize("course", ["rrms", "spms", "ppms"])
def test_the_course_is_told_by_its_own_code(course):
    body = make_response(course={"course": course})
    (condition,) = find(get_bundle(body), "Condition")
    (coding,) = condition["code"]["coding"]
    assert coding["code"] == codes.read_codes()[f"course_{course}"].code
    assert condition["verificationStatus"]["coding"][0]["code"] == "unconfirmed"


def test_a_known_edss_is_a_step_and_a_worked_out_one_a_range():
    (step,) = find(get_bundle(make_response()), "Observation")
    assert step["valueQuantity"]["value"] == 3.5
    body = make_response(
        edss={"edss_known": "work_out", "edss": None},
        edss_moving={"moving": "two_sides"},
        edss_aided={"detail": "under_20"},
    )
    (span,) = find(get_bundle(body), "Observation")
    assert (
        span["valueRange"]["low"]["value"],
        span["valueRange"]["high"]["value"],
    ) == (6.5, 7)


def test_the_sheet_is_the_pdf_of_the_same_numbers(real_sheet):
    (sheet,) = find(get_bundle(make_response()), "DocumentReference")
    (content,) = sheet["content"]
    attachment = content["attachment"]
    pdf = base64.b64decode(attachment["data"])
    assert attachment["contentType"] == "application/pdf"
    assert attachment["size"] == len(pdf)
    assert base64.b64decode(attachment["hash"]) == hashlib.sha1(pdf).digest()
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert "natalizumab" in text.lower()


def test_the_provenance_names_the_release():
    bundle = get_bundle(make_response())
    (provenance,) = find(bundle, "Provenance")
    (entity,) = provenance["entity"]
    release = interface.evidence_release()
    assert entity["what"]["identifier"]["value"] == release.digest
    assert entity["what"]["display"] == f"Evidence release {release.id}"
    assert len(provenance["target"]) == len(bundle["entry"]) - 1


def test_unchecked_figures_are_preliminary():
    for assessment in find(get_bundle(make_response()), "RiskAssessment"):
        preview = interface.evidence_release().research_preview
        assert assessment["status"] == ("preliminary" if preview else "final")


def test_who_it_is_is_passed_over_and_never_sent_back():
    named = make_response() | {
        "subject": {
            "reference": "Patient/marker-7",
            "display": "marker-7",
            "identifier": {"value": "marker-7"},
        },
        "author": {"display": "marker-7"},
        "source": {"display": "marker-7"},
        "identifier": {"value": "marker-7"},
        "text": {
            "status": "generated",
            "div": '<div xmlns="http://www.w3.org/1999/xhtml">marker-7</div>',
        },
        "contained": [
            {"resourceType": "Patient", "id": "p", "name": [{"text": "marker-7"}]}
        ],
    }
    bundle = get_bundle(named)
    assert "marker-7" not in json.dumps(bundle)
    assert bundle == get_bundle(make_response())


def test_the_same_result_has_the_same_ids_another_day_others():
    first, again = get_bundle(make_response()), get_bundle(make_response())
    assert first == again
    other = get_bundle(make_response(sex={"sex": "male"}))
    assert {e["fullUrl"] for e in first["entry"]}.isdisjoint(
        e["fullUrl"] for e in other["entry"]
    )


def test_the_29th_of_february_ends_on_the_28th():
    with time_machine.travel(dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC), tick=False):
        bundle = post(make_response()).json()
    ends = {
        p["whenPeriod"]["end"]
        for a in find(bundle, "RiskAssessment")
        for p in a["prediction"]
    }
    assert ends == {"2029-02-28", "2030-02-28", "2033-02-28", "2038-02-28"}
