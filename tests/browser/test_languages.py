"""Other languages: longer words, and from right to left, on the smallest screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page

from decisionaid.configuration import find_languages
from decisionaid.core import answers
from tests.answers_factory import build_answers
from tests.browser.accessibility import is_cut_off
from tests.deliberations import make_deliberation, say
from tests.factories import lifelike_document
from tests.results_pages import PART_ADDRESSES, open_session
from tools.pseudo import LANGUAGES, MIRRORED

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SLOWEST_MS = 120_000
PHONE = {"width": 320, "height": 640}
QUESTIONS = (
    "course",
    "onset",
    "edss",
    "age",
    "sex",
    "relapses",
    "mri",
    "treatments",
    "jcv",
    "centre",
    "children",
)
ADDRESSES = (
    "/",
    *(f"/questions/{name}/" for name in QUESTIONS),
    "/values/",
    "/ready/",
    *PART_ADDRESSES,
    "/results/numbers/ahsct.5.worse.mean/",
    "/results/print/",
    "/limit/",
    "/understanding/",
    "/code/",
    "/code/changes/",
    "/about/",
    "/about/method/",
    "/about/privacy/",
    "/about/sources/",
    "/nowhere/",
)
#: Text that its own box cuts off, told with the first words.
FIND_CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(one => {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (one.closest('.nhsuk-u-visually-hidden, svg') || box.width < 2) return false;
    return ['hidden', 'clip'].includes(style.overflowX)
      && one.scrollWidth > one.clientWidth + 1 && one.innerText.trim();
  }).map(one => one.className + ': ' + one.innerText.slice(0, 40))"""
#: Lines of text that lie over each other, told in pairs.
FIND_OVERLAPS = """() => {
  const lines = [];
  // Kept for those who listen, in a box of one pixel.
  const isHidden = one => {
    for (; one; one = one.parentElement)
      if (one.getBoundingClientRect().width < 2) return true;
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('svg, .nhsuk-u-visually-hidden, script')
        || !parent.checkVisibility({visibilityProperty: true})) continue;
    if (parent.closest('.nhsuk-skip-link') || isHidden(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 2) lines.push([box, parent, node.data.trim().slice(0, 30)]);
  }
  const over = [];
  for (let i = 0; i < lines.length; i++)
    for (let j = i + 1; j < lines.length; j++) {
      const [a, one, said] = lines[i], [b, other, told] = lines[j];
      if (one === other || one.contains(other) || other.contains(one)) continue;
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (width > 3 && height > 0.4 * Math.min(a.height, b.height))
        over.push(said + ' | ' + told);
    }
  return over.slice(0, 5);
}"""
READ_NUMBERS = """() => [...document.querySelectorAll('[data-number]')]
  .map(one => one.dataset.number + '=' + one.dataset.count)"""


@pytest.fixture(name="open_page")
def give_open_page(
    browser: Browser, client: Client, live_server: Any, catalogues: Path
) -> Iterator[Any]:
    """Open pages as a browser that asks for a language does."""
    contexts = []

    def open_context(language: str, **options: Any) -> Page:
        open_session(client, lifelike_document())
        session = client.session
        session[answers.ANSWERS_KEY] = build_answers()
        session[answers.COMPARISON_KEY] |= {
            "opened_with": build_answers(),
            "kept_on": "2026-08-01",
        }
        session.save()
        say(client, make_deliberation())
        context = browser.new_context(
            base_url=live_server.url,
            extra_http_headers={"Accept-Language": language},
            viewport=PHONE,
            **options,
        )
        contexts.append(context)
        # Some parts run the model many times.
        context.set_default_timeout(SLOWEST_MS)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return context.new_page()

    folders = [*settings.LOCALE_PATHS, catalogues]
    with override_settings(
        COMPARISON_DRAWS=200,
        LOCALE_PATHS=folders,
        LANGUAGES=find_languages(settings.LANGUAGE_CODE, folders),
    ):
        yield open_context
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_its_shape_and_its_numbers(
    open_page: Any, language: str
) -> None:
    page, english = open_page(language), open_page("en-GB")
    wrong: list[str] = []
    for address in ADDRESSES:
        page.goto(address)
        english.goto(address)
        assert page.evaluate("document.documentElement.lang") == language, address
        page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
        if is_cut_off(page):
            wrong.append(f"{address}: scrolls sideways")
        wrong += [f"{address}: cut off: {what}" for what in page.evaluate(FIND_CLIPPED)]
        wrong += [
            f"{address}: overlaps: {what}" for what in page.evaluate(FIND_OVERLAPS)
        ]
        if page.evaluate(READ_NUMBERS) != english.evaluate(READ_NUMBERS):
            wrong.append(f"{address}: other numbers")
    assert not wrong, "\n".join(wrong)


def test_right_to_left_mirrors_the_page(open_page: Any) -> None:
    page = open_page(MIRRORED)
    page.goto("/questions/course/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    mark = page.locator(".app-header__mark").bounding_box()
    assert mark is not None
    assert mark["x"] > PHONE["width"] / 2
    # The circle of a choice stands where its line begins.
    circle = page.locator(".nhsuk-radios__label").first.evaluate(
        "label => getComputedStyle(label, '::before').right"
    )
    assert circle == "12px"


def test_a_language_without_a_catalogue_is_answered_in_english(open_page: Any) -> None:
    page = open_page("fr-FR")
    page.goto("/")
    assert page.evaluate("document.documentElement.lang") == "en-gb"
    assert page.evaluate("document.documentElement.dir") == ""


def test_no_english_is_left_in_another_language(open_page: Any) -> None:
    """Words that are not names of their own; texts from studies are quotations."""
    page = open_page(MIRRORED)
    for address in ("/", "/questions/course/", "/values/", "/results/", "/code/"):
        page.goto(address)
        text = page.locator("main").inner_text()
        for word in (" the ", " people ", " you ", "Continue"):
            assert word not in text, f"{address}: {word}"
