import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from riskmodel import interface
from riskmodel.evidence import registry, seals
from riskmodel.interface import EvidenceError, evidence_release
from riskmodel.management.commands import build_release, check_evidence


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


def test_check_refuses_a_release_that_changed_since_it_was_sealed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "seals.json"
    other.write_text(json.dumps({evidence_release().id: "sha256:0"}), "utf-8")
    with pytest.raises(EvidenceError, match="was sealed as sha256:0"):
        seals.check_seals(other)
    monkeypatch.setattr(
        check_evidence, "check_releases", lambda: seals.check_seals(other)
    )
    with pytest.raises(CommandError, match="needs a new id"):
        call_command("check_evidence")


def test_every_release_is_sealed_and_can_be_used() -> None:
    interface.check_releases()
    ids = [release.id for release in interface.releases()]
    assert ids[0] == evidence_release().id
    assert len(set(ids)) == len(ids)
    request = interface.read_json(
        {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "draws": 100}
    )
    for release in interface.releases():
        document = interface.compare(request, release=release.id)
        assert document["release"]["digest"] == release.digest


def test_unknown_release_is_refused() -> None:
    with pytest.raises(EvidenceError, match="release '1999'; allowed"):
        registry.get_evidence("1999")


def test_seal_is_of_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "seals.json"
    path.write_text('{"older": "sha256:1"}', "utf-8")
    digest = seals.seal_release(registry.DATA, path)
    assert digest == evidence_release().digest
    assert seals.read_seals(path) == {
        "older": "sha256:1",
        evidence_release().id: digest,
    }


def test_names_cannot_be_taken_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        build_release, "find_releases", lambda: {"taken": registry.DATA}
    )
    with pytest.raises(CommandError, match="a release taken already"):
        call_command("build_release", "--no-fit", "--id=taken")


def test_no_fit_is_refused_where_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_release, "fit_is_current", lambda: False)
    with pytest.raises(CommandError, match="rest on has changed"):
        call_command("build_release", "--no-fit")


def test_the_release_before_is_kept_as_committed(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    build_release.keep_committed(registry.DATA, place)
    assert (place / "release.toml").exists()
    assert (place / "tables" / "life_table.csv").exists()
    with pytest.raises(CommandError, match="not committed"):
        build_release.keep_committed(tmp_path / "kept", tmp_path / "again")


def test_name_is_written_with_the_day(tmp_path: Path) -> None:
    build_release.write_name(tmp_path, {"id": "2030-01", "model_version": "9"})
    name = registry.read_name(tmp_path)
    assert name["id"] == "2030-01"
    assert name["made_on"].startswith("20")
