"""Two small documents for probes."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from decisionaid.health.readiness import check_readiness


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
