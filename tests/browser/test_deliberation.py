"""A person makes up their mind: on a phone, by keyboard alone, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.answers_factory import answer_all
from tests.browser.accessibility import assert_accessible, is_cut_off

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = {
    "phone": {"width": 320, "height": 640},
    "desktop": {"width": 1280, "height": 800},
}


WITHOUT_SCRIPT: list[BrowserContext] = []


@pytest.fixture(autouse=True)
def few_draws(settings: Any) -> None:
    settings.COMPARISON_DRAWS = 100


@pytest.fixture(
    params=[("phone", True), ("phone", False), ("desktop", True)],
    ids=["phone", "phone without a script", "desktop"],
)
def visitor(
    request: Any, browser: Browser, client: Client, live_server: Any
) -> Iterator[Page]:
    """Somebody who has answered the questions."""
    size, script = request.param
    answer_all(client)
    context = browser.new_context(
        base_url=live_server.url, viewport=SIZES[size], java_script_enabled=script
    )
    name = site_settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value}
    context.add_cookies([{**cookie, "url": live_server.url}])
    if not script:
        WITHOUT_SCRIPT.append(context)
    yield context.new_page()
    context.close()


def check(page: Page) -> None:
    """Check a page as it stands; axe itself needs a script."""
    if page.context in WITHOUT_SCRIPT:
        assert not is_cut_off(page), page.url
    else:
        assert_accessible(page)


def go_on(page: Page) -> None:
    push(page, "Continue")


def push(page: Page, name: str) -> None:
    """Press a button and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def choose(page: Page, group: str, label: str) -> None:
    page.get_by_role("group", name=group).get_by_label(label, exact=True).check()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_from_the_answers_to_the_sheet(visitor: Page) -> None:
    visitor.goto("/check/")
    check(visitor)
    go_on(visitor)
    assert heading(visitor) == "What matters to you"
    check(visitor)
    choose(visitor, "Dying from treatment", "A little")
    choose(visitor, "Relapses", "Very much")
    visitor.get_by_label("Your questions for the doctor").fill("How long?\nHow often?")
    go_on(visitor)

    assert heading(visitor) == "How you feel about it now"
    check(visitor)
    choose(visitor, "I feel sure which choice suits me", "No")
    go_on(visitor)

    assert heading(visitor) == "Are you ready to see numbers?"
    check(visitor)
    visitor.get_by_label("Yes, show me the numbers").check()
    go_on(visitor)

    with visitor.expect_navigation():
        visitor.get_by_role("link", name="Your own limit").click()
    check(visitor)
    push(visitor, "No MS drug")
    questions = 0
    while visitor.get_by_text(re.compile("^Question .* of at most 6$")).count():
        check(visitor)
        push(visitor, "I would take the transplant")
        questions += 1
    assert 2 <= questions <= 6
    expect(visitor.get_by_role("img", name="Your limit, today's")).to_be_visible()
    check(visitor)
    go_on(visitor)

    assert heading(visitor) == "Are the numbers clear?"
    check(visitor)
    choose(visitor, "Can anybody say", "Yes, a blood test can tell")
    push(visitor, "See what the numbers say")
    check(visitor)
    visitor.get_by_role("link", name="Look at it in your numbers").click()
    expect(visitor.locator("#option-no_dmt")).to_be_in_viewport()
    visitor.go_back()
    go_on(visitor)

    assert heading(visitor) == "How you feel about it after the numbers"
    choose(visitor, "I have enough support", "No")
    go_on(visitor)
    assert heading(visitor) == "What can help now"
    check(visitor)
    go_on(visitor)
    expect(visitor).to_have_url(re.compile("/results/print/"))


def test_seeing_less_and_then_everything(visitor: Page) -> None:
    visitor.goto("/ready/")
    visitor.get_by_label(re.compile("Show me less")).check()
    go_on(visitor)
    expect(visitor).to_have_url(re.compile("/results/$"))
    words = visitor.locator("main").inner_text()
    assert not re.search(r"\d of 1,000 die", words)
    check(visitor)

    visitor.goto("/limit/")
    expect(visitor).to_have_url(re.compile(r"/ready/\?next=limit$"))
    expect(visitor.get_by_text("You chose to see less")).to_be_visible()
    check(visitor)
    visitor.get_by_label("Yes, show me the numbers").check()
    go_on(visitor)
    assert heading(visitor) == "Your own limit"


def test_an_error_is_told_and_leads_to_its_field(visitor: Page) -> None:
    visitor.goto("/values/")
    visitor.get_by_label("What else matters").fill("word " * 250)
    go_on(visitor)
    expect(visitor).to_have_title(re.compile("^Error: "))
    expect(visitor.locator(".nhsuk-error-summary")).to_be_focused()
    check(visitor)
    visitor.locator(".nhsuk-error-summary a").click()
    expect(visitor.locator("#concerns")).to_be_focused()

    visitor.goto("/ready/")
    go_on(visitor)
    expect(visitor).to_have_title(re.compile("^Error: "))
    check(visitor)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is looked for has the focus."""
    for _ in range(80):
        if page.locator(":focus").count() and page.locator(f"{selector}:focus").count():
            return
        press(page, "Tab")
    raise AssertionError(f"{selector} cannot be reached by Tab at {page.url}")


def enter(page: Page, selector: str) -> None:
    tab_to(page, selector)
    with page.expect_navigation():
        press(page, "Enter")


def test_by_keyboard_alone(visitor: Page) -> None:
    visitor.goto("/values/")
    tab_to(visitor, "#dying")
    press(visitor, "Space", "ArrowRight")
    expect(visitor.locator("#dying-2")).to_be_checked()
    tab_to(visitor, "#concerns")
    visitor.keyboard.type("My job")
    press(visitor, "Enter")
    visitor.keyboard.type("My cat")
    enter(visitor, "main button[type=submit]")
    tab_to(visitor, "#sure")
    press(visitor, "Space")
    enter(visitor, "main button[type=submit]")
    tab_to(visitor, "#choice")
    press(visitor, "Space")
    enter(visitor, "main button[type=submit]")
    enter(visitor, ".app-next a")
    enter(visitor, "[name=comparator]")
    for _ in range(6):
        if visitor.locator("[name=take]").count() == 0:
            break
        enter(visitor, "[name=take]")
    assert heading(visitor) == "Your own limit"
    expect(visitor.get_by_role("table")).to_be_visible()
    visitor.goto("/values/")
    assert visitor.locator("#concerns").input_value() == "My job\nMy cat"


def test_places_of_the_scale_are_large_enough_to_hit(visitor: Page) -> None:
    visitor.goto("/values/")
    boxes = [item.bounding_box() for item in visitor.locator(".app-scale__item").all()]
    assert len(boxes) >= 35
    for box in boxes:
        assert box is not None
        assert box["width"] >= 44
        assert box["height"] >= 44
