"""Accounts of staff in the pictures' own database, signed in as people sign in."""

from __future__ import annotations

import base64
import hmac
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tools.screenshots.camera import StaffCamera
from tools.screenshots.site import Site

STEP_SECONDS = 30
DIGITS = 6
Look = Callable[[str], None]


@dataclass
class Account:
    """Somebody with one role, called by it."""

    name: str
    password: str
    #: Of the authenticator app, as soon as it is set up.
    key: str = ""

    def show_code(self, *, steps: int = 0) -> str:
        """Show what the app shows now, or some half minutes from now (RFC 6238)."""
        counter = int(time.time()) // STEP_SECONDS + steps
        secret = base64.b32decode(self.key)
        digest = hmac.digest(secret, counter.to_bytes(8, "big"), "sha1")
        place = digest[-1] & 15
        number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
        return f"{number % 10**DIGITS:0{DIGITS}d}"


@dataclass
class Office:
    """The site's staff, each with browsers of their own."""

    browser: Browser
    site: Site
    accounts: dict[str, Account] = field(default_factory=dict)

    def hire(self, name: str, role: str) -> None:
        """Make an account."""
        names = ("--username", name, "--role", role)
        told = self.site.run("django", "demo_clinician", *names)
        found = re.search(r"password +(\S+)", told)
        assert found, told
        self.accounts[name] = Account(name, found[1])

    def seat(self, name: str, *, looking: bool = False) -> StaffCamera:
        """Sign somebody in for the first time: they set up an authenticator app."""
        account, camera = self.accounts[name], self._open()
        look = camera.take if looking else _look_away
        page = camera.page
        _give_password(camera, account, look)
        look("second-step")
        page.get_by_role("link", name="Set up an authenticator app").click()
        account.key = page.locator(".app-factor-key").inner_text()
        look("app")
        page.get_by_label("Code").fill(account.show_code())
        camera.press("Set up")
        look("recovery-codes")
        page.get_by_role("link", name="continue").click()
        page.get_by_role("heading", name="For staff").wait_for()
        return camera

    def seat_again(self, name: str, *, looking: bool = False) -> StaffCamera:
        """Sign somebody in with another browser."""
        account, camera = self.accounts[name], self._open()
        _give_password(camera, account, _look_away)
        if looking:
            camera.take("code")
        # The app's code of this half minute may have been used.
        camera.page.get_by_label("Code").fill(account.show_code(steps=1))
        camera.press("Sign in")
        return camera

    def _open(self) -> StaffCamera:
        context = self.browser.new_context(reduced_motion="reduce")
        return StaffCamera(context.new_page(), home=self.site.named_home)


def _look_away(name: str) -> None:
    """Take no picture."""


def _give_password(camera: StaffCamera, account: Account, look: Look) -> None:
    camera.go("clinician/")
    look("sign-in")
    camera.page.get_by_label("Username").fill(account.name)
    camera.page.get_by_label("Password").fill(account.password)
    camera.press("Continue")
