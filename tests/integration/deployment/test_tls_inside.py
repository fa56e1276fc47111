"""Between proxy, nodes and database: TLS, where whoever runs the site asks for it."""

from __future__ import annotations

import gc
import os
from typing import Any

import psycopg
import pytest
import requests
from django.db.utils import ConnectionHandler

from decisionaid.configuration import read_database
from decisionaid.health.probe import is_alive
from tools.reliability.topology import (
    NODE_NAMES,
    START_SECONDS,
    Site,
    make_certificate,
    running_site,
    wait_until,
)
from tools.system import find_nginx
from tools.with_postgres import temporary_server

pytestmark = [
    pytest.mark.slow,
    # Python 3.11 forgets to close a TLS socket that the other side resets before the
    # handshake, as a node does that is just starting or dying.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <ssl.SSLSocket:"
        "pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture(autouse=True)
def no_socket_left():
    """Let such sockets go while it is known whose they are."""
    yield
    gc.collect()


def ask(site: Site, path: str) -> int:
    """Ask the proxy; give the status."""
    answer = requests.get(f"{site.url}{path}", verify=str(site.certificate), timeout=20)
    return answer.status_code


def test_the_proxy_believes_no_node_without_its_certificate(tmp_path):
    if find_nginx() is None:
        missing = "no nginx: `make test` installs it, or apt-get install nginx-light"
        if os.environ.get("CI") or os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    with running_site(nodes=1, tls_inside=True) as site:
        node = site.nodes[0]
        assert ask(site, "/readyz") == 200
        with pytest.raises(requests.ConnectionError):
            requests.get(f"http://127.0.0.1:{node.port}/healthz", timeout=20)
        where = {"ALLOWED_HOSTS": "localhost", "PORT": str(node.port)}
        own = node.variables["NODE_CERTIFICATE"]
        assert is_alive(where | {"NODE_CERTIFICATE": own})
        other, key = make_certificate(tmp_path, names=NODE_NAMES)
        assert not is_alive(where | {"NODE_CERTIFICATE": str(other)})
        node.kill()
        node.variables |= {"NODE_CERTIFICATE": str(other), "NODE_KEY": str(key)}
        node.start()
        wait_until(node.answers, START_SECONDS)
        assert ask(site, "/readyz") == 503


def open_database(database: dict[str, Any]) -> Any:
    """Open a connection of its own with what Django makes of the settings."""
    made = ConnectionHandler({"default": database}).create_connection("default")
    return made.get_new_connection(made.get_connection_params())


def test_a_database_without_tls_is_not_spoken_to(tmp_path):
    certificate, _key = make_certificate(tmp_path)
    with temporary_server() as server:
        plain = read_database(server.url)
        asked = f"{server.url}?sslmode=verify-full&sslrootcert={certificate}"
        strict = read_database(asked)
        open_database(plain).close()
        with pytest.raises(psycopg.OperationalError, match="does not support SSL"):
            open_database(strict)
