"""Make the database ready to serve: one process, so that a start stays quick."""

from __future__ import annotations

import os

import django

from decisionaid.health.preparation import prepare


def main() -> None:
    """Do before gunicorn what ``runserver`` does by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")
    django.setup()
    prepare()


if __name__ == "__main__":
    main()
