"""The web process's way in."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")

application = get_wsgi_application()

# Settings and apps must be ready before this can be imported.
from decisionaid.health.checks import stop_on_bad_evidence  # noqa: E402

stop_on_bad_evidence()
