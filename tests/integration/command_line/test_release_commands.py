"""A release is built, kept, sealed and tried; the fit itself is tested elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from riskmodel.evidence import registry, seals
from riskmodel.management.commands import build_release, validate_release
from tests.releases import replace

NEW = "2030-01"


class Workshop:
    """A release of its own: its folder in git, an archive, and seals."""

    def __init__(self, folder: Path) -> None:
        self.data, self.archive = folder / "data", folder / "releases"
        self.seals = folder / "seals.json"
        shutil.copytree(registry.DATA, self.data)
        self.seals.write_text("{}", "utf-8")
        self.fitted: list[Path] = []

    def commit(self) -> None:
        author = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
        for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Evidence"]):
            subprocess.run(["git", *author, *words], cwd=self.data.parent, check=True)

    def seal(self, folder: Path) -> str:
        return seals.seal_release(folder, self.seals)

    def fit(self, folder: Path, *, tell: Any) -> None:
        tell("sampling the joint model")
        self.fitted.append(folder)


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    for module in (registry, build_release, validate_release):
        monkeypatch.setattr(module, "DATA", made.data)
    for module in (registry, build_release):
        monkeypatch.setattr(module, "ARCHIVE", made.archive)
    for module in (build_release, validate_release):
        monkeypatch.setattr(module, "seal_release", made.seal)
    # in their place, which takes minutes
    monkeypatch.setitem(
        sys.modules, "riskmodel.synthesis.building", SimpleNamespace(build=made.fit)
    )
    return made


def test_a_new_release_keeps_the_one_before_as_it_was_committed(workshop, capsys):
    before = registry.read_name(workshop.data)
    kept_digest = registry.compute_digest(workshop.data)
    workshop.commit()
    # the working copy is the next release by now
    replace(workshop.data / "limits.toml", "limit_alemtuzumab_age", "55", "54")
    call_command("build_release", f"--id={NEW}")

    assert list(registry.find_releases()) == [NEW, before["id"]]
    assert registry.compute_digest(workshop.archive / before["id"]) == kept_digest
    named = registry.read_name(workshop.data)
    assert (named["id"], named["model_version"]) == (NEW, before["model_version"])
    assert workshop.fitted == [workshop.data]
    digest = f"sha256:{registry.compute_digest(workshop.data)}"
    assert json.loads(workshop.seals.read_text()) == {NEW: digest}
    said = capsys.readouterr()
    assert f"Release {NEW}, {digest}" in said.out
    assert "sampling the joint model" in said.err


def test_the_newest_is_built_again_under_its_name(workshop, capsys):
    before = registry.compute_digest(workshop.data)
    call_command("build_release", "--no-fit")
    assert workshop.fitted == []
    assert registry.compute_digest(workshop.data) == before
    assert not workshop.archive.exists()
    content = registry.read_fitted(workshop.data)
    rows = [*content["targets"], *content["cohorts"]]
    told = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[0] for line in told] == [row["id"] for row in rows]
    for row, line in zip(rows, told, strict=True):
        assert line.endswith("outside") is not registry.is_expected(row)
        assert f"{row['published']:.3f}" in line


def test_a_folder_without_a_name_in_git_is_no_release(workshop):
    name = workshop.data / "release.toml"
    content = name.read_text()
    name.unlink()
    workshop.commit()
    name.write_text(content)
    with pytest.raises(CommandError, match="not committed"):
        call_command("build_release", "--no-fit", f"--id={NEW}")
    assert list(workshop.archive.iterdir()) == []
    assert registry.read_name(workshop.data)["id"] != NEW
    assert workshop.seals.read_text() == "{}"


@pytest.fixture
def trial(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []

    def validate(folder: Path, *, tell: Any) -> None:
        tell("leaving one out")
        (folder / "validation.json").write_text("{}", "utf-8")
        done.append("validated")

    def write_report(folder: Path) -> list[str]:
        assert folder == workshop.data
        done.append("written")
        return ["docs/validation.md"]

    within = "riskmodel.synthesis.validating"
    monkeypatch.setitem(
        sys.modules, f"{within}.report", SimpleNamespace(write_report=write_report)
    )
    monkeypatch.setitem(
        sys.modules, f"{within}.run", SimpleNamespace(validate=validate)
    )
    return done


def test_what_was_tried_is_sealed_with_its_release(trial, workshop, capsys):
    call_command("validate_release")
    assert trial == ["validated", "written"]
    said = capsys.readouterr()
    assert said.out == "Written: docs/validation.md\n"
    assert "leaving one out" in said.err
    digest = f"sha256:{registry.compute_digest(workshop.data)}"
    assert list(json.loads(workshop.seals.read_text()).values()) == [digest]


def test_the_report_is_written_again_without_trying_anew(trial, workshop):
    call_command("validate_release", "--write-only")
    assert trial == ["written"]
    assert workshop.seals.read_text() == "{}"
