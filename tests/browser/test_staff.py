"""Staff sign in and read: under the same content policy as everyone else's pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import Page

from decisionaid.clinician.accounts.password_link import make_link
from decisionaid.clinician.roles import Role
from decisionaid.summaries.actions import create_saved_comparison
from decisionaid.summaries.models import SavedComparison
from tests.browser.accessibility import assert_accessible
from tests.factories import lifelike_document
from tests.staff import PASSWORD, add_app, make_account, show_code

LIST = "/clinician/admin/summaries/savedcomparison/"


@pytest.fixture
def saved(transactional_db) -> SavedComparison:
    create_saved_comparison(
        answers={}, document=lifelike_document(), now=datetime.now(UTC)
    )
    return SavedComparison.objects.get()


def is_harmless(text: str) -> bool:
    """Browsers tell of each sensor in the header that they do not have."""
    return text.startswith("Error with Permissions-Policy header: Unrecognized")


@pytest.fixture
def said(page: Page) -> list[str]:
    """Errors in the console; refusals by the content policy are told there."""
    messages: list[str] = []
    page.on(
        "console",
        lambda message: (
            messages.append(message.text)
            if message.type in ("error", "warning") and not is_harmless(message.text)
            else None
        ),
    )
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


@pytest.fixture
def staff(page: Page, live_server, saved) -> Page:
    """Give an administrator's browser, signed in with both factors."""
    cache.clear()
    add_app(make_account("staff", Role.ADMINISTRATOR))
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{live_server.url}/clinician/")
    assert_accessible(page)
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    assert_accessible(page)
    page.get_by_label("Code").fill(show_code())
    page.get_by_role("button", name="Sign in").click()
    assert page.locator("h1").inner_text() == "For staff"
    return page


def test_nothing_lies_over_the_picture_that_an_app_scans(
    page, live_server, transactional_db
):
    make_account("new", Role.CLINICIAN)
    page.goto(f"{live_server.url}/clinician/")
    page.get_by_label("Username").fill("new")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Set up an authenticator app").click()
    picture = page.locator(".app-factor-picture svg").bounding_box()
    key = page.locator(".app-factor-key").bounding_box()
    assert picture["y"] + picture["height"] < key["y"]
    assert_accessible(page)


@pytest.fixture
def local_name(live_server) -> str:
    """Give the site's address by name: a passkey is tied to a name."""
    return live_server.url.replace("127.0.0.1", "localhost")


def add_virtual_authenticator(page: Page) -> None:
    """Give the browser a passkey's place that checks its owner by itself."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_and_opens_the_door_alone(
    page, live_server, local_name, said, transactional_db
):
    cache.clear()
    make_account("staff", Role.CLINICIAN)
    add_virtual_authenticator(page)
    page.goto(f"{local_name}/clinician/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Set up a second step"
    assert_accessible(page)
    page.get_by_role("link", name="Add a passkey").click()
    assert_accessible(page)
    page.get_by_label("Passwordless").check(force=True)
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/recovery-codes/")
    assert_accessible(page)
    page.get_by_role("link", name="continue").click()
    assert page.locator("h1").inner_text() == "For staff"
    assert_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/clinician/")
    assert page.locator("h1").inner_text() == "For staff"
    assert said == []


def test_a_passkey_that_fails_is_told_in_the_page(page, local_name, transactional_db):
    page.goto(f"{local_name}/clinician/account/sign-in/")
    # There is no passkey here: the browser refuses at once.
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new Error()) }"
    )
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey could not be used").wait_for()


def test_by_numbers_no_passkey_is_offered(page, live_server, transactional_db):
    numbers = live_server.url.replace("localhost", "127.0.0.1")
    page.goto(f"{numbers}/clinician/account/sign-in/")
    assert page.get_by_role("button", name="passkey").count() == 0


def test_every_page_of_the_admin_keeps_to_the_policy(staff, live_server, saved, said):
    for path in (
        "/clinician/admin/",
        "/clinician/admin/evidence/",
        LIST,
        f"{LIST}{saved.pk}/change/",
        f"{LIST}{saved.pk}/history/",
        "/clinician/admin/auth/user/",
        "/clinician/admin/auth/user/add/",
        f"/clinician/admin/auth/user/{User.objects.get().pk}/change/",
    ):
        response = staff.goto(f"{live_server.url}{path}")
        assert response.status == 200
        assert "'unsafe" not in response.headers["content-security-policy"]
    assert said == []


@pytest.mark.parametrize("width", [320, 768, 1366])
def test_where_one_is_signed_in_and_a_first_password(staff, live_server, width):
    staff.set_viewport_size({"width": width, "height": 1024})
    staff.goto(f"{live_server.url}/clinician/account/sessions/")
    assert staff.locator("h1").count() == 1
    assert_accessible(staff)
    link = make_link(make_account("new", Role.CLINICIAN), by=User.objects.first())
    staff.context.clear_cookies()
    staff.goto(f"{live_server.url}{link}")
    assert staff.locator("input[type=password]").count()
    assert_accessible(staff)


def test_a_result_is_found_read_and_withdrawn(staff, live_server, said):
    staff.get_by_role("link", name="Accounts and kept results").first.click()
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
