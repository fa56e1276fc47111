"""A patient's way in the browser, for all who walk it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from playwright.sync_api import Locator, Page

from tools.screenshots.answers import ANSWERS, DONT_KNOW


def answer_questions(
    page: Page, *, home: str, answers: Mapping[str, str] = ANSWERS
) -> Iterator[str]:
    """Answer every question; give the name of each before it is answered."""
    page.goto(f"{home}questions/course/")
    while "/questions/" in page.url:
        before = page.url
        yield before.rstrip("/").rsplit("/", 1)[-1]
        _answer_page(page, answers)
        if page.url == before:
            sys.exit(f"{before} did not take its answer")


def _answer_page(page: Page, answers: Mapping[str, str]) -> None:
    form = page.locator("main form")
    for name, value in answers.items():
        fields = form.locator(f"[name={name}]")
        if fields.count() == 0:
            continue
        if fields.first.get_attribute("type") in {"radio", "checkbox"}:
            choose(form.locator(f"[name={name}][value={value}]"))
        else:
            fields.first.fill(value)
    if form.locator(":checked").count() == 0 and not _has_text(form):
        choose(form.locator(f"[value={DONT_KNOW}]").first)
    page.locator("main form button").last.click()


def _has_text(form: Locator) -> bool:
    texts = form.locator("input[type=text], input[type=number], input:not([type])")
    return any(field.input_value() for field in texts.all())


def choose(choice: Locator) -> None:
    """Choose one of several; the drawn circle lies over the real control."""
    choice.check(force=True)


def go_on(page: Page) -> None:
    """Follow the page's own way on."""
    page.get_by_role("button", name="Continue").click()
    page.wait_for_load_state()


def see_results(page: Page, *, home: str, how_much: str) -> None:
    """Say how much to see, and come to the results."""
    page.goto(f"{home}ready/")
    choose(page.locator(f"main form [value={how_much}]"))
    go_on(page)
    page.wait_for_url(f"{home}results/**")
    if page.locator("[data-number]").count() == 0:
        sys.exit("The results page shows no number")


def keep_result(page: Page, *, home: str) -> str:
    """Keep the result; give its code."""
    page.goto(f"{home}code/")
    page.get_by_role("button", name="Keep this result").click()
    return page.locator(".app-code").inner_text()
