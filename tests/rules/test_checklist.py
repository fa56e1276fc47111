"""The checklist, the hazard log and the model card say what is true."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from decisionaid.about.checklist import Status, present_checklist
from decisionaid.about.facts import collect_facts
from decisionaid.about.hazards import present_hazards
from decisionaid.about.model_card import present_model_card
from decisionaid.core.content import ContentError, read_content
from riskmodel import interface
from tests.repository.files import ROOT

RULES = ROOT / "tests" / "rules"
#: Items of the lists that the model card answers: HTI-1's source attributes for
#: predictive decision support, and TRIPOD+AI's items.
CARD_ITEMS = {"hti-1": 31, "tripod-ai": 52}


def list_tests(folder: Path) -> Iterator[str]:
    """List the names of the tests under a folder, without running them."""
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name


def list_items() -> dict[str, tuple[str, ...]]:
    groups = present_checklist().groups
    return {item.id: item.tests for group in groups for item in group.items}


def test_checklist_names_tests_that_exist() -> None:
    there = set(list_tests(ROOT / "tests"))
    missing = {
        name: test
        for name, tests in list_items().items()
        for test in tests
        if test not in there
    }
    assert not missing


def test_checklist_names_every_test_of_a_rule() -> None:
    items = list_items()
    named = [test for tests in items.values() for test in tests]
    assert set(list_tests(RULES)) <= set(named)
    assert len(named) == len(set(named))
    for name, tests in items.items():
        assert all(test.startswith(f"test_{name}") for test in tests), name


def test_checklist_takes_its_status_from_the_tests() -> None:
    checklist = present_checklist()
    for group in checklist.groups:
        for item in group.items:
            assert (item.status is Status.MET) <= bool(item.tests), item.id
            assert item.tests or str(item.note), item.id
    total = sum(one.count for one in checklist.totals)
    assert total == len(list_items()) > 50


def test_checklist_hazards_name_tests_that_exist() -> None:
    there = set(list_tests(ROOT / "tests"))
    hazards = present_hazards().hazards
    assert len(hazards) >= 8
    for hazard in hazards:
        named = [test for done in hazard.mitigations for test in done.tests]
        assert named, f"{hazard.id}: no test shows that anything is done"
        assert set(named) <= there, (hazard.id, set(named) - there)


def test_checklist_model_card_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = present_model_card(collect_facts(interface.evidence_release())).lists
    counted = {one.id: len(one.items) for one in lists}
    assert {name: counted[name] for name in CARD_ITEMS} == CARD_ITEMS
    for one in lists:
        refs = [item.ref for item in one.items]
        assert len(refs) == len(set(refs)), one.id
        assert all(item.text.strip() for item in one.items)
    broken = read_content("model_card").get("lists")[0]["items"][0]
    monkeypatch.setitem(broken, "text", "%(no_such_fact)s")
    with pytest.raises(KeyError):
        present_model_card(collect_facts(interface.evidence_release()))


def test_checklist_an_item_without_test_or_reason_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = read_content("checklist").get("groups")[0]["items"]
    monkeypatch.setitem(items[0], "tests", [])
    with pytest.raises(ContentError, match="r01 has no test"):
        present_checklist()
