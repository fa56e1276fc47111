"""A person looks at the results: on a phone, on a desk, on paper, without a script."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.accessibility import assert_accessible, is_cut_off
from tests.factories import comparison_document, lifelike_document, note
from tests.results_pages import PART_ADDRESSES, open_session

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1280, "height": 800}
TABLET = {"width": 768, "height": 1024}
PHONE = {"width": 320, "height": 640}
TREATED = ("natalizumab", "alemtuzumab", "ahsct")
LONG_REASONS = [
    note("edss_above_studies", limit=5),
    note("age_above_studies", limit=50),
    note("duration_above_studies", limit=10),
    note("no_recent_activity"),
]
#: What the first page of results may weigh on a slow line, compressed, all told.
HEAVIEST_FIRST_PAGE_BYTES = 100_000
#: Every page of results, and one of a number.
EVERY_ADDRESS = (
    *PART_ADDRESSES,
    "/results/print/",
    "/results/numbers/ahsct.5.worse.mean/",
)
#: A person drawn smaller than this cannot be counted.
SMALLEST_PERSON_PX = 10

Open = Callable[..., Page]


def make_wordy() -> dict[str, Any]:
    """Make the document with the most to say."""
    document = lifelike_document()
    for option in TREATED:
        document["options"][option]["status"] = "extrapolated"
        document["options"][option]["reasons"] = LONG_REASONS
    return document


DOCUMENTS = {
    "lifelike": lifelike_document(),
    "progressive": lifelike_document(not_estimable=TREATED, profile={"course": "ppms"}),
    "wordy": make_wordy(),
    "random": comparison_document(2),
}


@pytest.fixture(name="open_results")
def give_open_results(
    browser: Browser, client: Client, live_server: Any
) -> Iterator[Open]:
    """Open results in a browser whose session holds a comparison."""
    contexts: list[BrowserContext] = []

    def open_results(address: str, document: str = "lifelike", **options: Any) -> Page:
        open_session(client, DOCUMENTS[document])
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies(
            [
                {
                    "name": name,
                    "value": client.cookies[name].value,
                    "url": live_server.url,
                }
            ]
        )
        page = context.new_page()
        page.goto(address)
        return page

    yield open_results
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("viewport", "document", "scheme"),
    [
        (PHONE, "lifelike", "light"),
        (PHONE, "progressive", "dark"),
        (PHONE, "wordy", "light"),
        (TABLET, "random", "light"),
        (WIDE, "lifelike", "dark"),
        (WIDE, "progressive", "light"),
    ],
)
def test_everyone_can_read_it(
    open_results: Open, viewport: Any, document: str, scheme: Any
) -> None:
    page = open_results("/", document, viewport=viewport, color_scheme=scheme)
    for address in EVERY_ADDRESS:
        read_whole(page, address)
        assert_accessible(page)


def read_whole(page: Page, address: str) -> None:
    """Open a page and all that is folded on it."""
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_systems_own_colours_leave_nothing_out(
    open_results: Open, scheme: Any
) -> None:
    """High contrast: axe is content, and every kind of person is still drawn."""
    page = open_results(
        "/", viewport=PHONE, forced_colors="active", color_scheme=scheme
    )
    for address in EVERY_ADDRESS:
        read_whole(page, address)
        assert_accessible(page)
    page.goto("/results/")
    paints = page.locator("pattern .app-person").evaluate_all(
        "all => all.map(one => { const s = getComputedStyle(one);"
        " return [s.fill, s.stroke, s.fillOpacity, s.strokeDasharray].join() })"
    )
    assert not [paint for paint in paints if paint.startswith("none,none")]
    current = page.locator(".app-horizons__link[aria-current]")
    other = page.locator(".app-horizons__link:not([aria-current])").first
    ground = "link => getComputedStyle(link).backgroundColor"
    assert current.evaluate(ground) != other.evaluate(ground)


def test_four_hundred_per_cent_zoom_cuts_nothing_off(open_results: Open) -> None:
    """1280 by 800 at 400 % is 320 by 200: no sideways scrolling, nothing in the way."""
    page = open_results(
        "/", "wordy", viewport={"width": 320, "height": 200}, device_scale_factor=4
    )
    for address in EVERY_ADDRESS:
        read_whole(page, address)
        assert not is_cut_off(page), address
        sticky = page.locator("main *").evaluate_all(
            "all => all.filter(one => ['sticky', 'fixed'].includes("
            "getComputedStyle(one).position)).length"
        )
        assert sticky == 0, address


def test_nothing_moves_for_who_wants_no_motion(open_results: Open) -> None:
    page = open_results("/", viewport=PHONE, reduced_motion="reduce")
    for address in EVERY_ADDRESS:
        page.goto(address)
        moving = page.locator("*").evaluate_all(
            "all => all.filter(one => { const s = getComputedStyle(one);"
            " return parseFloat(s.transitionDuration) > 0"
            " || s.animationName !== 'none' || s.scrollBehavior === 'smooth' })"
            ".map(one => one.className)"
        )
        assert not moving, address


def test_a_keyboard_leads_through_every_part(open_results: Open) -> None:
    page = open_results("/results/", viewport=WIDE)
    titles = [page.get_by_role("heading", level=1).inner_text()]
    for _ in PART_ADDRESSES[1:]:
        following = page.locator(".app-parts__next")
        following.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        titles.append(page.get_by_role("heading", level=1).inner_text())
    assert len(set(titles)) == len(PART_ADDRESSES)
    expect(page.locator(".app-parts__next")).to_have_count(0)


def test_the_order_is_chosen_by_keyboard_without_a_script(open_results: Open) -> None:
    page = open_results("/results/", viewport=PHONE, java_script_enabled=False)
    page.locator("#order summary").press("Enter")
    page.get_by_role("button", name="Stem-cell transplant").press("Enter")
    page.wait_for_load_state()
    first = page.locator(".app-card").first
    expect(first).to_have_attribute("id", "option-ahsct")


def test_a_number_leads_to_its_studies_without_a_script(open_results: Open) -> None:
    page = open_results("/results/", viewport=PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Where do these numbers come from?").click()
    page.locator('a[href^="/results/numbers/ahsct.5.worse.mean/"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Where this number comes from"
    )
    expect(page.get_by_text("studies behind it")).to_be_visible()


def test_the_first_page_is_light_all_told(open_results: Open) -> None:
    """Everything a phone fetches for the first page, compressed."""
    page = open_results("/", viewport=PHONE)
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: sizes.update({answer.url: len(gzip.compress(answer.body()))}),
    )
    page.goto("/results/", wait_until="networkidle")
    assert any(url.endswith("/results/") for url in sizes)
    assert any(url.endswith(".css") for url in sizes)
    assert sum(sizes.values()) < HEAVIEST_FIRST_PAGE_BYTES, sizes


def test_one_class_stands_in_one_row(open_results: Open) -> None:
    page = open_results("/results/", viewport=WIDE)
    rows = page.locator(".app-comparison--worse tbody tr")
    tops = rows.evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 4
    assert len(set(tops)) == 1


@pytest.mark.parametrize(
    "viewport", [PHONE, TABLET, {"width": 1024, "height": 768}, WIDE]
)
def test_a_person_is_large_enough_to_count(open_results: Open, viewport: Any) -> None:
    page = open_results("/results/", viewport=viewport)
    arrays = page.locator(".app-icon-array__people:visible")
    assert arrays.count() == 4
    for array in arrays.all():
        columns = int(str(array.get_attribute("viewBox")).split()[2]) / 10
        box = array.bounding_box()
        assert box is not None
        assert box["width"] / columns >= SMALLEST_PERSON_PX


def test_the_times_stand_on_one_line(open_results: Open) -> None:
    page = open_results("/results/", viewport=PHONE)
    tops = page.locator(".app-horizons__link").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 1
    assert page.locator(".app-horizons__list").evaluate(
        "list => list.scrollWidth <= list.clientWidth"
    )


def test_the_legend_stays_in_reach(open_results: Open) -> None:
    page = open_results("/results/", viewport=WIDE)
    page.locator("#option-ahsct .app-counts").scroll_into_view_if_needed()
    expect(page.locator(".app-legend")).to_be_in_viewport()


def test_another_time_is_one_link_away(open_results: Open) -> None:
    page = open_results("/results/", viewport=PHONE, java_script_enabled=False)
    page.get_by_role("link", name="10 years").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("After 10 years")


def test_nothing_needs_a_script(open_results: Open) -> None:
    page = open_results("/results/", viewport=WIDE, java_script_enabled=False)
    assert page.locator(".app-icon-array__people:visible").count() == 4
    page.goto("/results/years/")
    assert page.locator(".app-curve:visible").count() == 4
    expect(page.get_by_role("button", name="Show the curves")).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, WIDE])
def test_the_interactive_curves_come_only_when_asked_for(
    open_results: Open, viewport: Any, live_server: Any
) -> None:
    page = open_results("/results/years/", viewport=viewport)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    assert not [url for url in asked if "plotly" in url or "figure.json" in url]
    page.get_by_role("button", name="Show the curves").click()
    chart = page.locator("[data-interactive-target] svg.main-svg").first
    expect(chart).to_be_visible()
    assert [url for url in asked if "plotly" in url]
    assert all(url.startswith((live_server.url, "blob:", "data:")) for url in asked)
    expect(page.get_by_role("button", name="Show the curves")).to_have_count(0)
    target = page.locator("[data-interactive-target]")
    expect(target).to_be_focused()
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 140, box["y"] + 200)
    page.mouse.move(box["x"] + 150, box["y"] + 220, steps=5)
    expect(page.locator(".hovertext").first).to_be_visible()
    assert not said
    assert_accessible(page)


def test_a_chart_that_fails_says_so(open_results: Open) -> None:
    page = open_results("/results/years/", viewport=WIDE)
    page.route("**/figure.json*", lambda route: route.abort())
    page.get_by_role("button", name="Show the curves").click()
    expect(page.get_by_role("status")).to_contain_text("That did not work.")
    expect(page.get_by_role("button", name="Show the curves")).to_be_enabled()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_sheet_is_two_pages(open_results: Open, document: str) -> None:
    page = open_results("/results/print/?years=10", document)
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 2
    words, pictures = (part.extract_text() for part in paper.pages)
    assert "what could each mean for you?" in words
    assert "When choices come out level" in words
    for name in ("No MS drug", "Natalizumab", "Alemtuzumab", "Stem-cell transplant"):
        assert name in words
        assert name in pictures
