"""The small version of the API's trial by its own description."""

from __future__ import annotations

import pytest
import pytest_django

from riskmodel import interface
from riskmodel.api import urls
from tools.reliability import api_cases
from tools.reliability.parts import schema

CASES = 25


# Answers ask which release is in use. The application is asked as a server asks it, and
# closes its connection after each answer: a transaction around a test would be cut.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def outcomes(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> dict[str, api_cases.Outcome]:
    with django_db_blocker.unblock():
        return {found.operation: found for found in api_cases.run(cases=CASES)}


def test_every_operation_is_tried(outcomes):
    described = [p for p in urls.urlpatterns if str(p.pattern).startswith("v1/")]
    assert len(outcomes) == len(described)
    assert {found.cases for found in outcomes.values()} == {CASES}


def test_no_answer_is_a_5xx_or_other_than_described(outcomes):
    assert [f for f in outcomes.values() if f.fault] == []
    assert sum(found.count_broken() for found in outcomes.values()) == 0


def test_right_and_wrong_cases_are_among_them(outcomes):
    for name, found in outcomes.items():
        assert found.statuses[200], name
        if name.startswith("POST"):
            assert found.statuses[400], name


def test_a_document_that_is_not_as_described_is_found(monkeypatch):
    shown = interface.encode
    monkeypatch.setattr(
        interface, "encode", lambda document: shown(document | {"surprise": 1})
    )
    faults = [found.fault for found in api_cases.run(cases=3)]
    assert any("surprise" in fault for fault in faults)


def test_an_answer_that_is_our_fault_is_found(monkeypatch):
    def fail(_request: object, **_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(interface, "era_curve", fail)
    broken, described = schema.run(25)
    assert not broken.holds
    assert broken.measured.split(" of ")[0] != "0"
    assert not described.holds
    assert "era-curve" in described.measured
