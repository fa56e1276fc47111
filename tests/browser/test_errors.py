"""Pages for what goes wrong, seen on the smallest screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SMALLEST = {"width": 320, "height": 640}
CSRF_COOKIE = "csrftoken"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(SMALLEST)
    return page


def check_page(page: Page) -> None:
    assert page.locator("h1").count() == 1
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SMALLEST["width"]
    assert Axe().run(page).violations_count == 0


def test_a_page_that_is_not_there(phone, live_server):
    response = phone.goto(f"{live_server.url}/questions/nothing/")
    assert response.status == 404
    check_page(phone)


def test_cookies_lost_between_two_pages(phone, live_server):
    phone.goto(f"{live_server.url}/questions/course/")
    phone.locator("[value=rrms]").check(force=True)
    phone.locator("main form button").click()
    saved = phone.context.cookies()
    phone.context.clear_cookies(name=CSRF_COOKIE)
    phone.locator("main form button").click()
    check_page(phone)
    assert "still there" in phone.locator("main").inner_text()

    phone.context.add_cookies(saved)
    phone.locator("main a").click()
    phone.goto(f"{live_server.url}/questions/course/")
    assert phone.locator("[value=rrms]").is_checked()


def test_the_site_asks_no_other_host_and_breaks_no_rule(phone, live_server):
    asked: list[str] = []
    said: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("console", lambda message: said.append(message.text))
    phone.goto(live_server.url)
    phone.goto(f"{live_server.url}/questions/course/")
    assert asked
    assert all(address.startswith(live_server.url) for address in asked)
    assert not said
