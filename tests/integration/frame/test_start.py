"""The site starts with no variable at all, and in production only with all."""

import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from decisionaid.health.management.commands import runserver
from tests.integration.frame.processes import (
    PRODUCTION,
    ROOT,
    end_group,
    environment,
    manage,
    serve,
)
from tests.rules.walk import list_routes


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    assert manage("migrate", DATABASE_URL=url).returncode == 0
    return url


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_no_variable_is_needed():
    done = manage("check")
    assert done.returncode == 0, done.stderr


def test_every_model_has_its_migration():
    done = manage("makemigrations", "--check", "--dry-run")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_names_the_missing_variable(missing):
    variables = {**PRODUCTION, "DATABASE_URL": "sqlite:////nowhere/db.sqlite3"}
    del variables[missing]
    done = manage("check", **variables)
    assert done.returncode != 0
    assert f"  {missing}: " in done.stderr


def test_production_passes_the_deployment_checks(database):
    done = manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        **PRODUCTION,
        DATABASE_URL=database,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_production_collects_its_static_files(tmp_path):
    # The manifest refuses a style sheet that names a file which does not exist.
    done = manage(
        *("collectstatic", "--dry-run", "--noinput"),
        **PRODUCTION,
        DATABASE_URL="sqlite://",
    )
    assert done.returncode == 0, done.stderr


def ask(port: int, method: str, path: str, **parts) -> tuple[int, dict, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, **parts)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def test_the_web_process_answers(database, port):
    with serve(port, DATABASE_URL=database):
        assert ask(port, "GET", "/")[0] == 200
        status, _, body = ask(port, "GET", "/readyz")
        assert status == 200, body
        assert json.loads(body)["evidence"].startswith("sha256:")

        status, headers, _ = ask(port, "POST", "/check/", body=b"x" * 10_000_000)
        assert status == 413
        assert "Content-Security-Policy" in headers

        chunks = (b"x" * 100_000 for _ in range(100))
        status, _, _ = ask(port, "POST", "/check/", body=chunks, encode_chunked=True)
        assert status == 400

        styles = ask(
            port,
            "GET",
            "/static/build/app.css",
            headers={"Accept-Encoding": "gzip"},
        )
        assert styles[1]["Content-Encoding"] == "gzip"


def test_runserver_serves_a_fresh_clone(tmp_path, port):
    # The settings look for the database beside themselves: copied, not linked.
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "decisionaid", tmp_path / "decisionaid", ignore=unwanted)
    shutil.copy(ROOT / "manage.py", tmp_path)
    for name in ("riskmodel", "templates", "static"):
        (tmp_path / name).symlink_to(ROOT / name)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", str(port)],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(process, port)
        for address in ("/", "/questions/course/", "/readyz"):
            assert ask(port, "GET", address)[0] == 200, address
        body = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "draws": 100}
        status, _, _ = ask(
            port,
            "POST",
            "/api/v1/comparisons/",
            body=json.dumps(body),
            headers={"Content-Type": "application/json"},
        )
        assert status == 200
    finally:
        end_group(process, seconds=30)
    assert (tmp_path / "db.sqlite3").exists()


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("runserver does not answer")


@pytest.mark.parametrize(
    ("own", "production", "again", "times"),
    [
        (True, False, "", 1),
        (True, False, "true", 0),
        (False, False, "", 0),
        (True, True, "", 0),
    ],
)
def test_runserver_makes_only_its_own_database_ready_and_only_once(
    settings, monkeypatch, own, production, again, times
):
    settings.PRODUCTION = production
    in_use = settings.DATABASES["default"]["NAME"]
    settings.LOCAL_DATABASE = in_use if own else "another.sqlite3"
    monkeypatch.setenv("RUN_MAIN", again)
    done = []
    monkeypatch.setattr(runserver, "prepare", lambda: done.append("prepared"))
    served = []
    extended = runserver.Command.__base__
    monkeypatch.setattr(extended, "run", lambda self, **_: served.append(self))
    runserver.Command().run()
    assert (len(done), len(served)) == (times, 1)


def test_without_the_database_it_lives_but_is_not_ready(port):
    nowhere = "postgres://nobody@127.0.0.1:1/nothing"
    with serve(port, DATABASE_URL=nowhere):
        assert ask(port, "GET", "/healthz")[0] == 200
        status, _, body = ask(port, "GET", "/readyz")
        assert status == 503
        assert json.loads(body)["database"] == "failed"
        status, headers, body = ask(
            port, "GET", "/check/", headers={"Cookie": "sessionid=" + "a" * 32}
        )
        assert status == 503
        assert "Content-Security-Policy" in headers
        assert b"not yours" in body


def test_production_sends_plain_http_to_https(database, port):
    with serve(port, **PRODUCTION, DATABASE_URL=database, FORWARDED_ALLOW_IPS="*"):
        host = {"Host": "aid.example.org"}
        status, headers, _ = ask(port, "GET", "/", headers=host)
        assert status == 301
        assert headers["Location"] == "https://aid.example.org/"
        assert ask(port, "GET", "/healthz", headers=host)[0] == 200
        for address in (*(one for one, _view in list_routes()), "/clinician/"):
            assert ask(port, "GET", address, headers=host)[0] == 301, address
        secure = {**host, "X-Forwarded-Proto": "https"}
        _, headers, _ = ask(port, "GET", "/nothing/", headers=secure)
        assert "max-age=31536000" in headers["Strict-Transport-Security"]


def test_production_does_not_start_with_unchecked_evidence(database, port):
    variables = {**PRODUCTION, "DATABASE_URL": database, "RESEARCH_PREVIEW": "0"}
    done = manage("migrate", **variables)
    assert done.returncode != 0
    assert "RESEARCH_PREVIEW=1" in done.stderr
    with pytest.raises(AssertionError), serve(port, **variables):
        pytest.fail("the web process answered")
