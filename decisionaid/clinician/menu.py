"""The pages of staff, in the order of their menu, and who finds each there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from decisionaid.clinician.accounts.session import has_used_second_factor
from decisionaid.clinician.roles import EVERY_ROLE, Role, has_role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Page:
    """One entry of the menu."""

    label: str | _StrPromise
    url_name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Entry:
    """An entry as its template prints it."""

    label: str
    url: str
    current: bool


MENU = (
    Page(_("Start"), "clinician", EVERY_ROLE),
    Page(_("Patients' results"), "consultations", (Role.CLINICIAN,)),
    Page(_("Evidence"), "evidence-desk", EVERY_ROLE),
    Page(_("Use"), "use", EVERY_ROLE),
    Page(_("Audit trail"), "audit", (Role.ADMINISTRATOR,)),
    Page(_("Accounts and kept results"), "admin:index", (Role.ADMINISTRATOR,)),
    Page(_("How you sign in"), "mfa_index", EVERY_ROLE),
)


def list_entries(request: HttpRequest) -> list[Entry]:
    """List what this account may open; nothing before the second factor."""
    if not has_used_second_factor(request):
        return []
    entries = []
    for page in MENU:
        if has_role(request.user, *page.roles):
            url = reverse(page.url_name)
            entries.append(Entry(str(page.label), url, url == request.path))
    return entries
