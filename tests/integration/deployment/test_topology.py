"""The site as it is deployed: proxy, two nodes and one PostgreSQL, in small."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from fhir.resources.R4B.operationoutcome import OperationOutcome

from tools.reliability.parts import Line, faults, nodes, outage, posts
from tools.reliability.topology import METRICS_TOKEN, Site, running_site
from tools.reliability.visitor import Visitor
from tools.system import find_nginx

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    if find_nginx() is None:
        missing = "no nginx: `make test` installs it, or apt-get install nginx-light"
        # What requires the browser requires the other programs as well.
        if os.environ.get("CI") or os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    # The limits per minute lie on the nodes; the proxy's are tried last, below.
    with running_site(REQUESTS_PER_SECOND="50", POSTS_PER_SECOND="1000") as running:
        yield running


@pytest.fixture
def visitor(site) -> Visitor:
    return Visitor(site.url, str(site.certificate))


def check(lines: list[Line]) -> None:
    assert lines
    for line in lines:
        assert line.holds, f"{line.promise}: {line.measured}"


def test_a_journey_through_both_nodes(site, visitor):
    assert "data-number" in visitor.walk()
    assert visitor.retries == 0
    served = set(re.findall(r'"node":"([^"]+)"', site.logs()))
    assert served == {f"127.0.0.1:{node.port}" for node in site.nodes}


def test_cookies_are_for_this_host_and_https_alone(visitor):
    visitor.send("GET", "/questions/course/")
    visitor.send("POST", "/questions/course/", visitor_fields(visitor))
    cookies = {cookie.name: cookie for cookie in visitor.session.cookies}
    assert set(cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in cookies.values():
        assert cookie.secure
        assert cookie.path == "/"
        assert not cookie.domain_specified


def visitor_fields(visitor: Visitor) -> list[tuple[str, str]]:
    token = next(c for c in visitor.session.cookies if "csrf" in c.name)
    return [("csrfmiddlewaretoken", str(token.value)), ("course", "rrms")]


def ask_in_the_clear(site: Site, path: str) -> requests.Response:
    configuration = (site.folder / "nginx.conf").read_text()
    port = re.search(r"listen 127.0.0.1:(\d+);", configuration)
    assert port
    return requests.get(
        f"http://127.0.0.1:{port[1]}{path}",
        headers={"Host": "localhost"},
        timeout=20,
        allow_redirects=False,
    )


def test_plain_http_is_sent_to_https(site):
    response = ask_in_the_clear(site, "/check/")
    assert response.status_code == 301
    assert response.headers["Location"] == "https://localhost/check/"


def test_a_program_in_the_clear_is_refused_and_not_led_on(site):
    problem = ask_in_the_clear(site, "/api/v1/comparisons/")
    assert problem.status_code == 403
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["status"] == 403
    outcome = ask_in_the_clear(site, "/fhir/metadata")
    assert outcome.status_code == 403
    assert outcome.headers["Content-Type"] == "application/fhir+json"
    OperationOutcome.model_validate(outcome.json())


def test_another_host_name_gets_no_answer(visitor, site):
    with pytest.raises(requests.ConnectionError):
        visitor.session.get(site.url, headers={"Host": "other.example"}, timeout=20)


def test_a_sender_cannot_pretend(visitor, site):
    pretended = {
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Protocol": "http",
        "X-Forwarded-Ssl": "off",
        "X-Forwarded-Host": "other.example",
        "X-Forwarded-For": "203.0.113.7",
    }
    response = visitor.session.get(
        f"{site.url}/", headers=pretended, timeout=20, allow_redirects=False
    )
    assert response.status_code == 200
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
    assert "203.0.113.7" not in site.logs()


def test_metrics_are_read_beside_the_nodes_only(visitor, site):
    bearer = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    from_outside = visitor.session.get(
        f"{site.url}/metrics", headers=bearer, timeout=20
    )
    assert from_outside.status_code == 404
    for node in site.nodes:
        inside = node.ask("/metrics", **bearer)
        assert inside.status_code == 200
        assert "aid_requests_total" in inside.text


def test_a_long_body_gets_a_plain_page(visitor, site):
    response = visitor.session.post(f"{site.url}/check/", data=b"x" * 10**6, timeout=20)
    assert response.status_code == 413
    assert "That was too much to send" in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_a_mark_that_is_typed_is_in_no_log_of_proxy_or_nodes(visitor, site):
    mark = "CANARY7Q2XWZ"
    headers = {"Referer": f"https://{mark}/", "User-Agent": mark, "X-Mark": mark}
    cookies = {"__Host-sessionid": mark}
    before = site.logs().count('"status"')
    for method, path in (
        *(("GET", f"/{mark}/"), ("GET", f"/check/?a={mark}"), (mark, "/check/")),
        *(("POST", "/code/"), ("POST", f"/questions/{mark}/")),
    ):
        visitor.session.request(
            method,
            site.url + path,
            data={"code": mark},
            headers=headers,
            cookies=cookies,
            timeout=20,
        )
    assert site.logs().count('"status"') >= before + 5
    assert mark not in site.logs()


def test_hostile_posts_are_refused_and_leave_nothing(site):
    check(posts.measure(site, 300))


def test_connections_are_cut(site):
    check(faults.measure(site, 6))


def test_the_database_stops(site):
    check(outage.measure(site, 4))


def test_a_worker_and_a_node_die(site):
    check(nodes.measure(site, 1))


def test_without_any_node_there_is_a_plain_page(visitor, site):
    for node in site.nodes:
        node.kill()
    response = visitor.session.post(f"{site.url}/questions/age/", timeout=20)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "nothing you typed is lost" in response.text


def test_who_asks_far_too_much_waits_at_the_proxy(visitor, site):
    def ask(_: int) -> int:
        return int(visitor.session.get(f"{site.url}/", timeout=20).status_code)

    # together, so that even a slow machine asks faster than is allowed
    with ThreadPoolExecutor(8) as pool:
        statuses = [ask(0), *pool.map(ask, range(400))]
    assert statuses[0] != 429
    assert statuses.count(429) > 50
