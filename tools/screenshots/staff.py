"""Every page that staff meet: on a desk's screen, on a tablet, and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Browser

from tools.screenshots.accounts import Office
from tools.screenshots.answers import ANSWERS, EXAMPLE_CODE, OTHERS
from tools.screenshots.camera import StaffCamera, print_page, save_sheets
from tools.screenshots.desk import approve_release, propose_release, walk_figures
from tools.screenshots.journey import answer_questions, keep_result, see_results
from tools.screenshots.site import serve

RESULTS = "clinician/results/"
#: Of 1,000 people, dead or more disabled after five years.
ESTIMATE = {"no_dmt": "450", "natalizumab": "250", "alemtuzumab": "250", "ahsct": "200"}
CORRECTIONS = {"edss": "4.5", "jcv": "positive", "centre": "experienced"}
NOTES = "EDSS measured today. JC virus index from the laboratory."
ACCOUNT_PAGES = {
    "second-factor/": "account",
    "second-factor/passkeys/add/": "passkey",
    "sessions/": "sessions",
    "password/": "password",
}


def take_pictures(browser: Browser) -> None:
    """Take every picture."""
    with serve(with_example=True) as site:
        office = Office(browser, site)
        office.hire("clinician", "clinician")
        office.hire("reviewer", "evidence reviewer")
        office.hire("administrator", "administrator")
        codes = [
            _make_result(browser, home=site.home, answers=answers)
            for answers in (*OTHERS, ANSWERS)
        ]
        clinician = office.seat("clinician", looking=True)
        clinician.take("home")
        walk_consultation(clinician, codes)
        office.seat_again("clinician", looking=True)
        for path, name in ACCOUNT_PAGES.items():
            clinician.visit(f"clinician/account/{path}", name)
        clinician.visit("clinician/use/", "use")
        reviewer, administrator = office.seat("reviewer"), office.seat("administrator")
        walk_figures(reviewer)
        propose_release(reviewer)
        approve_release(administrator)
        administrator.visit("clinician/audit/", "audit")


def _make_result(browser: Browser, *, home: str, answers: Mapping[str, str]) -> str:
    """Go the patient's way to a result that is kept; give its code."""
    page = browser.new_page()
    for _name in answer_questions(page, home=home, answers=answers):
        pass
    see_results(page, home=home, how_much="yes")
    code = keep_result(page, home=home)
    page.context.close()
    return code


def walk_consultation(camera: StaffCamera, codes: list[str]) -> None:
    """Open results by their codes, and go through the last one."""
    page = camera.page
    for code in codes[:-1]:
        _open(camera, code)
        camera.press("Go on without an estimate")
    camera.go(RESULTS)
    page.locator("#code").fill(EXAMPLE_CODE)
    camera.take("results")
    camera.press("Open")
    camera.take("wrong-code")
    _open(camera, codes[-1])
    for option, count in ESTIMATE.items():
        page.locator(f"[name={option}]").fill(count)
    camera.take("estimate")
    camera.press("Continue")
    camera.take("consultation")
    result = page.url.removeprefix(camera.home)
    _correct(camera, result)
    camera.take("corrected", whole=True)
    for path, name in (("what-if/", "scenarios"), ("sensitivity/", "sensitivity")):
        camera.go(f"{result}{path}")
        camera.take(name, whole=True)
    camera.go(result)
    save_sheets(print_page(page), "staff-print")
    record = page.request.get(f"{camera.home}{result}record.pdf")
    save_sheets(record.body(), "staff-record")
    camera.visit(f"{RESULTS}?course=rrms", "filtered")


def _open(camera: StaffCamera, code: str) -> None:
    camera.go(RESULTS)
    camera.page.locator("#code").fill(code)
    camera.press("Open")


def _correct(camera: StaffCamera, result: str) -> None:
    """Correct answers, and meet what somebody else has written meanwhile."""
    page = camera.page
    other = StaffCamera(page.context.new_page(), home=camera.home)
    for one in (other, camera):
        one.go(f"{result}work/")
    for name, value in CORRECTIONS.items():
        page.locator(f"#{name}").select_option(value)
    page.locator("#jcv_index").fill("1.2")
    page.locator("#notes").fill(NOTES)
    camera.take("correct")
    other.page.locator("#notes").fill("EDSS measured today.")
    other.press("Save")
    other.page.close()
    camera.press("Save")
    camera.take("conflict")
    camera.press("Save mine")
