"""What must hold on every page, whatever it shows."""

from __future__ import annotations

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

#: The rules of WCAG 2.2 A and AA, and the good practice beside them.
AXE_OPTIONS = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}


def assert_accessible(page: Page) -> None:
    """Check one page: axe, ids, and that nothing is cut off at its width."""
    found = run_axe(page)
    assert not found.response["violations"], f"{page.url}\n{found.generate_report()}"
    ids = page.locator("[id]").evaluate_all("found => found.map(one => one.id)")
    assert len(ids) == len(set(ids)), f"{page.url}: an id stands twice"
    assert not is_cut_off(page), f"{page.url}: scrolls sideways"


def run_axe(page: Page) -> AxeResults:
    """Run axe on the page that is coming, if one is.

    Pressing a button returns before the next page stands; a page that is replaced
    while axe reads it ends the script in it.
    """
    for _ in range(4):
        page.wait_for_load_state()
        try:
            return Axe().run(page, options=AXE_OPTIONS)
        except Error as error:
            replaced = error
    raise replaced


def is_cut_off(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(
        # A page on its way has no root yet; this waits for it.
        page.locator("html").evaluate("root => root.scrollWidth > root.clientWidth")
    )
