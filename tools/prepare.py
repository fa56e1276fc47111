"""Make the database ready to serve: one process, so that a start stays quick."""

from __future__ import annotations

import os

import django
from django.core.management import call_command


def main() -> None:
    """Check the project and its evidence, migrate, delete sessions past their time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=False)
    call_command("clearsessions")


if __name__ == "__main__":
    main()
