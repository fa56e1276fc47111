"""The files that deploy the site: complete, and closed where they can be."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.repository.files import ROOT
from tools.reliability.topology import TEMPLATE, fill_template

COMPOSE = ROOT / "docker-compose.yml"
#: What whoever starts it must say, and is told by name.
NEEDED = {
    "SECRET_KEY": "any",
    "ALLOWED_HOSTS": "localhost",
    "POSTGRES_PASSWORD": "any",
    "TLS_CERTIFICATE": "./certificate.pem",
    "TLS_KEY": "./key.pem",
}
KNOWN_KEYS = {
    *("build", "image", "environment", "depends_on", "networks", "read_only", "tmpfs"),
    *("cap_drop", "security_opt", "restart", "volumes", "healthcheck", "command"),
    *("profiles", "entrypoint", "user", "secrets", "ports"),
}
NODES = ("node-a", "node-b")


def list_settings() -> set[str]:
    """List every environment variable that the site reads."""
    django = (ROOT / "decisionaid" / "settings.py").read_text("utf-8")
    gunicorn = (ROOT / "gunicorn.conf.py").read_text("utf-8")
    return {
        *re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', django),
        *re.findall(r'environ\.get\("([A-Z_]+)"\)', gunicorn),
        *(f"PUBLISHER_{name.upper()}" for name in settings.PUBLISHER),
    }


def test_every_setting_is_explained_to_those_who_run_the_site():
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert len(list_settings()) > 25
    assert not {name for name in list_settings() if f"`{name}`" not in text}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text())


def test_the_parts_of_the_site(compose):
    services = compose["services"]
    assert set(services) == {"db", "migrate", *NODES, "backup", "proxy"}
    for name, service in services.items():
        assert set(service) <= KNOWN_KEYS, name
        assert "image" in service, name
        for other in service.get("depends_on", {}):
            assert other in services
        for network in service["networks"]:
            assert network in compose["networks"]
        for secret in service.get("secrets", []):
            assert secret in compose["secrets"]
    assert int(services["db"]["image"].split(":")[1]) >= 16


def test_every_setting_that_is_needed_is_named_when_it_is_missing():
    text = COMPOSE.read_text()
    assert set(re.findall(r"\$\{([A-Z_]+):\?set \1 to ", text)) == set(NEEDED)
    # Nothing else is needed: what is left out has a default.
    assert not re.findall(r"\$\{[A-Z_]+\}", text)


def test_only_the_proxy_is_reached_and_nothing_inside_reaches_out(compose):
    services = compose["services"]
    assert [name for name in services if "ports" in services[name]] == ["proxy"]
    assert compose["networks"]["inside"]["internal"]
    for name, service in services.items():
        assert ("outside" in service["networks"]) == (name == "proxy")


@pytest.mark.parametrize("name", [*NODES, "migrate", "backup", "proxy"])
def test_what_runs_our_code_can_change_nothing(compose, name):
    service = compose["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"] == ["/tmp"]


def test_what_starts_waits_until_the_rest_is_ready(compose):
    services = compose["services"]
    for name in NODES:
        waits = services[name]["depends_on"]
        assert waits["db"]["condition"] == "service_healthy"
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert services["proxy"]["depends_on"][name]["condition"] == "service_healthy"
    assert services["db"]["healthcheck"]
    assert services["proxy"]["healthcheck"]
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_the_image_runs_without_rights():
    text = (ROOT / "Dockerfile").read_text()
    final = text[text.rindex("\nFROM ") :]
    assert "\nUSER site\n" in final
    assert final.index("USER site") < final.index("CMD [")
    assert len(re.findall(r"^FROM ", text, re.M)) == 3


def test_the_proxy_gets_every_name_of_its_template(compose):
    given = compose["services"]["proxy"]["environment"]
    names = set(re.findall(r"\$\{([A-Z_]+)\}", TEMPLATE.read_text()))
    assert names <= set(given)
    filled = fill_template(TEMPLATE.read_text(), given)
    assert not re.findall(r"\$\{[A-Z_]+\}", filled)
    assert "listen 8443 ssl;" in filled
    # Whoever wants TLS inside says so by these.
    assert given["NODE_SCHEME"] == "${NODE_SCHEME:-http}"
    assert given["NODE_AUTHORITY"].startswith("${NODE_AUTHORITY:-/")
    assert "proxy_ssl_verify on;" in filled
    assert int(given["REQUESTS_PER_SECOND"]) <= 20
    assert int(given["POSTS_PER_SECOND"]) * 60 <= 300


def test_the_proxy_speaks_new_tls_only():
    text = TEMPLATE.read_text()
    assert re.findall(r"ssl_protocols ([^;]+);", text) == ["TLSv1.2 TLSv1.3"]
    assert re.findall(r"ssl_ciphers ([^;]+);", text) == ["ECDHE+AESGCM:ECDHE+CHACHA20"]
    assert re.findall(r"ssl_session_tickets ([^;]+);", text) == ["off"]


def find_compose() -> list[str]:
    """Give the command that reads such files: of docker, or the one before it."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]):
            asked = [*command, "version"]
            if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
                return command
    pytest.skip("no docker with compose: its file is read by the other tests only")


def read_by_compose(given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in NEEDED}
    return subprocess.run(
        [*find_compose(), "-f", str(COMPOSE), "config", "-q"],
        env={**kept, **given},
        # away from a file of settings beside the project's
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def test_docker_reads_it_where_there_is_one():
    done = read_by_compose(NEEDED)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", NEEDED)
def test_docker_names_a_setting_that_is_missing(name):
    given = {other: value for other, value in NEEDED.items() if other != name}
    done = read_by_compose(given)
    assert done.returncode != 0
    assert f"set {name} to " in done.stderr
