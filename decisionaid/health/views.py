"""Small documents for probes, and the metrics."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from decisionaid.health.readiness import check_readiness
from decisionaid.metrics import CONTENT_TYPE, write_metrics


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Say that the process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether a person could be served now, and if not, what is missing."""
    parts = check_readiness()
    failed = any(part == "failed" for part in parts.values())
    return JsonResponse(
        {"status": "failed" if failed else "ok", **parts},
        status=HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.OK,
    )


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the counts to who shows the token; nobody else learns of the page."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    shown = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(shown, expected):
        raise Http404
    return HttpResponse(write_metrics(), content_type=CONTENT_TYPE)
