"""What is counted for those who run the site: how much, how fast, how often it failed.

A label is the name of an address, a method or a status: never an answer, a code or a
part of an address that a person typed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)

#: Every worker writes its counts into files there; gunicorn.conf.py makes it.
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = CONTENT_TYPE_LATEST
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("aid_requests", "Requests answered", ("view", "method", "status"))
SECONDS = Histogram(
    "aid_request_seconds", "Seconds until the answer", ("view",), buckets=BUCKETS
)
REFUSED = Counter("aid_refused", "Requests refused by a limit", ("kind",))
DATABASE_AWAY = Counter("aid_database_away", "Pages said that the database is away")


class MetricsMiddleware:
    """Counts every request by the name of its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        response = self.get_response(request)
        # Static files and what is refused early have no name.
        view = request.resolver_match.view_name if request.resolver_match else ""
        method = request.method if request.method in METHODS else "other"
        SECONDS.labels(view).observe(time.perf_counter() - start)
        REQUESTS.labels(view, method, str(response.status_code)).inc()
        return response


def write_metrics() -> bytes:
    """Give the counts of all workers in Prometheus's format."""
    registry = REGISTRY
    if FOLDER_VARIABLE in os.environ:
        registry = CollectorRegistry()
        # prometheus_client's class has no annotations
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
