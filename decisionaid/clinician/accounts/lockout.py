"""Who is locked out after too many wrong passwords or codes, and what they see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def find_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Name the account that somebody tries to sign in to."""
    return str((credentials or {}).get("username") or request.POST.get("login", ""))


def refuse(
    request: HttpRequest, response: HttpResponse | None = None, *_more: Any
) -> HttpResponse:
    """Answer 429, and say when to try again."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes}
    return render(request, "account/locked_out.html", context, status=429)
