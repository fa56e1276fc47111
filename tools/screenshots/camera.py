"""Taking pages, in as few colours as they need."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Page, ViewportSize

from tools.screenshots.site import ROOT
from tools.system import find_program

PICTURES = ROOT / "docs" / "screenshots"
#: Areas whose colour stays as it is; colours for the rest, as far apart as they are.
AREAS, COLOURS, APART = 16, 32, 6
NO_DITHER = Image.Dither.NONE
PRINT_DOTS_PER_INCH = "60"
#: What of a long page is kept: the whole of most, and the beginning of lists.
LONGEST = {320: 2600, 768: 2600, 1280: 2000, 1366: 2000}
#: A desk's screen and a tablet.
STAFF_WIDTHS = {1366: 768, 768: 1024}
#: What the names of staff's pictures begin with.
STAFF_PREFIX = "staff-"
#: A panel is run on two releases within one request.
DRY_RUN_MILLISECONDS = 120_000
HIDDEN_COLOUR = "#aeb7bd"
CHARTS_ARE_DRAWN = """() => [...document.querySelectorAll("[data-chart]")].every(
  (chart) => {
    const drawn = chart.querySelector(".main-svg");
    return drawn && Math.abs(drawn.clientWidth - chart.clientWidth) < 2;
  }
)"""


Colour = tuple[int, ...]


class Camera:
    """Takes pages in one width and colour scheme."""

    #: What no picture shows.
    hidden = ""

    def __init__(self, page: Page, *, home: str, label: str) -> None:
        self.page = page
        self.home = home
        self.label = label

    def take(
        self, name: str, *, height: int | None = None, whole: bool = False
    ) -> None:
        """Take the page as it stands: down to a height, or where it gets too long."""
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        shown = FloatRect(x=0, y=0, width=width, height=height) if height else None
        picture = self.page.screenshot(
            full_page=True,
            clip=shown,
            mask=[self.page.locator(self.hidden)] if self.hidden else [],
            mask_color=HIDDEN_COLOUR,
        )
        save(picture, PICTURES / f"{name}-{self.label}.png", whole=whole)

    def visit(self, path: str, name: str) -> None:
        """Go to a page and take it."""
        self.go(path)
        self.take(name)

    def go(self, path: str) -> None:
        """Go to a page that must be there."""
        answer = self.page.goto(f"{self.home}{path}")
        if answer is None or not answer.ok:
            sys.exit(f"/{path} is not there")


class StaffCamera(Camera):
    """Takes each page twice: on a desk's screen and on a tablet."""

    #: Keys and codes, although they open nothing that lasts.
    hidden = ".app-factor-picture, .app-factor-key, .app-recovery-codes code"

    def __init__(self, page: Page, *, home: str) -> None:
        super().__init__(page, home=home, label="")

    def take(
        self, name: str, *, height: int | None = None, whole: bool = False
    ) -> None:
        for width, screen in STAFF_WIDTHS.items():
            self.page.set_viewport_size(ViewportSize(width=width, height=screen))
            self.page.wait_for_function(CHARTS_ARE_DRAWN)
            self.label = str(width)
            super().take(f"{STAFF_PREFIX}{name}", height=height, whole=whole)

    def press(self, name: str) -> None:
        """Press a button, and wait for the page it leads to."""
        with self.page.expect_navigation(timeout=DRY_RUN_MILLISECONDS):
            self.page.get_by_role("button", name=name, exact=True).click()


def save(picture: bytes, path: Path, *, whole: bool = False) -> None:
    """Write a picture as PNG with a small palette: a third of the size."""
    full = Image.open(BytesIO(picture)).convert("RGB")
    longest = full.height if whole else LONGEST.get(full.width, full.height)
    shown = full.crop((0, 0, full.width, min(full.height, longest)))
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _choose_colours(shown) for part in colour])
    shown.quantize(palette=palette, dither=NO_DITHER).save(path, optimize=True)


def _choose_colours(picture: Image.Image) -> list[Colour]:
    """Choose the largest areas' colours, then what covers the rest.

    Pillow finds the nearest of a palette only roughly, so none are nearly alike.
    """
    counted = picture.getcolors(picture.width * picture.height) or []
    areas = [
        colour
        for _count, colour in sorted(counted, reverse=True)[:AREAS]
        if isinstance(colour, tuple)
    ]
    covering = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE)
    flat = covering.getpalette() or []
    chosen: list[Colour] = []
    for colour in (*areas, *zip(flat[::3], flat[1::3], flat[2::3], strict=True)):
        if all(_distance(colour, other) > APART for other in chosen):
            chosen.append(colour)
    return chosen


def _distance(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def save_sheets(content: bytes, name: str) -> None:
    """Write each page of a PDF as a picture."""
    program = find_program("pdftoppm", package="poppler-utils", purpose="poppler")
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.pdf"
        sheet.write_bytes(content)
        resolution = ["-r", PRINT_DOTS_PER_INCH]
        command = [program, "-png", *resolution, str(sheet), f"{folder}/{name}"]
        subprocess.run(command, check=True)
        for picture in Path(folder).glob("*.png"):
            save(picture.read_bytes(), PICTURES / picture.name)


def print_page(page: Page) -> bytes:
    """Give a page as the browser prints it."""
    return page.pdf(prefer_css_page_size=True, tagged=True)
