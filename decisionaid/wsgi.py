"""The web process's way in."""

from __future__ import annotations

import os

from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decisionaid.settings")

application = get_wsgi_application()

# Commands run the checks by themselves, a web process does not: it would show figures
# that may not be shown.
serious = [str(found) for found in checks.run_checks() if found.is_serious()]
if serious:
    raise ImproperlyConfigured("\n".join(serious))
