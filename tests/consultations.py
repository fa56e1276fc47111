"""Results that are kept, and clinicians who open and correct them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from decisionaid.clinician.models import Consultation
from decisionaid.core.to_profile import build_request
from decisionaid.summaries.actions import create_saved_comparison
from riskmodel import interface
from tests.answers_factory import build_answers

LIST = "/clinician/results/"
NOW = datetime.now(UTC)


def compute(**answers: Any) -> interface.Document:
    request = build_request(build_answers(**answers), (1, 2, 5, 10), draws=100)
    return interface.compare(request)


def keep(document: interface.Document | None = None) -> str:
    made = create_saved_comparison(
        answers=build_answers(), document=document or compute(), now=NOW
    )
    return made.code


def open_result(client: Client, code: str, *, estimate: bool = True) -> str:
    """Open a result; give its address."""
    address = client.post(f"{LIST}open/", {"code": code})["Location"]
    if estimate:
        client.post(f"{address}estimate/", {"action": "skip"})
    return address


def read(client: Client, address: str, **asked: str) -> BeautifulSoup:
    response = client.get(address, asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def read_number(page: BeautifulSoup, number: str) -> list[float]:
    found = page.select(f'[data-number="{number}"]')
    return [float(str(one["data-value"])) for one in found]


def correct(client: Client, address: str, **given: Any):
    version = given.pop("version", Consultation.objects.get().version)
    return client.post(f"{address}work/", {"version": version, **given})


def of_an_older_release() -> interface.Document:
    document = compute()
    document["release"] = {
        **document["release"],
        "id": "2025-01",
        "digest": "sha256:" + "0" * 64,
    }
    for option in document["options"].values():
        worse = option["horizons"]["5"]["outcomes"]["worse"]
        same = option["horizons"]["5"]["outcomes"]["same"]
        # Ten people of 1,000 were told otherwise then.
        worse["mean"] += 0.01
        same["mean"] -= 0.01
    return document
