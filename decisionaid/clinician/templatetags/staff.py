"""The menu of staff's pages, and what signing in shows."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from decisionaid.clinician.menu import list_entries

register = template.Library()


@register.inclusion_tag("components/staff/menu.html", takes_context=True)
def staff_menu(context: dict[str, Any]) -> dict[str, Any]:
    """Print what this account may open, and the way out."""
    request = context["request"]
    return {
        "entries": list_entries(request),
        "signed_in": request.user.is_authenticated,
        "who": request.user.get_username(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def totp_picture(address: str) -> SafeString:
    """Draw the address that an authenticator app scans, as SVG in the page."""
    return mark_safe(
        segno.make(address).svg_inline(
            scale=5, title=gettext("Picture to scan with an authenticator app")
        )
    )


@register.simple_tag(takes_context=True)
def passkeys_work(context: dict[str, Any]) -> bool:
    """Say whether passkeys work here: a browser ties them to a name, not a number."""
    host = context["request"].get_host().rpartition("]")[0].lstrip("[")
    host = host or context["request"].get_host().partition(":")[0]
    try:
        ip_address(host)
    except ValueError:
        return True
    return False
