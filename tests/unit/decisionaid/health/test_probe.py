"""The container's health check asks under a name the site answers to."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from decisionaid.health.probe import is_alive

HEALTHY_HOSTS = {"aid.example.org", "localhost"}


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.headers["Host"] in HEALTHY_HOSTS and self.path == "/healthz"
        self.send_response(200 if known else 400)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing while tests run."""


@pytest.fixture
def port():
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield str(server.server_port)
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "hosts", ["aid.example.org,other.example", ".aid.example.org", "*", ""]
)
def test_a_living_site(port, hosts):
    assert is_alive({"PORT": port, "ALLOWED_HOSTS": hosts})


def test_a_site_that_refuses(port):
    assert not is_alive({"PORT": port, "ALLOWED_HOSTS": "unknown.example"})


def test_no_site():
    assert not is_alive({"PORT": "1"})
