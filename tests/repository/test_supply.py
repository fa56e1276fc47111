"""What we depend on: listed whole, and looked up honestly."""

from __future__ import annotations

import json
import re

import pytest

from tests.repository.files import ROOT
from tools import audit, sbom

FINE = {"name": "one", "version": "1", "vulns": []}
FAULT = {"id": "X-1", "fix_versions": ["2"]}


def test_an_audit_that_looked_and_found_nothing_is_good():
    assert audit.judge({"dependencies": [FINE]}) == []


@pytest.mark.parametrize(
    ("report", "problem"),
    [
        ({}, "nothing was looked at"),
        ({"dependencies": []}, "nothing was looked at"),
        (
            {"dependencies": [FINE, {"name": "two", "skip_reason": "not found"}]},
            "two: not looked at",
        ),
        (
            {"dependencies": [{"name": "two", "version": "1", "vulns": [FAULT]}]},
            "two 1: X-1, fixed in 2",
        ),
        (
            {"dependencies": [{"name": "two", "version": "1", "vulns": [{"id": "X"}]}]},
            "two 1: X, fixed in no version yet",
        ),
    ],
)
def test_anything_else_is_a_problem(report, problem):
    assert audit.judge(report) == [problem]


def test_the_bill_lists_every_package(tmp_path):
    bill = tmp_path / "sbom.json"
    assert sbom.main(bill) == 0
    listed = json.loads(bill.read_text())
    assert listed["bomFormat"] == "CycloneDX"
    found = {(one["name"], one["version"]) for one in listed["components"]}
    lock = (ROOT / "requirements" / "run.txt").read_text()
    pins = re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,-]+\])?==(\S+)", lock, re.M)
    assert pins
    assert found == set(pins)
