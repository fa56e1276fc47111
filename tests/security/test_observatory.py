"""Every page, as in production, has a score far above what is asked."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.security.observatory import RULES, judge, score

pytestmark = pytest.mark.django_db

PAGES = ["/", "/questions/course/", "/check/", "/about/", "/code/", "/nothing/"]
WORST = [
    "csp-not-implemented",
    "cookies-not-found",
    "cross-origin-resource-sharing-not-implemented",
    "redirection-missing",
    "referrer-policy-not-implemented",
    "hsts-not-implemented",
    "sri-not-implemented-but-no-scripts-loaded",
    "x-content-type-options-not-implemented",
    "x-frame-options-not-implemented",
    "corp-not-implemented",
    "coop-not-implemented",
    "coep-not-implemented",
]


@pytest.fixture(autouse=True)
def production(settings) -> None:
    """What PRODUCTION=1 adds that can be seen in a response."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = True


@pytest.mark.parametrize("page", PAGES)
def test_a_page_scores_more_than_the_goal(page):
    visitor = Client()
    visitor.post("/questions/course/", {"course": "rrms"}, secure=True)
    redirect = visitor.get(page)
    response = visitor.get(page, secure=True)
    results = judge(
        response.headers,
        html=response.content.decode(),
        cookies=visitor.cookies,
        redirect=redirect.headers["Location"],
    )
    assert score(results) >= RULES["goal"], results
    assert score(results) == RULES["baseline"] + 55


def test_a_site_without_rules_scores_almost_nothing():
    assert judge({}, html="", cookies={}, redirect="") == WORST
    assert score(WORST) == 10


def test_bonus_points_do_not_make_up_for_a_bad_site():
    assert score(["corp-implemented-with-same-origin"]) == 110
    assert score(["csp-not-implemented", "corp-implemented-with-same-origin"]) == 75
