"""Take a picture of every page that people meet: `make screenshots`.

The person: relapsing MS for 6 years, EDSS 3.5, 35 years old, a woman. Pictures go to
``docs/screenshots/``, as on a phone and as on a desktop, and the printed sheet. Those
who sign in have a second factor, so theirs are not among them.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import (
    Browser,
    FloatRect,
    Locator,
    Page,
    ViewportSize,
    sync_playwright,
)

from decisionaid.core.own_limit import MOST_QUESTIONS
from decisionaid.results.parts import PARTS
from tools.system import find_chromium, find_program

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
WIDTHS = {320: 640, 1280: 900}
# How much of the results the short picture shows: down to the first array.
RESULTS_HEIGHTS = {320: 1500, 1280: 1150}
# By the names of the fields; whatever else is asked is answered "I don't know".
ANSWERS = {
    "course": "rrms",
    "onset_known": "year",
    "onset_year": str(date.today().year - 6),
    "edss_known": "known",
    "edss": "3.5",
    "age": "35",
    "sex": "female",
    "relapses_1y": "1",
    "relapses_2y": "3",
    "new_mri": "yes",
    "children": "maybe",
}
DONT_KNOW = "unknown"
RATINGS = {"dying": "quite", "walking_aid": "very", "relapses": "little"}
PRINT_DOTS_PER_INCH = "60"
COLOURS = 24
# What of a long page is kept: the whole of most, and the beginning of lists.
LONGEST = {320: 2600, 1280: 2000}
EXAMPLE_CODE = "7QK2-9MXD-0HRA-C4TE"
NO_DITHER = Image.Dither.NONE
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
    "clinician/account/sign-in/": "staff-sign-in",
}
DARK_PAGES = {
    "": "start",
    "values/": "values",
    "results/": "results",
    "results/years/": "results-years",
    "limit/": "limit",
}


def answer_page(page: Page) -> None:
    """Fill in one question's form and send it."""
    form = page.locator("main form")
    for name, value in ANSWERS.items():
        fields = form.locator(f"[name={name}]")
        if fields.count() == 0:
            continue
        if fields.first.get_attribute("type") in {"radio", "checkbox"}:
            _choose(form.locator(f"[name={name}][value={value}]"))
        else:
            fields.first.fill(value)
    if form.locator(":checked").count() == 0 and not _has_text(form):
        _choose(form.locator(f"[value={DONT_KNOW}]").first)
    page.locator("main form button").last.click()


def _choose(choice: Locator) -> None:
    # The drawn circle lies over the real control.
    choice.check(force=True)


def _has_text(form: Locator) -> bool:
    texts = form.locator("input[type=text], input[type=number], input:not([type])")
    return any(field.input_value() for field in texts.all())


class Camera:
    """Takes pages in one width and colour scheme, in as few colours as they need."""

    def __init__(self, page: Page, *, home: str, label: str) -> None:
        self.page = page
        self.home = home
        self.label = label

    def take(self, name: str, *, height: int | None = None) -> None:
        """Take the page as it stands, whole or down to a height."""
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        shown = FloatRect(x=0, y=0, width=width, height=height) if height else None
        picture = self.page.screenshot(full_page=True, clip=shown)
        save(picture, PICTURES / f"{name}-{self.label}.png")

    def visit(self, path: str, name: str) -> None:
        """Go to a page and take it."""
        answer = self.page.goto(f"{self.home}{path}")
        if answer is None or not answer.ok:
            sys.exit(f"/{path} is not there")
        self.take(name)

    def go_on(self) -> None:
        """Follow the page's own way on."""
        self.page.get_by_role("button", name="Continue").click()
        self.page.wait_for_load_state()


def save(picture: bytes, path: Path) -> None:
    """Write a picture as PNG with a small palette: a third of the size."""
    whole = Image.open(BytesIO(picture)).convert("RGB")
    height = min(whole.height, LONGEST.get(whole.width, whole.height))
    shown = whole.crop((0, 0, whole.width, height))
    few = shown.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=NO_DITHER)
    few.save(path, optimize=True)


def walk_questions(camera: Camera) -> None:
    """Go from the start to the check page."""
    page = camera.page
    camera.visit("", "start")
    page.goto(f"{camera.home}questions/course/")
    page.locator("main form button").last.click()
    camera.take("course-error")
    page.goto(f"{camera.home}questions/course/")
    while "/questions/" in page.url:
        camera.take(page.url.rstrip("/").rsplit("/", 1)[-1])
        before = page.url
        answer_page(page)
        if page.url == before:
            sys.exit(f"{before} did not take its answer")
    camera.take("check")


