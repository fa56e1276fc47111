"""Every answer is of the release that staff put in use, not of the newest in files."""

from __future__ import annotations

import json

import pytest
from django.db import OperationalError
from django.test import Client

from decisionaid.releases import selectors
from riskmodel import interface
from tests.integration.api.documents import find_faults
from tests.integration.api.posting import SHORT, post, read_problem
from tests.integration.api.test_evidence import ADDRESSES, get
from tests.releases import SECOND

#: Alemtuzumab kills more in the second release than in the newest.
DIFFERS = "alemtuzumab_treatment_death"
ANALYSES = {
    "comparisons": interface.compare,
    "break-even": interface.break_even,
    "era-curve": interface.era_curve,
    "sensitivity": interface.sensitivity,
}


def ask(name: str, body: object):
    return Client().post(
        f"/api/v1/{name}/", json.dumps(body), content_type="application/json"
    )


@pytest.mark.parametrize("name", ANALYSES)
def test_what_is_computed_is_of_the_older_release(name, older_in_use):
    person = interface.read_json(SHORT)
    told = ask(name, SHORT)
    of_older = ANALYSES[name](person, release=older_in_use.id)
    assert told.content.decode() == interface.encode(of_older) + "\n"
    assert told.json()["release"]["id"] == SECOND
    assert told.json() != ANALYSES[name](person)


def test_a_batch_is_of_the_older_release(older_in_use):
    (told,) = ask("comparisons/batch", {"comparisons": [SHORT]}).json()["comparisons"]
    assert told == interface.compare(interface.read_json(SHORT), release=SECOND)
    assert told == post(SHORT).json()


def test_the_numbers_themselves_are_others(older_in_use, second):
    def deaths(document):
        return document["options"]["alemtuzumab"]["harms"]["treatment_death"]["5"]

    newest = interface.compare(interface.read_json(SHORT))
    assert deaths(post(SHORT).json())["mean"] > 2 * deaths(newest)["mean"]


@pytest.mark.parametrize(("address", "component"), ADDRESSES.items())
def test_what_is_looked_up_is_of_the_older_release(address, component, older_in_use):
    answer = get(address)
    document = answer.json()
    assert find_faults(document, component) == []
    assert answer["ETag"].startswith(f'"{SECOND}.')
    if component != "Releases":
        assert document["release"]["digest"] == older_in_use.digest


def test_the_older_figures_are_told(older_in_use):
    (of_newest,) = [one for one in interface.parameters() if one.id == DIFFERS]
    told = get(f"parameters/{DIFFERS}/").json()["parameter"]["value"]
    assert told == pytest.approx(3 * of_newest.value)
    listed = {p["id"]: p["value"] for p in get("parameters/").json()["parameters"]}
    assert listed[DIFFERS] == told
    number = get("numbers/alemtuzumab.5.harms.treatment_death.mean/").json()["number"]
    assert told in [one["value"] for one in number["parameters"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_tag_of_the_newest_does_not_name_the_older(address, second, request):
    tag = get(address)["ETag"]
    assert get(address, **{"if-none-match": tag}).status_code == 304
    request.getfixturevalue("older_in_use")
    changed = get(address, **{"if-none-match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_every_release_is_listed_the_one_in_use_first(second, request):
    newest = interface.evidence_release().id

    def listed():
        answer = get("releases/").json()
        return answer["in_use"], [one["id"] for one in answer["releases"]]

    in_use, ids = listed()
    assert (in_use, set(ids)) == (newest, {r.id for r in interface.releases()})
    assert ids[0] == newest
    request.getfixturevalue("older_in_use")
    assert listed() == (SECOND, [SECOND, *(id for id in ids if id != SECOND)])


def test_nobody_asks_for_a_release_by_name(older_in_use):
    newest = interface.evidence_release().id
    problem = read_problem(post(SHORT | {"release": newest}))
    assert [error["field"] for error in problem["errors"]] == ["release"]


def test_one_answer_asks_once(older_in_use, django_assert_num_queries):
    for address in ADDRESSES:
        with django_assert_num_queries(1):
            get(address)
    with django_assert_num_queries(1):
        post(SHORT)


@pytest.mark.parametrize("send", [lambda: get("options/"), lambda: post(SHORT)])
def test_without_the_database_nobody_is_told_of_another_release(send, monkeypatch):
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(selectors.ReleaseInUse.objects, "first", fail)
    monkeypatch.setattr(Client, "store_exc_info", lambda *_, **__: None)
    response = send()
    read_problem(response, status=503)
    assert response["Retry-After"]
