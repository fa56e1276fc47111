"""A look-up of breached passwords, against a service on this machine."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from decisionaid.clinician.accounts.passwords import (
    BreachedPasswordValidator,
    OwnWordsValidator,
)

BREACHED = "correct horse battery staple"
PADDING = "a password of the padding"


def digest(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


class Service(BaseHTTPRequestHandler):
    """Knows one password, and pads its answers with another."""

    asked: list[str]
    status = 200

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(self.status)
        self.end_headers()
        ending, padding = digest(BREACHED)[5:], digest(PADDING)[5:]
        self.wfile.write(f"{ending}:42\r\n{padding}:0\r\n".encode())

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def service(settings) -> Iterator[type[Service]]:
    handler = type("OneService", (Service,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.PASSWORD_BREACH_URL = f"http://127.0.0.1:{server.server_port}/range/"
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_breached_password_is_refused(service):
    with pytest.raises(ValidationError, match="breach"):
        BreachedPasswordValidator().validate(BREACHED)


@pytest.mark.parametrize("password", ["nobody has this one", PADDING])
def test_others_are_not(service, password):
    BreachedPasswordValidator().validate(password)
    assert service.asked


def test_only_five_digits_leave_the_site(service):
    BreachedPasswordValidator().validate("nobody has this one")
    assert service.asked == [f"/range/{digest('nobody has this one')[:5]}"]


def test_a_service_that_fails_keeps_nobody_out(service, caplog):
    service.status = 503
    BreachedPasswordValidator().validate(BREACHED)
    assert "did not answer" in caplog.text
    assert BREACHED not in caplog.text


def test_nobody_is_asked_unless_an_address_is_set(service, settings):
    settings.PASSWORD_BREACH_URL = ""
    BreachedPasswordValidator().validate(BREACHED)
    assert service.asked == []


@pytest.mark.parametrize(
    "password",
    ["Natalizumab-2026", "stem cell transplant", "MultipleSclerosis1", "StMary2026!"],
)
def test_words_of_the_site_make_no_password(password, settings):
    settings.PASSWORD_OWN_WORDS = (*settings.PASSWORD_OWN_WORDS, "StMary")
    with pytest.raises(ValidationError, match="words of this site"):
        OwnWordsValidator().validate(password)
    with pytest.raises(ValidationError, match="words of this site"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["heron lamp cell quarry", "seven green lanterns", "k3-Vw9q"]
)
def test_one_of_them_among_others_is_fine(password):
    OwnWordsValidator().validate(password)