def walk_to_numbers(camera: Camera) -> None:
    """Say what matters, see less, then see everything."""
    page = camera.page
    page.goto(f"{camera.home}values/")
    for name, rating in RATINGS.items():
        _choose(page.locator(f"main form [name={name}][value={rating}]"))
    page.locator("[name=concerns]").fill("Who looks after the children meanwhile?")
    page.locator("[name=questions]").fill("How many people like me were treated here?")
    camera.take("values")
    camera.go_on()
    camera.take("sure-before")
    camera.go_on()
    camera.take("ready")
    for choice, name in (("less", "results-less"), ("yes", "results")):
        page.goto(f"{camera.home}ready/")
        _choose(page.locator(f"main form [value={choice}]"))
        camera.go_on()
        page.wait_for_url(f"{camera.home}results/**")
        if page.locator("[data-number]").count() == 0:
            sys.exit("The results page shows no number")
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
        _choose(group.locator("input").first)
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    camera.take("understanding-told")
    camera.visit("sure/after/", "sure-after")
    camera.visit("sure/after/help/", "help")
    camera.visit("results/print/", "sheet")


def walk_with_a_code(camera: Camera) -> None:
    """Keep the result, open it by its code, see what has changed since."""
    page = camera.page
    page.goto(f"{camera.home}code/")
    page.get_by_role("button", name="Keep this result").click()
    code = page.locator(".app-code")
    kept = code.inner_text()
    # The code is another one each time, and the picture should not be.
    code.evaluate("(shown, example) => { shown.textContent = example }", EXAMPLE_CODE)
    camera.take("code-kept")
    page.goto(f"{camera.home}code/")
    page.get_by_label("Code", exact=True).fill(kept)
    page.get_by_role("button", name="Open the result").click()
    page.wait_for_load_state()
    camera.take("code-opened")
    _choose(page.locator("main form [value=yes]"))
    camera.go_on()
    camera.visit("code/changes/", "code-changes")


def take_print(page: Page, *, home: str) -> None:
    """Turn the sheet as the browser prints it, and as a PDF, into pictures."""
    program = find_program("pdftoppm", package="poppler-utils", purpose="poppler")
    page.goto(f"{home}results/print/")
    printed = page.pdf(prefer_css_page_size=True, tagged=True)
    made = page.request.get(f"{home}results/summary.pdf").body()
    for name, content in (("print", printed), ("pdf", made)):
        with tempfile.TemporaryDirectory() as folder:
            sheet = Path(folder) / "sheet.pdf"
            sheet.write_bytes(content)
            resolution = ["-r", PRINT_DOTS_PER_INCH]
            command = [program, "-png", *resolution, str(sheet), f"{folder}/{name}"]
            subprocess.run(command, check=True)
            for picture in Path(folder).glob("*.png"):
                save(picture.read_bytes(), PICTURES / picture.name)


@contextmanager
def serve() -> Iterator[str]:
    """Start the built site on a database of its own; give its address."""
    with (
        tempfile.TemporaryDirectory(prefix="decisionaid-screenshots-") as folder,
        socket.socket() as probe,
    ):
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        database = f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        # A browser fills in forms faster than people.
        unlimited = {"POSTS_PER_MINUTE_SESSION": "0", "POSTS_PER_MINUTE_ADDRESS": "0"}
        own = {"DATABASE_URL": database, "PORT": port}
        variables = {**os.environ, **unlimited, **own}
        prepare = [sys.executable, "-m", "tools.prepare"]
        subprocess.run(prepare, cwd=ROOT, env=variables, check=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert server.stdout is not None
        try:
            server.stdout.readline()
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def take_all(browser: Browser, *, home: str) -> None:
    """Take every picture."""
    for width, height in WIDTHS.items():
        viewport = ViewportSize(width=width, height=height)
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


def main() -> None:
    """Serve the site, walk through it, list what was made."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: install it, or name it with CHROMIUM=/path/to/it")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES.glob("*.png"):
        picture.unlink()
    with serve() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        take_all(browser, home=home)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        size = picture.stat().st_size // 1000
        print(f"{size:5d} kB  {picture.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
