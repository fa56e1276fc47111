"""The evidence's journey: two reviewers and an administrator, in their browsers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk.models import Proposal
from decisionaid.releases.selectors import get_in_use
from riskmodel import interface
from tests.browser.accessibility import assert_accessible
from tests.releases import SECOND
from tests.staff import make_account, sign_in

DESK_TOP, TABLET = {"width": 1366, "height": 768}, {"width": 768, "height": 1024}
#: The panel is run on two releases within one request.
DRY_RUN_MILLISECONDS = 120_000


class Staff:
    """Pages of people who are signed in, each with a browser of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.said: list[str] = []

    def open(self, name: str, role: Role) -> Page:
        """Sign somebody in, as tests of the sign-in do by hand."""
        client = sign_in(make_account(name, role))
        context = self.browser.new_context(viewport=DESK_TOP, base_url=self.address)
        kept = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": kept, "url": self.address}])
        page = context.new_page()
        page.on(
            "console",
            lambda m: (
                self.said.append(m.text) if "Content Security" in m.text else None
            ),
        )
        return page


@pytest.fixture
def staff(browser, live_server, transactional_db) -> Staff:
    return Staff(browser, live_server.url)


def look(page: Page) -> None:
    """Check a page on a desk and on a tablet, and leave it as it was."""
    for size in (TABLET, DESK_TOP):
        page.set_viewport_size(size)
        assert_accessible(page)


def press(page: Page, name: str) -> None:
    """Press a button with the keyboard alone."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    with page.expect_navigation(timeout=DRY_RUN_MILLISECONDS):
        page.keyboard.press("Enter")


def read_trail(page: Page) -> list[list[str]]:
    """Read who did what, the oldest first."""
    page.goto("/clinician/audit/")
    rows = [
        row.locator("td").all_inner_texts()[1:4]
        for row in page.locator(".app-data tbody tr").all()
    ]
    return rows[::-1]


def test_from_a_discrepancy_to_a_release_in_use_and_back(staff, second):
    newest = interface.evidence_release().id
    ann = staff.open("ann", Role.REVIEWER)
    ann.goto("/clinician/")
    ann.get_by_role("link", name="Evidence", exact=True).first.click()
    look(ann)
    ann.get_by_role("link", name="Alemtuzumab: death because of it").click()
    assert ann.locator(".app-forest__line--own").count() == 1
    look(ann)

    ann.get_by_role("link", name="Raise a discrepancy").click()
    look(ann)
    press(ann, "Raise it")
    assert ann.get_by_role("heading", name="Please look at this again").is_visible()
    ann.get_by_label("What the paper says").fill("3 of 1,000")
    ann.get_by_label("Where in the paper").fill("Table 2")
    press(ann, "Raise it")
    assert ann.get_by_text("discrepancy open").is_visible()
    look(ann)

    ann.goto("/clinician/evidence/releases/")
    look(ann)
    ann.get_by_role("link", name="Propose a release").click()
    ann.get_by_label("Release").select_option(SECOND)
    ann.get_by_label("Reasons").fill("The paper was read again.")
    ann.get_by_label("alemtuzumab_treatment_death").check(force=True)
    look(ann)
    press(ann, "Propose it")
    look(ann)
    press(ann, "Run it dry")
    assert ann.get_by_role(
        "heading", name="Whose picture changes", exact=True
    ).is_visible()
    assert re.search(r"2\d\d made-up people", ann.locator("main").inner_text())
    look(ann)
    assert ann.get_by_role("button", name="Approve").count() == 0
    assert get_in_use().release.id == newest

    ben = staff.open("ben", Role.REVIEWER)
    ben.goto(ann.url)
    press(ben, "Approve: use this release")
    assert f"come from release {SECOND}" in ben.locator("main").inner_text()
    look(ben)
    assert get_in_use().release.id == SECOND

    ada = staff.open("ada", Role.ADMINISTRATOR)
    ada.goto("/clinician/evidence/releases/banner/")
    look(ada)
    ada.goto("/clinician/evidence/releases/")
    ada.get_by_role("link", name="Roll back").click()
    look(ada)
    ada.get_by_label("Reason").fill("To read once more.")
    press(ada, "Roll back")
    assert get_in_use().release.id == newest

    # PostgreSQL goes on counting where a test before has stopped
    proposal = f"release proposal {Proposal.objects.get().pk}"
    assert read_trail(ada) == [
        ["ann", "reviewed", "figure alemtuzumab_treatment_death"],
        ["ann", "proposed", proposal],
        ["ann", "ran dry", proposal],
        ["ben", "approved", proposal],
        ["ada", "rolled back", "release in use"],
    ]
    assert staff.said == []


def test_on_paper_a_figure_has_its_table_and_no_buttons(staff):
    page = staff.open("ann", Role.CLINICIAN)
    page.goto("/clinician/evidence/figures/ahsct_worsening_hr/")
    page.emulate_media(media="print")
    assert page.locator(".app-forest").is_visible()
    assert page.get_by_text("The figure and the studies behind it").is_visible()
    assert not page.locator(".app-staff-menu").is_visible()
