"""Staff sign in and read: under the same content policy as everyone else's pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from decisionaid.summaries.actions import create_saved_comparison
from decisionaid.summaries.models import SavedComparison
from tests.factories import lifelike_document

PASSWORD = "a long pass phrase of staff"
LIST = "/clinician/admin/summaries/savedcomparison/"


@pytest.fixture
def saved(transactional_db) -> SavedComparison:
    create_saved_comparison(
        answers={}, document=lifelike_document(), now=datetime.now(UTC)
    )
    return SavedComparison.objects.get()


@pytest.fixture
def said(page: Page) -> list[str]:
    """Errors in the console; refusals by the content policy are told there."""
    messages: list[str] = []
    page.on(
        "console",
        lambda message: (
            messages.append(message.text)
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


@pytest.fixture
def staff(page: Page, live_server, saved) -> Page:
    User.objects.create_superuser("staff", password=PASSWORD)
    page.goto(f"{live_server.url}/clinician/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


def test_every_page_of_the_admin_keeps_to_the_policy(staff, live_server, saved, said):
    assert staff.locator("h1").first.inner_text() == "Kept results and evidence"
    for path in (
        "/clinician/admin/evidence/",
        LIST,
        f"{LIST}{saved.pk}/change/",
        f"{LIST}{saved.pk}/history/",
        "/clinician/admin/auth/user/",
        "/clinician/admin/auth/user/add/",
        f"/clinician/admin/auth/user/{User.objects.get().pk}/change/",
        "/clinician/admin/auth/group/add/",
        "/clinician/admin/password_change/",
    ):
        response = staff.goto(f"{live_server.url}{path}")
        assert response.status == 200
        assert "'unsafe" not in response.headers["content-security-policy"]
    assert said == []


def test_a_result_is_found_read_and_withdrawn(staff, live_server, said):
    staff.get_by_role("link", name="Kept results").first.click()
    staff.locator("#result_list tbody a").first.click()
    shown = staff.locator('[data-number="ahsct.5.worse.mean"]')
    assert shown.inner_text() == "150"
    staff.goto(f"{live_server.url}{LIST}")
    staff.locator("#result_list tbody input[type=checkbox]").check()
    staff.locator("select[name=action]").select_option("withdraw")
    staff.get_by_role("button", name="Go").click()
    staff.get_by_role("button", name="Withdraw").click()
    assert "1 result withdrawn." in staff.locator(".messagelist").inner_text()
    assert said == []
