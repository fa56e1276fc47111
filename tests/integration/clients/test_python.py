"""The Python client against a running site."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from urllib.error import HTTPError

import pytest
from django.core.management import call_command

from riskmodel import interface

FILE = Path(__file__).parents[3] / "clients" / "python" / "ms_treatment_choices.py"
PERSON = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "draws": 100}

# The server's thread asks the database for tokens.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def module() -> ModuleType:
    specification = importlib.util.spec_from_file_location("client", FILE)
    assert specification is not None
    assert specification.loader is not None
    loaded = importlib.util.module_from_spec(specification)
    # dataclasses look their own module up
    sys.modules["client"] = loaded
    specification.loader.exec_module(loaded)
    return loaded


@pytest.fixture
def client(module, live_server):
    return module.Client(live_server.url)


def test_a_comparison_is_the_model_s(client):
    expected = interface.compare(interface.read_json(PERSON))
    assert client.compare(**PERSON) == expected
    assert client.compare_many([PERSON, PERSON | {"age": 40}])[0] == expected
    assert client.break_even(**PERSON)["break_even"] == expected["break_even"]
    assert client.era_curve(**PERSON)["studies"]
    assert client.sensitivity(**PERSON)["parameters"]


def test_what_is_looked_up_is_kept_until_it_changes(client):
    first = client.releases()
    assert first["in_use"] == interface.evidence_release().id
    # the very object: the site said that it has not changed
    assert client.releases() is first
    assert client.options()["options"][0]["id"] == "no_dmt"
    assert client.evidence()["sources"]
    assert client.parameters()["parameters"]
    assert client.number("ahsct.5.worse.mean")["number"]["sources"]


def test_wrong_fields_are_told(client, module):
    with pytest.raises(module.Refused) as refused:
        client.compare(**PERSON | {"edss": 11, "age": 140})
    assert refused.value.status == 400
    assert [error.field for error in refused.value.errors] == ["edss", "age"]
    assert "18 to 85 years" in str(refused.value)
    with pytest.raises(module.Refused) as missing:
        client.number("no/such number?")
    assert missing.value.status == 404


def test_too_much_says_how_long_to_wait(client, module, settings):
    settings.API_REQUESTS_PER_MINUTE = 1
    client.options()
    with pytest.raises(module.TooMuch) as refused:
        client.evidence()
    assert 0 < refused.value.seconds <= 60


def test_a_token_is_sent(module, live_server, settings, capsys):
    settings.API_REQUESTS_PER_MINUTE = 1
    call_command("create_partner_token", "A clinic's system")
    token = capsys.readouterr().out.strip()
    partner = module.Client(f"{live_server.url}/", token=token)
    assert partner.options()
    assert partner.evidence()
    with pytest.raises(module.Refused) as refused:
        module.Client(live_server.url, token="x").options()
    assert refused.value.status == 401


def test_what_is_no_problem_document_is_not_taken_for_one(module, live_server):
    # an address of the site's pages, which answer in HTML
    elsewhere = module.Client(f"{live_server.url}/nowhere/..%2f")
    with pytest.raises(HTTPError):
        elsewhere.options()
