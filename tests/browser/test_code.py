"""A code, by keyboard and touch, on the smallest screen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from decisionaid.summaries.actions import create_saved_comparison
from riskmodel import interface
from tests.factories import lifelike_document

SMALLEST = {"width": 320, "height": 640}
ANSWERS = {"course": {"course": "rrms"}}


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(SMALLEST)
    return page


def check_page(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def send(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_kept_result_is_opened_seen_kept_and_withdrawn(
    phone, live_server, transactional_db
):
    made = create_saved_comparison(
        answers=ANSWERS, document=lifelike_document(), now=datetime.now(UTC)
    )
    phone.goto(f"{live_server.url}/code/")
    check_page(phone)

    phone.get_by_label("Code", exact=True).fill("7QK2-9MXD")
    send(phone)
    check_page(phone)
    phone.locator(".nhsuk-error-summary a").click()
    assert phone.evaluate("document.activeElement.name") == "code"

    phone.keyboard.type(made.code.lower())
    send(phone)
    assert phone.url == f"{live_server.url}/ready/"
    # No figure of a death stands between the code and saying yes.
    assert "died" not in phone.locator("main").inner_text()

    phone.goto(f"{live_server.url}/results/")
    assert phone.url == f"{live_server.url}/ready/?next=results"
    phone.get_by_label("Yes, show me the numbers").check(force=True)
    phone.locator("main form button").click()
    shown = phone.locator('[data-number="ahsct.5.worse.mean"]').first
    assert shown.inner_text() == "150"

    phone.goto(f"{live_server.url}/code/changes/")
    check_page(phone)
    phone.goto(f"{live_server.url}/results/print/")
    check_page(phone)
    assert phone.locator('[data-number="ahsct.5.worse.mean"]').count()

    phone.goto(f"{live_server.url}/code/")
    phone.get_by_role("button", name="Keep this result").click()
    check_page(phone)
    code = phone.locator(".app-code").inner_text()
    assert code != made.code

    phone.goto(f"{live_server.url}/code/")
    phone.get_by_label("Code of the result to withdraw").fill(code)
    send(phone)
    check_page(phone)
    assert "We have deleted" in phone.locator("main").inner_text()
    assert code not in str(phone.context.storage_state())


def test_what_has_changed_since_stands_on_the_smallest_screen(
    phone, live_server, transactional_db
):
    person = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "draws": 100}
    asked = interface.read_json({**person, "horizons": list(range(1, 11))})
    real = interface.compare(asked)
    real["release"] |= {"id": "2025-01", "digest": "sha256:old"}
    made = create_saved_comparison(
        answers=ANSWERS, document=real, now=datetime.now(UTC), view={"years": 10}
    )
    phone.goto(f"{live_server.url}/code/")
    phone.get_by_label("Code", exact=True).fill(made.code)
    send(phone)
    phone.get_by_label("Yes, show me the numbers").check(force=True)
    with phone.expect_navigation():
        phone.locator("main form button").click()
    phone.goto(f"{live_server.url}/code/changes/")
    assert phone.locator(".app-changes").count() == 4
    check_page(phone)
    phone.goto(f"{live_server.url}/results/print/")
    assert phone.locator("h1").inner_text().startswith("After 10 years")
    check_page(phone)
