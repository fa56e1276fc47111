"""Every resource is of the release that staff put in use, not of the newest."""

from __future__ import annotations

import pytest
from django.test import Client

from decisionaid.core.to_profile import build_request
from decisionaid.fhir import views
from decisionaid.fhir.risk import YEARS
from riskmodel import interface
from tests.answers_factory import build_answers
from tests.integration.fhir.asking import make_response
from tests.integration.fhir.test_bundle import find, get_bundle
from tests.releases import SECOND


def test_the_server_names_the_older_release(older_in_use):
    told = Client().get("/fhir/metadata").json()
    assert told["implementation"]["description"] == f"Evidence release {SECOND}"
    questionnaire = Client().get("/fhir/Questionnaire/ms-treatment-choices").json()
    assert questionnaire["version"] == SECOND
    assert questionnaire["date"] == older_in_use.made_on


def test_a_result_comes_from_the_older_release(older_in_use):
    bundle = get_bundle(make_response())
    (provenance,) = find(bundle, "Provenance")
    (source,) = provenance["entity"]
    assert source["what"]["identifier"]["value"] == older_in_use.digest
    assert SECOND in source["what"]["display"]
    for assessment in find(bundle, "RiskAssessment"):
        assert f"release {SECOND}," in assessment["method"]["text"]


def test_its_digits_are_the_older_release_s(older_in_use):
    request = build_request(build_answers(), range(1, 11), draws=100)

    def list_deaths(release: str | None) -> list[float]:
        option = interface.compare(request, release=release)["options"]["alemtuzumab"]
        years = [option["horizons"][str(year)] for year in YEARS]
        return [100 * year["outcomes"]["died_treatment"]["mean"] for year in years]

    (assessment,) = [
        one
        for one in find(get_bundle(make_response()), "RiskAssessment")
        if one["code"]["coding"][0]["code"] == "alemtuzumab"
    ]
    told = [
        prediction["probabilityDecimal"]
        for prediction in assessment["prediction"]
        if prediction["outcome"]["coding"][0]["code"] == "died_treatment"
    ]
    assert told == pytest.approx(list_deaths(SECOND), rel=1e-12)
    assert told != pytest.approx(list_deaths(None), rel=0.1)


def test_the_sheet_in_it_is_of_the_same_comparison(older_in_use, monkeypatch):
    documents = []
    build_sheet = views.build_sheet
    monkeypatch.setattr(
        views,
        "build_sheet",
        lambda document, **more: (
            documents.append(document) or build_sheet(document, **more)
        ),
    )
    get_bundle(make_response())
    assert [one["release"]["id"] for one in documents] == [SECOND]
