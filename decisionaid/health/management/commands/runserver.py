"""``manage.py runserver``: this machine's own database is made ready first."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from whitenoise.runserver_nostatic.management.commands import runserver

from decisionaid.health.preparation import prepare


class Command(runserver.Command):  # type: ignore[misc]  # WhiteNoise has no types
    """Serves a fresh clone as well; whoever names a database migrates it."""

    def run(self, **options: Any) -> None:
        own = settings.DATABASES["default"]["NAME"] == str(settings.LOCAL_DATABASE)
        # The reloader starts this command again, in a process that it marks.
        again = os.environ.get(DJANGO_AUTORELOAD_ENV) == "true"
        if own and not settings.PRODUCTION and not again:
            prepare()
            connections.close_all()
        super().run(**options)
