"""The whole journey against the site as `make run` starts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from decisionaid.results.parts import PARTS
from tests.browser.accessibility import is_cut_off
from tests.browser.test_questions import (
    PHONE,
    WIDE,
    answer_with_everything,
    choose,
    go_on,
    heading,
    press,
    send,
    tab_to,
)
from tests.integration.frame.processes import make_run

#: Fewer than people get, so that the journey is about the pages; and no limit on how
#: fast a person goes, as a browser fills in forms faster than people.
VARIABLES = {
    "COMPARISON_DRAWS": "200",
    "POSTS_PER_MINUTE_ADDRESS": "0",
    "POSTS_PER_MINUTE_SESSION": "0",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with make_run(tmp_path_factory.mktemp("make-run"), **VARIABLES) as address:
        yield address


@pytest.fixture(
    params=[(WIDE, True), (WIDE, False), (PHONE, True), (PHONE, False)],
    ids=["desktop", "desktop without a script", "phone", "phone without a script"],
)
def visitor(
    request: pytest.FixtureRequest, browser: Browser, home: str
) -> Iterator[Page]:
    size, script = request.param
    context = browser.new_context(
        base_url=home, viewport=size, java_script_enabled=script
    )
    page = context.new_page()
    faults: list[str] = []
    page.on(
        "response",
        lambda answer: faults.append(answer.url) if answer.status >= 400 else None,
    )
    yield page
    context.close()
    assert not faults


def test_from_the_start_to_the_sheet_and_away(visitor: Page) -> None:
    for _ in answer_with_everything(visitor):
        assert not is_cut_off(visitor), visitor.url
    go_on(visitor)
    assert heading(visitor) == "What matters to you"
    visitor.get_by_label("What else matters").fill("My garden")
    go_on(visitor)
    assert heading(visitor) == "How you feel about it now"
    go_on(visitor)
    assert heading(visitor) == "Are you ready to see numbers?"
    choose(visitor, "Yes, show me the numbers")
    go_on(visitor)

    expect(visitor.locator("article.app-card")).to_have_count(4)
    assert visitor.locator("[data-number]").count() > 40
    parts = visitor.locator(".app-parts__next")
    seen = 1
    while parts.count():
        parts.click()
        seen += 1
        here = f".app-parts__list li:nth-child({seen}) > [aria-current]"
        expect(visitor.locator(here)).to_be_visible()
        assert not is_cut_off(visitor), visitor.url
    assert seen == len(PARTS)

    visitor.get_by_role("link", name="Your own limit").click()
    with visitor.expect_navigation():
        visitor.get_by_role("button", name="No MS drug").click()
    while visitor.locator("[name=take]").count():
        with visitor.expect_navigation():
            visitor.locator("[name=take]").first.click()
    assert not is_cut_off(visitor)
    go_on(visitor)
    assert heading(visitor) == "Are the numbers clear?"
    visitor.get_by_role("button", name="See what the numbers say").click()
    go_on(visitor)
    assert heading(visitor) == "How you feel about it after the numbers"
    go_on(visitor)
    expect(visitor).to_have_url(re.compile("/results/print/"))
    expect(visitor.get_by_text("My garden")).to_be_visible()

    visitor.goto("/check/")
    visitor.get_by_role("button", name="Delete my answers").click()
    assert heading(visitor) == "Your answers are deleted"
    visitor.goto("/results/")
    expect(visitor).to_have_url(re.compile(r":\d+/$"))


def test_from_the_start_to_the_sheet_by_keyboard_alone(
    browser: Browser, home: str
) -> None:
    context = browser.new_context(base_url=home, viewport=PHONE)
    page = context.new_page()
    page.goto("/questions/course/")
    for field, keys in [
        ("course", ["Space"]),
        ("onset_known", ["Space", "ArrowDown", "ArrowDown", "Tab", "Space"]),
        ("edss_known", ["Space", "Tab", "3", ".", "5"]),
        ("age", ["3", "5"]),
        ("sex", ["Space"]),
        ("relapses_1y", ["0", "Tab", "1"]),
        ("new_mri", ["Space"]),
        ("treatments-11", ["Space"]),
        ("jcv", ["Space", "ArrowDown"]),
        ("centre", ["ArrowUp"]),
        ("children", ["Space"]),
        (None, []),
        ("dying", ["Space"]),
        ("sure", ["Space"]),
        ("choice", ["Space"]),
    ]:
        if field:
            tab_to(page, field)
            press(page, *keys)
        send(page)
    expect(page).to_have_url(re.compile("/results/$"))
    expect(page.locator("article.app-card")).to_have_count(4)
    follow(page, "Your own limit")
    follow(page, "No MS drug")
    while page.locator("[name=take]").count():
        follow(page, "I would take the transplant")
    follow(page, "Continue")
    follow(page, "See what the numbers say")
    follow(page, "Continue")
    assert heading(page) == "How you feel about it after the numbers"
    follow(page, "Continue")
    expect(page).to_have_url(re.compile("/results/print/"))
    context.close()


def follow(page: Page, words: str) -> None:
    """Reach a link or button by Tab, and take it."""
    for _ in range(150):
        press(page, "Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == words:
            break
    else:
        raise AssertionError(f"“{words}” cannot be reached by Tab at {page.url}")
    with page.expect_navigation():
        press(page, "Enter")


def test_a_site_that_does_not_come_up_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match="COMPARISON_DRAWS"),
        make_run(tmp_path, COMPARISON_DRAWS="many"),
    ):
        pass
