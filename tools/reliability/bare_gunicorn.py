"""The bare page's gunicorn: as many workers and threads as the site's."""

from __future__ import annotations

import os

wsgi_app = "tools.reliability.bare:application"
bind = f"127.0.0.1:{os.environ.get('PORT', '0')}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
preload_app = True
loglevel = "warning"
# Longer than anybody reads: a connection that closes as it is used is not the site's.
keepalive = 75
