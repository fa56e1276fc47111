"""Pages about the site: on a phone and a desk, by keyboard, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 640}
PAGES = ("", "method/", "limits/", "privacy/", "accessibility/", "questions/")


@pytest.fixture(params=[(PHONE, "light"), (WIDE, "dark")], ids=["phone", "desk"])
def reader(request: Any, browser: Browser, live_server: Any) -> Iterator[Page]:
    viewport, scheme = request.param
    context = browser.new_context(
        base_url=live_server.url, viewport=viewport, color_scheme=scheme
    )
    yield context.new_page()
    context.close()


def test_everyone_can_read_them(reader: Page) -> None:
    for name in ("questions/", "sources/"):
        reader.goto(f"/about/{name}")
        assert_accessible(reader)
    reader.get_by_role("button", name="Show me the numbers").click()
    assert_accessible(reader)
    for name in PAGES:
        reader.goto(f"/about/{name}")
        reader.locator("details").evaluate_all(
            "all => all.forEach(one => one.open = true)"
        )
        assert_accessible(reader)


def test_the_table_stays_a_table_on_every_screen(reader: Page) -> None:
    reader.goto("/about/sources/")
    reader.get_by_role("button", name="Show me the numbers").click()
    figures = reader.get_by_role("table", name="Figures")
    expect(figures.get_by_role("columnheader")).to_have_count(6)
    expect(
        figures.get_by_role("rowheader", name="Relapses without a drug", exact=True)
    ).to_be_visible()


def test_by_keyboard_without_a_script(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/about/")
    page.get_by_role("link", name="Questions people asked").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show me the numbers").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Questions people asked")
    summary = page.locator("#fallen summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#fallen .app-answer__points").last).to_be_visible()
    context.close()
