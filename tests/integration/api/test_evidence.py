"""What can be looked up: complete, in its shape, and sent once for each release."""

from __future__ import annotations

import pytest
from django.test import Client

from riskmodel import interface
from riskmodel.api import evidence_documents
from tests.integration.api.documents import find_faults
from tests.integration.api.posting import read_problem

SOURCE = interface.sources()[0].id
CONFLICT = interface.conflicts()[0].id
PARAMETER = interface.parameters()[0].id
ADDRESSES = {
    "options/": "Options",
    "evidence/": "Evidence",
    f"evidence/sources/{SOURCE}/": "SourceDocument",
    f"evidence/conflicts/{CONFLICT}/": "ConflictDocument",
    "parameters/": "Parameters",
    f"parameters/{PARAMETER}/": "ParameterDocument",
    "releases/": "Releases",
    "numbers/ahsct.5.worse.mean/": "NumberDocument",
    "numbers/break_even.natalizumab.5.dead_or_worse.no_tie/": "NumberDocument",
    "numbers/no_dmt.1.died_treatment.mean/": "NumberDocument",
}


def get(address: str, **headers: str):
    return Client().get(f"/api/v1/{address}", headers=headers)


@pytest.mark.parametrize(("address", "component"), ADDRESSES.items())
def test_every_document_has_the_shape_that_is_described(address, component):
    response = get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert find_faults(response.json(), component) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_not_sent_again(address):
    first = get(address)
    assert first["Cache-Control"] == "no-cache"
    again = get(address, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert get(address, **{"if-none-match": '"another"'}).status_code == 200


def test_a_document_that_must_be_another_is_refused():
    read_problem(get("options/", **{"if-match": '"another"'}), status=412)


def test_the_evidence_is_complete():
    evidence = get("evidence/").json()
    assert [one["id"] for one in evidence["sources"]] == [
        source.id for source in interface.sources()
    ]
    assert [one["id"] for one in evidence["conflicts"]] == [
        conflict.id for conflict in interface.conflicts()
    ]
    cited = {
        id for one in get("parameters/").json()["parameters"] for id in one["sources"]
    }
    assert cited
    assert cited <= {one["id"] for one in evidence["sources"]}


def test_a_figure_is_told_with_all_that_is_known_of_it():
    parameter = interface.parameters()[0]
    told = get(f"parameters/{parameter.id}/").json()["parameter"]
    assert told == evidence_documents.describe_parameter(parameter)
    assert (told["value"], told["low"], told["high"]) == (
        parameter.value,
        parameter.low,
        parameter.high,
    )
    assert (told["status"], told["unit"]) == (parameter.status.value, parameter.unit)
    assert told["sources"] == list(parameter.source_ids)


def test_the_options_are_told_with_the_harms_of_a_comparison():
    options = {one["id"]: one for one in get("options/").json()["options"]}
    request = interface.read_json(
        {"course": "rrms", "edss": 3, "duration": 5, "age": 40, "draws": 100}
    )
    compared = interface.compare(request)["options"]
    assert list(options) == list(compared)
    for id, option in compared.items():
        told = {harm["id"]: harm for harm in options[id]["harms"]}
        assert set(told) == set(option["harms"])
        for harm_id, harm in option["harms"].items():
            assert told[harm_id]["sources"] == harm["sources"]
            assert told[harm_id]["estimated"] == ("not_known" not in harm)


def test_a_number_is_told_with_its_sources():
    number = get("numbers/ahsct.5.worse.mean/").json()["number"]
    passport = interface.explain("ahsct.5.worse.mean")
    assert number["words"] == passport.words
    assert [one["id"] for one in number["parameters"]] == [
        one.id for one in passport.parameters
    ]
    assert number["sources"]


def test_the_release_in_use_comes_first():
    releases = get("releases/").json()
    in_use = interface.evidence_release()
    assert releases["in_use"] == releases["releases"][0]["id"] == in_use.id
    assert releases["releases"][0]["digest"] == in_use.digest


@pytest.mark.parametrize(
    "address",
    [
        "evidence/sources/nobody/",
        "evidence/conflicts/none/",
        "parameters/%00/",
        "numbers/ahsct.16.worse.mean/",
        "numbers/nonsense/",
        "numbers/ahsct.5.harms.malignancy.mean/",
        "options",
    ],
)
def test_what_is_not_there_is_not_found(address):
    read_problem(get(address), status=404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_answered(method):
    response = Client().generic(method, "/api/v1/options/")
    read_problem(response, status=405)
    assert response["Allow"] == "GET, HEAD"


def test_a_head_has_the_headers_only():
    response = Client().head("/api/v1/options/")
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == get("options/")["ETag"]
