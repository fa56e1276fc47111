from typing import Any

import pytest
from django.core.management import CommandError, call_command

from riskmodel.interface import EvidenceError, evidence_release
from riskmodel.management.commands import check_evidence, fit_evidence


def test_check_says_which_release_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_evidence")
    said = capsys.readouterr().out
    assert f"Evidence release {evidence_release().id}" in said
    assert "needs checking against the paper" in said


def test_check_refuses_a_fit_of_other_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_evidence, "fit_is_current", lambda: False)
    with pytest.raises(CommandError, match="made from other evidence"):
        call_command("check_evidence")


def test_check_says_what_is_wrong_with_the_evidence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise EvidenceError("k_low is there twice")

    monkeypatch.setattr(check_evidence, "evidence_release", broken)
    with pytest.raises(CommandError, match="k_low is there twice"):
        call_command("check_evidence")


def test_fit_prints_how_each_target_was_met(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target: dict[str, Any] = {"id": "move_6_to_7", "published": 3.3, "model": 3.37}
    monkeypatch.setattr(fit_evidence, "write_fit", lambda _: {"targets": [target]})
    call_command("fit_evidence")
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last == ["move_6_to_7", "3.300", "3.370"]
