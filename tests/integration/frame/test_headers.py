"""Every response, of whatever status, carries the site's rules for browsers."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path

from tests.integration.frame import failing_urls

TEN_MB = b"x" * 10_000_000


def go_on(request) -> HttpResponse:
    return HttpResponseRedirect("/")


urlpatterns = [path("go-on/", go_on), *failing_urls.urlpatterns]
handler400 = failing_urls.handler400
handler403 = failing_urls.handler403
handler404 = failing_urls.handler404
handler500 = failing_urls.handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def respond(status: str) -> HttpResponse:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    if status == "host":
        return client.get("/", headers={"host": "other.example"})
    if status == "413":
        return client.post("/check/", TEN_MB, content_type="text/plain")
    if status == "csrf":
        return client.post("/questions/age/", {"age": "35"})
    address = {
        "200": "/",
        "health": "/healthz",
        "302": "/go-on/",
        "404": "/nothing/",
        "static": "/static/build/app.css",
    }
    return client.get(address.get(status, f"/fail/{status}/"))


CASES = {
    "200": 200,
    "health": 200,
    "static": 200,
    "302": 302,
    "400": 400,
    "host": 400,
    "403": 403,
    "csrf": 403,
    "404": 404,
    "413": 413,
    "500": 500,
}


@pytest.mark.parametrize("case", CASES)
def test_headers(case):
    response = respond(case)
    response.close()
    assert response.status_code == CASES[case]
    policy = dict(
        part.strip().split(" ", 1)
        for part in response.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    if case != "static":
        assert response.headers["Cache-Control"] == "no-store"


def test_cookies_are_for_the_server_alone(client, settings):
    session = client.session
    session["answer"] = 1
    session.save()
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
    assert settings.SESSION_COOKIE_AGE <= 24 * 60 * 60
