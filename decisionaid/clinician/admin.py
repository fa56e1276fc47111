"""Kept results in the admin: staff read them; they may be withdrawn, never edited."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from decisionaid.clinician import account_admin  # noqa: F401  (registers accounts)
from decisionaid.clinician.audit import Act, record_event
from decisionaid.clinician.presenters import (
    describe_profile,
    make_kept_numbers,
    word_edss,
)
from decisionaid.clinician.roles import Role, has_role
from decisionaid.clinician.site import site
from decisionaid.summaries.actions import withdraw_saved_comparison
from decisionaid.summaries.models import SavedComparison


@admin.register(SavedComparison, site=site)
class SavedComparisonAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Read only; the code's hash is shown nowhere."""

    list_display = ("created_at", "expires_at", "course", "edss", "release_id", "state")
    list_filter = ("release_id", ("withdrawn_at", admin.EmptyFieldListFilter))
    ordering = ("-created_at",)
    list_per_page = 25
    # Counting a million rows for one line of text would make every list slow.
    show_full_result_count = False
    actions = ("withdraw",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "created_at",
                    "expires_at",
                    "withdrawn_at",
                    "release_id",
                    "release_digest",
                )
            },
        ),
        (gettext_lazy("Answers, as the model read them"), {"fields": ("profile",)}),
        (gettext_lazy("Numbers, as the person saw them"), {"fields": ("numbers",)}),
    )
    readonly_fields = (*fieldsets[0][1]["fields"], "profile", "numbers")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @transaction.atomic
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kw: Any
    ) -> Any:
        """Show one result; that it was looked at is on record before it is shown."""
        response = super().changeform_view(request, object_id, *args, **kw)
        if response.status_code == HTTPStatus.OK:
            record_event(request.user, Act.VIEW, f"kept result {object_id}")
        return response

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    @admin.display(description=gettext_lazy("course"))
    def course(self, saved: SavedComparison) -> str:
        document = saved.read_document()
        return document["profile"]["course"].upper() if document else ""

    @admin.display(description="EDSS")
    def edss(self, saved: SavedComparison) -> str:
        document = saved.read_document()
        return word_edss(document["profile"]) if document else ""

    @admin.display(description=gettext_lazy("state"))
    def state(self, saved: SavedComparison) -> str:
        if saved.withdrawn_at:
            return _("withdrawn")
        return _("expired") if saved.expires_at <= timezone.now() else _("kept")

    @admin.display(description=gettext_lazy("answers"))
    def profile(self, saved: SavedComparison) -> str | SafeString:
        document = saved.read_document()
        if document is None:
            return _("Withdrawn: nothing is kept.")
        return render_to_string(
            "clinician/profile.html", {"rows": describe_profile(document)}
        )

    @admin.display(description=gettext_lazy("numbers"))
    def numbers(self, saved: SavedComparison) -> str | SafeString:
        document = saved.read_document()
        if document is None:
            return _("Withdrawn: nothing is kept.")
        return render_to_string(
            "clinician/numbers.html", {"kept": make_kept_numbers(document)}
        )

    @admin.action(
        description=gettext_lazy("Withdraw selected kept results"),
        permissions=["withdraw"],
    )
    def withdraw(
        self, request: HttpRequest, chosen: QuerySet[SavedComparison]
    ) -> TemplateResponse | None:
        """Delete what the chosen results hold, after asking once."""
        if "confirmed" not in request.POST:
            return self._ask_to_confirm(request, chosen)
        now = timezone.now()
        with transaction.atomic():
            for saved in chosen:
                withdraw_saved_comparison(saved=saved, now=now)
                record_event(request.user, Act.WITHDRAW, f"kept result {saved.pk}")
                self.log_change(request, saved, "Withdrawn.")
        count = len(chosen)
        told = ngettext(
            "%(count)d result withdrawn.", "%(count)d results withdrawn.", count
        )
        messages.success(request, told % {"count": count})
        return None

    def _ask_to_confirm(
        self, request: HttpRequest, chosen: QuerySet[SavedComparison]
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw kept results?"),
            "chosen": chosen,
            "opts": self.opts,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "clinician/withdraw.html", context)
