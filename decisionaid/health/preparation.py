"""What the database needs before the site can answer from it."""

from __future__ import annotations

from django.core.management import call_command


def prepare() -> None:
    """Check the project and its evidence, migrate, delete sessions past their time."""
    call_command("migrate", verbosity=0, skip_checks=False)
    call_command("clearsessions")
