"""A person answers the questions: with and without a script, by keyboard, small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible, is_cut_off

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 320, "height": 640}


@pytest.fixture(autouse=True)
def few_draws(settings: Any) -> None:
    settings.COMPARISON_DRAWS = 100


@pytest.fixture(params=["with a script", "without a script"])
def visitor(request: Any, browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url,
        viewport=WIDE,
        java_script_enabled=request.param == "with a script",
    )
    yield context.new_page()
    context.close()


@pytest.fixture(params=["light", "dark"])
def phone(request: Any, browser: Browser, live_server: Any) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, color_scheme=request.param
    )
    yield context.new_page()
    context.close()


def choose(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def answer_with_everything(page: Page) -> Iterator[str]:
    """Go the longest way; give the name of each page when it is there to be seen."""
    page.goto("/")
    yield "start"
    page.get_by_role("button", name="Start").click()
    yield "course"
    choose(page, "Relapsing-remitting MS (RRMS)")
    go_on(page)
    yield "onset"
    choose(page, "I know the year")
    page.get_by_label("Year of your first symptoms").fill("2019")
    go_on(page)
    yield "edss"
    choose(page, "No, help me work it out")
    go_on(page)
    for answer in ("I walk without an aid", "More than 500 metres", "Somewhat"):
        yield answer
        choose(page, answer)
        go_on(page)
    yield "edss-range"
    assert "2 to 3.5" in page.locator("main").inner_text()
    go_on(page)
    yield "age"
    page.get_by_label("How old are you?").fill("35")
    go_on(page)
    yield "sex"
    choose(page, "Female")
    go_on(page)
    yield "relapses"
    page.get_by_label("In the last 12 months", exact=True).fill("1")
    page.get_by_label("In the last 2 years, with the last 12 months").fill("2")
    go_on(page)
    yield "mri"
    choose(page, "I don't know")
    go_on(page)
    yield "treatments"
    choose(page, "Natalizumab (Tysabri)")
    page.get_by_label("For about how many years?").locator("visible=true").fill("2")
    go_on(page)
    yield "natalizumab"
    choose(page, "Yes")
    go_on(page)
    yield "jcv"
    choose(page, "Positive")
    page.get_by_label("Your index, if you know it").fill("1,2")
    go_on(page)
    yield "immunosuppression"
    choose(page, "No")
    go_on(page)
    yield "centre"
    choose(page, "Some")
    go_on(page)
    yield "conditioning"
    choose(page, "I don't know")
    go_on(page)
    yield "children"
    choose(page, "Maybe")
    go_on(page)
    yield "check"


def test_the_whole_way_to_the_numbers(visitor: Page) -> None:
    for _ in answer_with_everything(visitor):
        pass
    assert heading(visitor) == "Check your answers"
    expect(visitor.get_by_text("Natalizumab, 2 years")).to_be_visible()

    visitor.get_by_role("link", name="Change Age").click()
    visitor.get_by_label("How old are you?").fill("41")
    go_on(visitor)
    expect(visitor.get_by_text("41 years")).to_be_visible()

    visitor.get_by_role("button", name="Continue").click()
    assert heading(visitor) == "What matters to you"
    visitor.get_by_role("link", name="Skip this step").click()
    assert heading(visitor) == "How you feel about it now"
    visitor.get_by_role("link", name="Skip this step").click()
    assert heading(visitor) == "Are you ready to see numbers?"
    choose(visitor, "Yes, show me the numbers")
    go_on(visitor)
    expect(visitor).to_have_url(re.compile(r"/results/"))
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()


def test_every_page_is_accessible_on_a_phone(phone: Page) -> None:
    for _ in answer_with_everything(phone):
        assert_accessible(phone)
    go_on(phone)
    assert_accessible(phone)
    for address in ("/talk/", "/later/", "/course-needed/"):
        phone.goto(address)
        assert_accessible(phone)
    phone.get_by_role("button", name="Delete my answers").click()
    assert_accessible(phone)


def test_every_page_is_accessible_on_a_desktop(
    browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url, viewport=WIDE)
    page = context.new_page()
    for _ in answer_with_everything(page):
        assert_accessible(page)
    context.close()


ERRORS = [
    ("course", None, "course"),
    ("onset", "I know the year", "onset_year"),
    ("edss", "Yes, I know it", "edss"),
    ("age", None, "age"),
    ("sex", None, "sex"),
    ("relapses", None, "relapses_1y"),
    ("mri", None, "new_mri"),
    ("treatments", "Fingolimod (Gilenya)", "years_fingolimod"),
    ("jcv", None, "jcv"),
    ("centre", None, "centre"),
    ("children", None, "children"),
]


@pytest.mark.parametrize("phone", ["light"], indirect=True)
@pytest.mark.parametrize(("name", "answer", "field"), ERRORS, ids=lambda v: v or "")
def test_an_error_is_told_and_leads_to_its_field(
    phone: Page, name: str, answer: str | None, field: str
) -> None:
    phone.goto(f"/questions/{name}/")
    if answer:
        choose(phone, answer)
    go_on(phone)
    expect(phone).to_have_title(re.compile("^Error: "))
    summary = phone.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    assert_accessible(phone)
    summary.get_by_role("link").first.click()
    expect(phone.locator(f"#{field}")).to_be_focused()


#: Pages that only some people meet: how they get about, and the page it leads to.
DETAILS = [
    (None, "moving"),
    ("I walk without an aid", "edss-distance"),
    ("I use an aid on one side", "edss-aided"),
    ("I use an aid on both sides", "edss-aided"),
    ("I use a wheelchair", "edss-chair"),
    ("I am in bed or in a chair for most of the day", "edss-bed"),
]


@pytest.mark.parametrize("phone", ["light", "dark"], indirect=True)
@pytest.mark.parametrize(("way", "name"), DETAILS, ids=lambda v: v or "")
def test_an_error_is_told_where_only_some_people_come(
    phone: Page, way: str | None, name: str
) -> None:
    phone.goto("/questions/edss/")
    choose(phone, "No, help me work it out")
    go_on(phone)
    if way:
        choose(phone, way)
        go_on(phone)
        expect(phone).to_have_url(re.compile(f"/questions/{name}/$"))
        assert_accessible(phone)
    go_on(phone)
    expect(phone).to_have_title(re.compile("^Error: "))
    assert_accessible(phone)
    phone.locator(".nhsuk-error-summary").get_by_role("link").first.click()
    expect(phone.locator("main form input[type=radio]").first).to_be_focused()


def test_a_wrong_answer_is_not_lost(visitor: Page) -> None:
    visitor.goto("/questions/edss/")
    choose(visitor, "Yes, I know it")
    visitor.get_by_label("Your EDSS score").fill("11")
    go_on(visitor)
    error = "EDSS: “11” cannot be used. Enter 0, or 1 to 9.5 in half steps, like 3.5."
    expect(visitor.get_by_role("link", name=error)).to_be_visible()
    expect(visitor.get_by_label("Your EDSS score")).to_have_value("11")
    expect(visitor.get_by_label("Yes, I know it")).to_be_checked()


def test_what_hangs_on_an_answer_opens_with_it(visitor: Page) -> None:
    visitor.goto("/questions/jcv/")
    index = visitor.get_by_label("Your index, if you know it")
    expect(index).to_be_hidden()
    choose(visitor, "Positive")
    expect(index).to_be_visible()
    choose(visitor, "Negative")
    expect(index).to_be_hidden()


def test_answers_can_be_hit_anywhere_in_their_box(phone: Page) -> None:
    phone.goto("/questions/course/")
    item = phone.locator(".nhsuk-radios__item").nth(1)
    item.scroll_into_view_if_needed()
    box = item.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    phone.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5)
    expect(phone.get_by_label("Secondary progressive MS (SPMS)")).to_be_checked()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, field: str) -> None:
    """Press Tab until the field has the focus; it must be reached, and be seen."""
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == field:
            return
        press(page, "Tab")
    raise AssertionError(f"{field} cannot be reached by Tab")


def send(page: Page) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.innerText.trim()") == "Continue":
            break
        press(page, "Tab")
    with page.expect_navigation():
        press(page, "Enter")


def test_by_keyboard_alone_at_320_pixels(phone: Page) -> None:
    phone.goto("/")
    press(phone, "Tab", "Enter")
    assert phone.url.endswith("#main-content")
    press(phone, "Tab")
    assert phone.evaluate("document.activeElement.innerText.trim()") == "Start"
    with phone.expect_navigation():
        press(phone, "Enter")

    for field, keys in [
        ("course", ["Space"]),
        ("onset_known", ["Space", "ArrowDown", "ArrowDown", "Tab", "Space"]),
        ("edss_known", ["Space", "Tab", "3", ".", "5"]),
        ("age", ["3", "5"]),
        ("sex", ["Space", "ArrowDown"]),
        ("relapses_1y", ["0", "Tab", "1"]),
        ("new_mri", ["Space"]),
        ("treatments-11", ["Space"]),
        ("jcv", ["Space", "ArrowDown"]),
        ("centre", ["ArrowUp"]),
        ("children", ["Space"]),
    ]:
        assert not is_cut_off(phone)
        tab_to(phone, field)
        press(phone, *keys)
        send(phone)

    assert heading(phone) == "Check your answers"
    words = phone.locator("main").inner_text()
    for expected in ("Less than 2 years ago", "3.5", "35 years", "Male", "None so far"):
        assert expected in words
    assert "I don't know or I have no centre yet" in words
