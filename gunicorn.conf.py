"""How the web process runs: `make run` and the container image use it."""

import os

from gunicorn.arbiter import Arbiter

host = os.environ.get("HOST") or "127.0.0.1"
port = os.environ.get("PORT") or "8000"

wsgi_app = "decisionaid.wsgi"
bind = f"{host}:{port}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
# Loaded once, before the address is open: who is told that it answers, is answered.
preload_app = True
loglevel = "warning"
# Requests are not logged: an address book of visits helps nobody here.
accesslog = None


def when_ready(server: Arbiter) -> None:
    """Tell where the site is."""
    shown = f"[{host}]" if ":" in host else host
    print(f"MS treatment choices: http://{shown}:{port}/ (stop: Ctrl+C)", flush=True)
