"""What is named in several places is named the same in each."""

import re
import tomllib

from tests.repository.files import ROOT, tracked_texts

POSTGRES = re.compile(r"(?:postgres:|postgresql-|PostgreSQL )(\d+)\b")


def test_one_postgres_version():
    named = {
        version
        for text in tracked_texts().values()
        for version in POSTGRES.findall(text)
    }
    assert named == {"16"}


def test_one_python_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
    assert project["tool"]["mypy"]["python_version"] == "3.11"
    images = re.findall(
        r"^FROM python:(\S+)-slim", (ROOT / "Dockerfile").read_text(), re.M
    )
    assert set(images) == {"3.11"}
    assert "(3, 11)" in (ROOT / "Makefile").read_text()
    assert "--python-version 3.11" in (ROOT / "CONTRIBUTING.md").read_text()


def test_run_packages_are_the_same_in_both_lock_files():
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text()
        return set(re.findall(r"^(\S+==\S+)", text, re.M))

    assert pins("run.txt") <= pins("dev.txt")
