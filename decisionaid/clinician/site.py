"""Django's admin for staff, with the evidence release as a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from decisionaid.clinician.presenters import list_parameters
from riskmodel import interface


class ClinicianSite(admin.AdminSite):
    """The admin that staff sign in to."""

    site_header = _("MS treatment choices: staff")
    site_title = _("MS treatment choices")
    index_title = _("Kept results and evidence")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        evidence = self.admin_view(require_safe(self.show_evidence))
        return [path("evidence/", evidence, name="evidence"), *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """List the evidence beside the database's tables, as it is a page too."""
        found = super().get_app_list(request, app_label)
        if app_label is not None:
            return found
        address = reverse("admin:evidence")
        entry = {
            "name": _("Evidence release"),
            "object_name": "Evidence",
            "admin_url": address,
            "add_url": None,
            "view_only": True,
            "perms": {"view": True},
        }
        evidence = {
            "name": _("Evidence"),
            "app_label": "evidence",
            "app_url": address,
            "has_module_perms": True,
            "models": [entry],
        }
        return [evidence, *found]

    def show_evidence(self, request: HttpRequest) -> TemplateResponse:
        """Show the release in use: every parameter and its sources."""
        context = {
            **self.each_context(request),
            "title": _("Evidence release"),
            "release": interface.evidence_release(),
            "parameters": list_parameters(),
            "sources": interface.sources(),
        }
        return TemplateResponse(request, "clinician/evidence.html", context)


site = ClinicianSite(name="admin")
site.register(User, UserAdmin)
site.register(Group, GroupAdmin)
