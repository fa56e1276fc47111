"""Every page that patients meet: as on a phone, as on a desktop, and on paper."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, ViewportSize

from decisionaid.core.own_limit import MOST_QUESTIONS
from decisionaid.results.parts import PARTS
from tools.screenshots.answers import EXAMPLE_CODE, RATINGS
from tools.screenshots.camera import Camera, print_page, save_sheets
from tools.screenshots.journey import (
    answer_questions,
    choose,
    go_on,
    keep_result,
    see_results,
)
from tools.screenshots.site import serve

WIDTHS = {320: 640, 1280: 900}
# How much of the results the short picture shows: down to the first array.
RESULTS_HEIGHTS = {320: 1500, 1280: 1150}
# Pages about the site; those with figures of death follow the yes to numbers.
ABOUT_PAGES = (
    "questions",
    "report",
    "glossary",
    "intended-use",
    "method",
    "limits",
    "sources",
    "checklist",
    "hazards",
    "model-card",
    "privacy",
    "publisher",
    "accessibility",
    "offline",
)
OTHER_PAGES = {
    "talk/": "talk",
    "later/": "later",
    "course-needed/": "course-needed",
    "code/": "code",
    "about/": "about",
    **{f"about/{name}/": f"about-{name}" for name in ABOUT_PAGES},
}
DARK_PAGES = {
    "": "start",
    "values/": "values",
    "results/": "results",
    "results/years/": "results-years",
    "limit/": "limit",
}


def walk_questions(camera: Camera) -> None:
    """Go from the start to the check page."""
    page = camera.page
    camera.visit("", "start")
    page.goto(f"{camera.home}questions/course/")
    page.locator("main form button").last.click()
    camera.take("course-error")
    for name in answer_questions(page, home=camera.home):
        camera.take(name)
    camera.take("check")


def walk_to_numbers(camera: Camera) -> None:
    """Say what matters, see less, then see everything."""
    page = camera.page
    page.goto(f"{camera.home}values/")
    for name, rating in RATINGS.items():
        choose(page.locator(f"main form [name={name}][value={rating}]"))
    page.locator("[name=concerns]").fill("Who looks after the children meanwhile?")
    page.locator("[name=questions]").fill("How many people like me were treated here?")
    camera.take("values")
    go_on(page)
    camera.take("sure-before")
    go_on(page)
    camera.take("ready")
    for choice, name in (("less", "results-less"), ("yes", "results")):
        see_results(page, home=camera.home, how_much=choice)
        camera.take(name)
        if choice == "less":
            camera.visit("results/print/", "sheet-less")


def walk_results(camera: Camera) -> None:
    """Take each part of the results, and where one number comes from."""
    for part in PARTS[1:]:
        camera.visit(f"results/{part.name}/", f"results-{part.name}")
    camera.page.locator(".app-numbers a").first.click()
    camera.page.wait_for_load_state()
    camera.take("results-number")


def walk_to_sheet(camera: Camera) -> None:
    """Find the own limit, answer what the numbers say, come to the sheet."""
    page = camera.page
    camera.visit("limit/", "limit")
    page.locator("[name=comparator]").first.click()
    camera.take("limit-question")
    for place in range(MOST_QUESTIONS):
        if takes := page.locator("[name=take]").all():
            takes[place % len(takes)].click()
            page.wait_for_load_state()
    camera.take("limit-found")
    camera.visit("understanding/", "understanding")
    for group in page.locator("main form fieldset").all():
        choose(group.locator("input").first)
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    camera.take("understanding-told")
    camera.visit("sure/after/", "sure-after")
    camera.visit("sure/after/help/", "help")
    camera.visit("results/print/", "sheet")


def walk_with_a_code(camera: Camera) -> None:
    """Keep the result, open it by its code, see what has changed since."""
    page = camera.page
    kept = keep_result(page, home=camera.home)
    # The code is another one each time, and the picture should not be.
    page.locator(".app-code").evaluate(
        "(shown, example) => { shown.textContent = example }", EXAMPLE_CODE
    )
    camera.take("code-kept")
    page.goto(f"{camera.home}code/")
    page.get_by_label("Code", exact=True).fill(kept)
    page.get_by_role("button", name="Open the result").click()
    page.wait_for_load_state()
    camera.take("code-opened")
    choose(page.locator("main form [value=yes]"))
    go_on(page)
    camera.visit("code/changes/", "code-changes")


def take_print(page: Page, *, home: str) -> None:
    """Turn the sheet as the browser prints it, and as a PDF, into pictures."""
    page.goto(f"{home}results/print/")
    save_sheets(print_page(page), "print")
    save_sheets(page.request.get(f"{home}results/summary.pdf").body(), "pdf")


def take_pictures(browser: Browser) -> None:
    """Take every picture, in each width from the first page to the last."""
    with serve() as site:
        for width in WIDTHS:
            _take_width(browser, width, home=site.home)


def _take_width(browser: Browser, width: int, *, home: str) -> None:
    viewport = ViewportSize(width=width, height=WIDTHS[width])
    context = browser.new_context(viewport=viewport, reduced_motion="reduce")
    camera = Camera(context.new_page(), home=home, label=str(width))
    walk_questions(camera)
    walk_to_numbers(camera)
    camera.take("results-first", height=RESULTS_HEIGHTS[width])
    walk_results(camera)
    walk_to_sheet(camera)
    for path, name in OTHER_PAGES.items():
        camera.visit(path, name)
    if width == max(WIDTHS):
        take_print(camera.page, home=home)
    walk_with_a_code(camera)
    if width < max(WIDTHS):
        camera.page.emulate_media(color_scheme="dark")
        camera.label = f"{width}-dark"
        for path, name in DARK_PAGES.items():
            camera.visit(path, name)
    context.close()
