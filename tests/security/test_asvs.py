"""OWASP ASVS 5.0, level 2: a line for each requirement, none claiming too much."""

from __future__ import annotations

import ast
import csv
import io
import logging
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from tests.repository.files import ROOT

TABLE = ROOT / "docs" / "asvs.csv"
#: Nothing is left "open": a line says what shows it, or why it is not asked of us.
STATUSES = {"holds", "not applicable", "for the operator"}
#: The standard's own number of requirements of levels 1 and 2 in each chapter
#: (version 5.0.0).
REQUIREMENTS = {
    **{"V1": 27, "V2": 11, "V3": 19, "V4": 10, "V5": 9, "V6": 35, "V7": 18, "V8": 7},
    **{"V9": 7, "V10": 29, "V11": 14, "V12": 9, "V13": 13, "V14": 9, "V15": 13},
    **{"V16": 16, "V17": 7},
}


@cache
def rows() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def list_tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def is_there(proof: str) -> bool:
    """Whether what a line names is in the repository."""
    if proof.startswith("settings:"):
        return hasattr(settings, proof.removeprefix("settings:"))
    name, _, test = proof.partition("::")
    path = ROOT / name
    return path.exists() and (not test or test in list_tests(path))


def test_every_requirement_has_one_line():
    ids = [row["id"] for row in rows()]
    assert len(set(ids)) == len(ids)
    assert Counter(one.split(".")[0] for one in ids) == REQUIREMENTS
    assert {row["level"] for row in rows()} == {"1", "2"}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_line_is_shown_by_something_that_exists(row):
    assert row["status"] in STATUSES
    assert row["what"]
    if row["status"] in {"holds", "for the operator"}:
        assert is_there(row["shown by"]), row["shown by"]
    else:
        assert row["note"], "why not?"


def test_what_is_missing_is_not_taken_for_there():
    for missing in ("settings:NOTHING", "docs/nothing.md", "tests/x.py::test_y"):
        assert not is_there(missing)
    assert not is_there("tests/security/test_asvs.py::test_nothing_of_this_name")


def test_nothing_is_evaluated():
    forbidden = {"eval", "exec", "__import__"}
    for folder in ("decisionaid", "riskmodel"):
        for path in (ROOT / folder).rglob("*.py"):
            calls = {
                node.func.id
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert not calls & forbidden, path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/nothing/", "/healthz", "/api/schema/", "/static/build/app.css"]
)
def test_every_answer_names_its_type(client, path):
    response = client.get(path)
    response.close()
    kind = response.headers["Content-Type"]
    assert "/" in kind
    if kind.startswith("text/"):
        assert "charset=utf-8" in kind.replace('"', "")


@pytest.mark.django_db
def test_a_new_database_has_no_account():
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/check/", "/results/", "/code/", "/about/"])
def test_trace_is_not_answered(client, path):
    assert client.trace(path).status_code == 405


@pytest.mark.django_db
@pytest.mark.urls("tests.integration.frame.failing_urls")
def test_a_refused_act_is_logged(client):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    client.get("/fail/403/")
    logger.removeHandler(handler)
    assert "Forbidden" in written.getvalue()
