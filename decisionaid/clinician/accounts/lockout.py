"""Who is locked out after too many wrong passwords or codes, and what they see."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from decisionaid.limits.address import find_address

#: Addresses of this range (fd00::/8) belong to nobody.
NOBODYS = 0xFD << 120


def find_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Name the account that somebody tries to sign in to."""
    return str((credentials or {}).get("username") or request.POST.get("login", ""))


def find_sender(request: HttpRequest) -> str:
    """Give what stands for the sender's address: the libraries keep it for a while.

    Behind our proxy all seem to come from one place; who shares an address with nobody
    must not be locked out with others. From what is kept nobody can find it.
    """
    digest = salted_hmac(__name__, find_address(request), algorithm="sha256").digest()
    return str(IPv6Address(NOBODYS | int.from_bytes(digest[:15])))


def refuse(
    request: HttpRequest, response: HttpResponse | None = None, *_more: Any
) -> HttpResponse:
    """Answer 429, and say when to try again."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes}
    return render(request, "account/locked_out.html", context, status=429)
