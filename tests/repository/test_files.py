"""The files install and build anywhere, and say nothing of where they were made."""

import json
import os
import re
import subprocess

from tests.repository.files import ROOT, tracked_texts

# Put together here so that this file does not name them either.
PACKAGE_HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "deb.debian" + ".org",
]
# Behind one of these it is part of an address of the site, like `<int:pk>/work/`.
MACHINE_PATHS = re.compile(r"(?<![\w.~>}-])/" + r"(?:root|home|work|farm|opt|Users)/")


def test_no_file_names_a_package_host():
    found = [
        (name, host)
        for name, text in tracked_texts().items()
        for host in PACKAGE_HOSTS
        if host in text
    ]
    assert not found


def test_no_file_names_a_path_of_one_machine():
    found = [
        (name, match.group())
        for name, text in tracked_texts().items()
        if (match := MACHINE_PATHS.search(text))
    ]
    assert not found


def test_python_locks_are_hashed_and_name_no_address():
    for name in ("uv.txt", "run.txt", "dev.txt", "load.txt"):
        text = (ROOT / "requirements" / name).read_text()
        assert "://" not in text
        assert "--index" not in text
        pins = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,-]+\])?==.*$", text, re.M)
        assert pins
        assert all(pin.rstrip().endswith("\\") for pin in pins)


def test_node_lock_is_hashed_and_names_no_address():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert package["integrity"].startswith("sha512-"), name


def test_every_target_that_is_named_exists():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))
    phony = set(re.findall(r"^\.PHONY: ([a-z-]+)$", makefile, re.M))
    assert phony == targets
    named = {
        target
        for name, text in tracked_texts().items()
        if name.endswith((".md", "run", ".py"))
        for target in re.findall(r"`make ([a-z][a-z-]*)", text)
    }
    assert {"run", "test"} <= named
    assert named <= targets


def test_help_lists_every_target_meant_for_people():
    helped = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # a target written twice, or any other warning of make
    assert helped.stderr == ""
    listed = {line.split()[0] for line in helped.stdout.splitlines()}
    makefile = (ROOT / "Makefile").read_text()
    assert listed == set(re.findall(r"^([a-z-]+):.*## ", makefile, re.M))


def test_what_ci_runs_is_the_test_command():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text().splitlines()
    assert lines[:2] == ["#!/usr/bin/env bash", "set -euo pipefail"]
    assert lines[-1] == "make test"


def test_the_image_gets_what_it_copies():
    kept = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    dockerfile = (ROOT / "Dockerfile").read_text()
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.M)
        for source in line.split()[:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert any(source == name or source.startswith(f"{name}/") for name in kept)
