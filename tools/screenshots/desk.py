"""The evidence desk: figures, what was said of them, and a release proposed."""

from __future__ import annotations

from tools.screenshots.camera import StaffCamera
from tools.screenshots.site import EXAMPLE_RELEASE

EVIDENCE = "clinician/evidence/"
#: A figure with several studies behind it.
FIGURE = f"{EVIDENCE}figures/ahsct_worsening_hr/"
RELEASES = f"{EVIDENCE}releases/"
# What is written here was read in no paper, and says so.
COMPARED = "An example: which table was held against which numbers."
PAPER_SAYS = "An example: what the paper says."
PLACE = "An example: table 2"
REASONS = "An example, to show what a dry run tells. Two figures of alemtuzumab differ."


def walk_figures(reviewer: StaffCamera) -> None:
    """List the figures; sign one off, then raise a discrepancy of it."""
    page = reviewer.page
    reviewer.visit(EVIDENCE, "evidence")
    reviewer.go(f"{FIGURE}check/")
    page.get_by_label("What you compared").fill(COMPARED)
    reviewer.take("check")
    reviewer.press("Sign off")
    reviewer.go(f"{FIGURE}discrepancy/")
    page.get_by_label("What the paper says").fill(PAPER_SAYS)
    page.get_by_label("Where in the paper").fill(PLACE)
    reviewer.take("discrepancy")
    reviewer.press("Raise it")
    reviewer.take("figure", whole=True)
    page.get_by_role("link", name="Resolve it").click()
    reviewer.take("resolve")


def propose_release(reviewer: StaffCamera) -> None:
    """Propose a release, and run it dry."""
    page = reviewer.page
    reviewer.go(f"{RELEASES}propose/")
    page.get_by_label("Release", exact=True).select_option(EXAMPLE_RELEASE)
    page.get_by_label("Reasons").fill(REASONS)
    page.locator("[name=answers]").first.check(force=True)
    reviewer.take("propose")
    reviewer.press("Propose it")
    reviewer.take("proposed")
    reviewer.press("Run it dry")


def approve_release(administrator: StaffCamera) -> None:
    """Read the dry run, approve the release, and see what it changes."""
    administrator.go(RELEASES)
    administrator.page.get_by_role("link", name=EXAMPLE_RELEASE).click()
    administrator.take("dry-run", whole=True)
    administrator.press("Approve: use this release")
    administrator.take("releases")
    administrator.visit(f"{RELEASES}roll-back/", "roll-back")
    administrator.visit(f"{RELEASES}banner/", "banner")
