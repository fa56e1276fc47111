"""R16, R23, R25: what only a browser can tell."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, BrowserContext

from tests.browser.accessibility import assert_accessible
from tests.rules.walk import DRAWS, list_answers, list_routes, say_yes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

WIDTHS = {"phone": 320, "desk": 1280}
#: Mean difference of two pictures in grey, of 255; the same picture has none.
LEAST_DIFFERENCE = 8
ICON_PIXELS = 40


@pytest.fixture
def person(settings: Any) -> Client:
    """Give somebody who has answered everything and said yes to numbers."""
    settings.COMPARISON_DRAWS = DRAWS
    client = Client()
    for name, data in list_answers("relapsing, EDSS 3.5"):
        client.post(f"/questions/{name}/", data)
    say_yes(client)
    return client


@pytest.fixture(params=WIDTHS)
def context(
    request: Any, browser: Browser, live_server: Any, person: Client
) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        base_url=live_server.url,
        viewport={"width": WIDTHS[request.param], "height": 800},
        reduced_motion="reduce",
    )
    name = django_settings.SESSION_COOKIE_NAME
    opened.add_cookies(
        [{"name": name, "value": person.cookies[name].value, "url": live_server.url}]
    )
    yield opened
    opened.close()


def list_pages(person: Client) -> Iterator[str]:
    for address, _ in list_routes():
        response = person.get(address)
        if response.status_code == 200:
            yield address


def test_r23_axe_finds_nothing_on_any_page(
    context: BrowserContext, person: Client
) -> None:
    page = context.new_page()
    addresses = list(list_pages(person))
    assert len(addresses) > 30
    for address in addresses:
        page.goto(address)
        page.locator("details").evaluate_all(
            "all => all.forEach(one => one.open = true)"
        )
        assert_accessible(page)


def test_r16_nothing_moves_for_who_asks_for_less_motion(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    for address in ("/", "/results/", "/results/years/", "/about/"):
        page.goto(address)
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].filter(one => {"
            " const style = getComputedStyle(one);"
            " return [style.animationDuration, style.transitionDuration]"
            ".some(text => text.split(',').some(time => parseFloat(time) > 0.01));"
            "}).map(one => one.className)"
        )
        assert not moving, address


def test_r25_people_are_told_apart_in_grey(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/results/print/")
    page.emulate_media(media="print")
    icons = page.locator(".app-legend__entry svg").all()
    assert len(icons) > 5
    grey = []
    for icon in icons:
        picture = Image.open(BytesIO(icon.screenshot())).convert("L")
        grey.append(picture.resize((ICON_PIXELS, ICON_PIXELS)))
    for (first, one), (second, other) in combinations(enumerate(grey), 2):
        [difference] = ImageStat.Stat(ImageChops.difference(one, other)).mean
        assert difference > LEAST_DIFFERENCE, (first, second, difference)
