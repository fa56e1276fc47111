"""The kept explanation: there without a network, and nothing of a person in it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from decisionaid.about.offline import list_kept_files, list_kept_pages
from tests.answers_factory import POSTS

pytestmark = pytest.mark.django_db(transaction=True)

LIST_KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request)).text();
      found.push([new URL(request.url).pathname, text]);
    }
  }
  return found;
}"""


def answer_questions(page: Page) -> None:
    for name, data in list(POSTS.items())[:3]:
        page.goto(f"/questions/{name}/")
        for field, value in data.items():
            shown = page.locator(f"[name={field}]")
            if shown.first.get_attribute("type") == "radio":
                page.locator(f"[name={field}][value={value}]").check(force=True)
            else:
                shown.first.fill(str(value))
        page.locator("main form button").last.click()


def test_kept_on_request_read_without_a_network_and_removed(
    browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    answer_questions(page)
    page.goto("/about/offline/")
    assert page.evaluate("caches.keys()") == []
    page.get_by_role("button", name="Keep these pages").click()
    expect(page.get_by_role("status")).to_have_text("The pages are on this device now.")
    for address in ("/check/", "/code/", "/questions/age/", "/about/questions/"):
        page.goto(address)
    page.goto("/about/")
    kept = dict(page.evaluate(LIST_KEPT))
    assert set(kept) == {*list_kept_pages(), *list_kept_files()}
    for address, text in kept.items():
        assert "csrfmiddlewaretoken" not in text, address
        assert 'action="/forget/"' not in text, address
    context.set_offline(True)
    page.goto("/about/method/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "How the numbers are made"
    )
    page.goto("/about/questions/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Read about this site without a network"
    )
    with pytest.raises(Error):
        page.goto("/results/")
    context.set_offline(False)
    page.goto("/about/offline/")
    page.get_by_role("button", name="Remove them").click()
    expect(page.get_by_role("status")).to_have_text(
        "The pages are gone from this device."
    )
    assert page.evaluate("caches.keys()") == []
    context.close()
