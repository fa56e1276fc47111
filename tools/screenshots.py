"""Take a picture of every page of one person's journey: `make screenshots`.

The person: relapsing MS for 6 years, EDSS 3.5, 35 years old, a woman. Pictures go to
``docs/screenshots/``, as on a phone and as on a desktop, and the printed sheet.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tools.system import find_chromium

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
# Pages about the site; those with figures of death follow the yes to numbers.
ABOUT_PAGES = (
    "",
    "questions/",
    "report/",
    "glossary/",
    "intended-use/",
    "method/",
    "limits/",
    "sources/",
    "checklist/",
    "hazards/",
    "model-card/",
    "privacy/",
    "publisher/",
    "accessibility/",
    "offline/",
)
DONT_KNOW = "unknown"
PRINT_DOTS_PER_INCH = "60"


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


def walk(page: Page, *, home: str, width: int) -> None:
    """Go from the start to the results, taking each page."""

    def take(name: str) -> None:
        page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)

    page.goto(home)
    take("start")
    page.goto(f"{home}questions/course/")
    page.locator("main form button").last.click()
    take("course-error")
    page.goto(f"{home}questions/course/")
    while "/questions/" in page.url:
        take(page.url.rstrip("/").rsplit("/", 1)[-1])
        before = page.url
        answer_page(page)
        if page.url == before:
            sys.exit(f"{before} did not take its answer")
    take("check")
    page.goto(f"{home}ready/")
    take("ready")
    _choose(page.locator("main form [value=yes]"))
    page.locator("main form button").last.click()
    page.wait_for_url(f"{home}results/**")
    if page.locator("[data-number]").count() == 0:
        sys.exit("The results page shows no number")
    take("results")
    page.screenshot(
        path=PICTURES / f"results-first-{width}.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": RESULTS_HEIGHTS[width]},
    )
    for name in ABOUT_PAGES:
        page.goto(f"{home}about/{name}")
        take(f"about-{name.rstrip('/') or 'overview'}")


def take_print(page: Page, *, home: str) -> None:
    """Print the sheet and turn its pages into pictures, where poppler is installed."""
    page.goto(f"{home}results/print/")
    sheet = PICTURES / "print.pdf"
    page.pdf(path=sheet, prefer_css_page_size=True, tagged=True)
    if program := shutil.which("pdftoppm"):
        resolution = ["-r", PRINT_DOTS_PER_INCH]
        command = [program, "-png", *resolution, str(sheet), str(PICTURES / "print")]
        subprocess.run(command, check=True)


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
        variables = {**os.environ, "DATABASE_URL": database, "PORT": port}
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
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        page = context.new_page()
        walk(page, home=home, width=width)
        if width == max(WIDTHS):
            take_print(page, home=home)
        context.close()


def main() -> None:
    """Serve the site, walk through it, list what was made."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: install it, or name it with CHROMIUM=/path/to/it")
    PICTURES.mkdir(parents=True, exist_ok=True)
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
