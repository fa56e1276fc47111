"""Django's admin for staff, with the evidence release as a page of its own."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from decisionaid.clinician.presenters import list_parameters
from decisionaid.clinician.roles import Role, has_role, requires
from decisionaid.releases import model
from decisionaid.releases.selectors import get_release


class ClinicianSite(admin.AdminSite):
    """The admin of administrators, behind the same sign-in as every page of staff."""

    site_header = _("MS treatment choices: staff")
    site_title = _("MS treatment choices")
    index_title = _("Kept results and evidence")

    def has_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse rather than send to sign in: whoever comes here is signed in."""
        return requires(Role.ADMINISTRATOR)(super().admin_view(view, cacheable))

    # The gate lets nobody come this far who is not signed in.
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if request.method == "POST":
            get_adapter().logout(request)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

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
            "release": get_release(),
            "parameters": list_parameters(),
            "sources": model.sources(),
        }
        return TemplateResponse(request, "clinician/evidence.html", context)


site = ClinicianSite(name="admin")
