"""Take a picture of every page that people meet: `make screenshots`.

Pictures go to ``docs/screenshots/``: patients' pages as on a phone and as on a desktop,
staff's as on a desk's screen and as on a tablet, and what is printed.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from playwright.sync_api import sync_playwright

from tools.screenshots import patient, staff
from tools.screenshots.camera import PICTURES, STAFF_PREFIX
from tools.screenshots.site import ROOT
from tools.system import find_chromium

HALVES = {"patient": patient.take_pictures, "staff": staff.take_pictures}


def main() -> None:
    """Serve the site, walk through it, list what was made."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=HALVES, help="leave the other pictures")
    only = parser.parse_args().only
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium found: install it, or name it with CHROMIUM=/path/to/it")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES.glob("*.png"):
        half = "staff" if picture.name.startswith(STAFF_PREFIX) else "patient"
        if only in (None, half):
            picture.unlink()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for half, take_pictures in HALVES.items():
            if only in (None, half):
                take_pictures(browser)
        browser.close()
    for picture in sorted(PICTURES.glob("*.png")):
        size = picture.stat().st_size // 1000
        print(f"{size:5d} kB  {picture.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
