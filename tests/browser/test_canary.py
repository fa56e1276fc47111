"""A mark that a person types stays out of the browser's memory and addresses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tools.reliability.visitor import Visitor

MARK = "CANARY7Q2XWZ"
EVERYTHING_STORED = """async () => JSON.stringify({
    local: {...localStorage},
    session: {...sessionStorage},
    cookies: document.cookie,
    history: history.state,
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(one => one.name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.fixture
def person(page: Page, live_server, settings) -> Page:
    """Somebody in the browser who has answered everything and sees their numbers."""
    settings.COMPARISON_DRAWS = 100
    visitor = Visitor(live_server.url)
    visitor.walk()
    page.context.add_cookies(
        [
            {
                "name": cookie.name,
                "value": cookie.value or "",
                "url": live_server.url,
                "httpOnly": cookie.has_nonstandard_attr("HttpOnly"),
            }
            for cookie in visitor.session.cookies
        ]
    )
    return page


@pytest.mark.parametrize("path", ["/values/", "/code/", "/questions/age/"])
def test_what_is_typed_is_not_stored(person, live_server, path):
    asked: list[str] = []
    person.on("request", lambda request: asked.append(request.url))
    person.goto(f"{live_server.url}{path}")
    texts = person.locator("main form textarea, main form input[type=text]")
    assert texts.count()
    for number in range(texts.count()):
        texts.nth(number).fill(MARK)
    person.locator("main form button[type=submit]").first.click()
    person.wait_for_load_state()
    assert asked
    assert MARK not in str(asked)
    assert MARK not in person.url
    stored = person.evaluate(EVERYTHING_STORED)
    assert MARK not in stored
    # Nothing of ours is there at all: no script writes to the browser's stores.
    assert '"local":{},"session":{},"cookies":""' in stored
    assert MARK not in str(person.context.storage_state())
