"""A consultation in two browsers: by keyboard, without a script, on a tablet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from decisionaid.clinician.accounts.session import SEEN_KEY
from decisionaid.clinician.models import Consultation
from decisionaid.clinician.roles import Role
from decisionaid.summaries.actions import create_saved_comparison
from tests.answers_factory import build_answers
from tests.browser.accessibility import assert_accessible
from tests.consultations import compute
from tests.staff import PASSWORD, add_app, make_account, show_code

DESK = {"width": 1366, "height": 768}
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def code(transactional_db) -> str:
    cache.clear()
    for name in ("one", "two"):
        add_app(make_account(name, Role.CLINICIAN))
    made = create_saved_comparison(
        answers=build_answers(), document=compute(), now=datetime.now(UTC)
    )
    return made.code


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """Give a second browser: a tablet without scripts."""
    context = browser.new_context(viewport=TABLET, java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/clinician/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Code").fill(show_code())
    with page.expect_navigation():
        page.keyboard.press("Enter")


def open_result(page: Page, url: str, code: str) -> None:
    page.goto(f"{url}/clinician/results/")
    page.locator("#code").fill(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Go on without").click()


def test_two_browsers_correct_one_result_and_nothing_is_lost(
    page, other, live_server, code
):
    page.set_viewport_size(DESK)
    sign_in(page, live_server.url, "one")
    open_result(page, live_server.url, code)
    sign_in(other, live_server.url, "two")
    open_result(other, live_server.url, code)
    for browser in (page, other):
        browser.get_by_role("link", name="Correct and note").click()
    page.locator("#notes").fill("EDSS measured today")
    page.locator("#edss").select_option("5")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("EDSS measured today").is_visible()
    other.locator("#notes").fill("Index from the laboratory")
    other.get_by_role("button", name="Save").click()
    assert "Changed by somebody else" in other.locator("h1").inner_text()
    assert other.get_by_role("cell", name="EDSS measured today").is_visible()
    both = "EDSS measured today. Index from the laboratory"
    other.locator("#notes").fill(both)
    other.locator("#edss").select_option("5")
    other.get_by_role("button", name="Save mine").click()
    assert other.get_by_text(both).is_visible()
    kept = Consultation.objects.get()
    assert (kept.notes, kept.corrections) == (both, {"edss": 5})


def test_every_page_is_accessible_at_a_desk_on_a_tablet_and_on_paper(
    page, live_server, code
):
    told: list[str] = []
    page.on(
        "console",
        lambda message: (
            told.append(message.text)
            if message.type == "error" and "Permissions-Policy" not in message.text
            else None
        ),
    )
    page.set_viewport_size(DESK)
    sign_in(page, live_server.url, "one")
    page.goto(f"{live_server.url}/clinician/results/")
    assert_accessible(page)
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Open").click()
    assert_accessible(page)
    page.get_by_label("Stem-cell transplant").fill("150")
    page.get_by_role("button", name="Continue").click()
    result = page.url
    for size in (DESK, TABLET):
        page.set_viewport_size(size)
        for path in ("", "work/", "what-if/", "sensitivity/"):
            page.goto(f"{result}{path}")
            if page.locator("[data-chart]").count():
                page.locator(".main-svg").first.wait_for()
            assert_accessible(page)
        for path in ("", "use/"):
            page.goto(f"{live_server.url}/clinician/{path}")
            assert_accessible(page)
    assert told == []
    page.goto(result)
    page.emulate_media(media="print")
    assert not page.get_by_role("link", name="Correct and note").is_visible()
    assert page.get_by_text("you said 150").is_visible()


def test_a_chart_keeps_its_height_and_place_on_a_new_width(page, live_server, code):
    page.set_viewport_size(DESK)
    sign_in(page, live_server.url, "one")
    open_result(page, live_server.url, code)
    page.get_by_role("link", name="Scenarios and charts").click()
    drawing, table = page.locator("[data-chart]").first, page.locator("table").first
    drawn = drawing.locator(".main-svg").first
    drawn.wait_for()
    before = drawn.bounding_box()
    page.set_viewport_size(TABLET)
    expect(drawn).not_to_have_attribute("width", f"{before['width']:g}")
    after = drawn.bounding_box()
    assert after["width"] < before["width"]
    assert after["height"] == before["height"]
    assert after["y"] + after["height"] <= table.bounding_box()["y"]


def test_what_is_typed_past_the_end_of_a_session_is_not_lost(page, live_server, code):
    page.set_viewport_size({"width": 768, "height": 1024})
    sign_in(page, live_server.url, "one")
    open_result(page, live_server.url, code)
    page.goto(f"{page.url.split('?')[0]}work/")
    page.get_by_label("Notes").fill("typed for half an hour")
    for row in Session.objects.all():
        kept = row.get_decoded()
        if SEEN_KEY in kept:
            kept[SEEN_KEY] -= 60 * 60
            row.session_data = Session.objects.encode(kept)
            row.save()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you wrote is not lost")).to_be_visible()
    assert "typed" not in page.url + page.evaluate("JSON.stringify(localStorage)")
    assert_accessible(page)
    page.get_by_label("Username").fill("one")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    # The app's code of this half minute was used.
    page.get_by_label("Code").fill(show_code(steps=1))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Notes")).to_have_value("typed for half an hour")
    expect(page.get_by_text("It is not saved yet")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("typed for half an hour")).to_be_visible()
    assert Consultation.objects.get().notes == "typed for half an hour"
