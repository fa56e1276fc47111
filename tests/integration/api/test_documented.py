"""Every example of docs/api.md and of the description is sent, and answered so."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from riskmodel.api import urls
from tests.integration.api.documents import find_faults

DOCS = Path(__file__).parents[3] / "docs"
TEXT = (DOCS / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```sh\n(.*?)```\n\n```json\n(.*?)```", TEXT, re.DOTALL)
SITE = "http://127.0.0.1:8000"
#: Stands for whatever the release says.
ANYTHING = "..."


def send(command: str, token: str):
    words = shlex.split(command.replace("\\\n", " ").replace("$TOKEN", token))
    assert words.pop(0) == "curl"
    address, headers, body = "", {}, None
    while words:
        match words.pop(0):
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name.lower()] = value
            case "-d":
                body = words.pop(0)
            case word:
                address = word.removeprefix(SITE)
    if body is None:
        return Client().get(address, headers=headers)
    kind = headers.pop("content-type")
    return Client().post(address, body, content_type=kind, headers=headers)


def agrees(shown, told) -> bool:
    """Whether everything that is shown is told; more may be told."""
    if shown == ANYTHING:
        return True
    if isinstance(shown, dict):
        return isinstance(told, dict) and all(
            name in told and agrees(value, told[name]) for name, value in shown.items()
        )
    if isinstance(shown, list):
        return len(shown) == len(told) and all(map(agrees, shown, told))
    return type(shown) is type(told) and shown == told


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_is_answered_as_the_page_says(command, shown, capsys):
    token = ""
    if "$TOKEN" in command:
        call_command("create_partner_token", "A clinic's system")
        token = capsys.readouterr().out.strip()
    told = send(command, token).json()
    assert agrees(json.loads(shown), told), json.dumps(told)[:1500]


def test_every_example_of_the_page_is_found():
    assert len(EXAMPLES) == TEXT.count("```sh") >= 7


def test_a_wrong_example_would_be_seen():
    assert not agrees({"status": 404}, {"status": 400})
    assert not agrees({"errors": [{}]}, {"errors": []})
    assert not agrees({"draws": 1}, {"draws": True})


def test_the_page_names_every_address():
    for pattern in urls.urlpatterns:
        route = str(pattern.pattern)
        if route.startswith("v1/"):
            assert route.removeprefix("v1/").replace("str:", "") in TEXT, route


def list_described():
    described = yaml.safe_load((DOCS / "openapi.yaml").read_text())
    for path, operations in described["paths"].items():
        body = operations.get("post", {}).get("requestBody")
        if body is None:
            continue
        responses = operations["post"]["responses"]
        shape = responses["200"]["content"]["application/json"]["schema"]["$ref"]
        examples = body["content"]["application/json"]["examples"]
        for name, example in examples.items():
            yield pytest.param(
                path, example["value"], shape.rsplit("/")[-1], id=f"{path} {name}"
            )


@pytest.mark.parametrize(("path", "value", "component"), list(list_described()))
def test_an_example_of_the_description_is_answered_in_its_shape(path, value, component):
    response = Client().post(path, json.dumps(value), content_type="application/json")
    assert response.status_code == 200, response.content[:500]
    assert find_faults(response.json(), component) == []
