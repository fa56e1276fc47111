"""Pages that every role shares, and the audit trail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisionaid.clinician import trail
from decisionaid.clinician.menu import list_entries
from decisionaid.clinician.roles import EVERY_ROLE, Role, requires


@require_safe
@requires(*EVERY_ROLE)
def home(request: HttpRequest) -> HttpResponse:
    """Show what this account may open."""
    entries = [entry for entry in list_entries(request) if not entry.current]
    return render(request, "clinician/home.html", {"entries": entries})


@require_safe
@requires(Role.ADMINISTRATOR)
def audit_trail(request: HttpRequest) -> HttpResponse:
    """Show the audit trail, newest first."""
    form = trail.TrailForm(request.GET)
    found = trail.list_rows(form, request.GET.get("page"))
    context = {"form": form, "rows": found.rows, "page": found.page}
    return render(request, "clinician/audit.html", context)
