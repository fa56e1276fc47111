"""How the web process runs: `make run` and the container image use it."""

import os
import shutil
import tempfile

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from decisionaid.logs import build_logging

#: prometheus_client reads it when it is imported, so it is set before that.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

host = os.environ.get("HOST") or "127.0.0.1"
port = os.environ.get("PORT") or "8000"

wsgi_app = "decisionaid.wsgi"
bind = f"{host}:{port}"
# Where they are named, the proxy is spoken to by TLS as well.
certfile = os.environ.get("NODE_CERTIFICATE") or None
keyfile = os.environ.get("NODE_KEY") or None
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
# Loaded once, before the address is open: who is told that it answers, is answered.
preload_app = True
loglevel = "warning"
# Requests are not logged: an address book of visits helps nobody here.
accesslog = None
logconfig_dict = build_logging(as_json=os.environ.get("PRODUCTION") == "1")

# Workers count apart; /metrics adds their counts up from this folder.
if os.environ.get("METRICS_TOKEN"):
    os.environ[METRICS_FOLDER] = tempfile.mkdtemp(prefix="decisionaid-metrics-")


def when_ready(server: Arbiter) -> None:
    """Tell where the site is."""
    shown = f"[{host}]" if ":" in host else host
    print(f"MS treatment choices: http://{shown}:{port}/ (stop: Ctrl+C)", flush=True)


def child_exit(server: Arbiter, worker: Worker) -> None:
    """Forget what a worker that ended was doing; what it has counted stays."""
    if METRICS_FOLDER in os.environ:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)


def on_exit(server: Arbiter) -> None:
    """Leave nothing behind."""
    if name := os.environ.get(METRICS_FOLDER):
        shutil.rmtree(name, ignore_errors=True)
