"""Accounts, as an administrator makes, closes and helps them."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from decisionaid.clinician.accounts.password_link import make_link
from decisionaid.clinician.audit import Act, record_event
from decisionaid.clinician.roles import Role, has_role
from decisionaid.clinician.site import site


class NewAccountForm(UserCreationForm):  # type: ignore[type-arg]
    """A name and roles; the person sets the password by a link."""

    # Django's way to leave a field of the form above out; its types know of none.
    password1 = None  # type: ignore[assignment]
    password2 = None  # type: ignore[assignment]

    class Meta(UserCreationForm.Meta):
        fields = ("username", "groups")

    def set_password_and_save(self, user: User, *, commit: bool = True) -> User:
        user.set_unusable_password()
        if commit:
            user.save()
        return user


@admin.register(User, site=site)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]
    """Name, roles, open or closed. Accounts are never deleted: the trail names them.

    A superuser is made on the server alone, so no role here can give itself more.
    """

    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (_("May sign in, and do"), {"fields": ("is_active", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_form = NewAccountForm
    add_form_template = "admin/change_form.html"
    add_fieldsets = ((None, {"fields": ("username", "groups")}),)
    actions = ("remove_second_factors",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.ADMINISTRATOR)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Whoever may change a superuser is one.
        allowed = obj is None or not obj.is_superuser or request.user.is_superuser
        return allowed and has_role(request.user, Role.ADMINISTRATOR)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any):  # type: ignore[no-untyped-def]
        if db_field.name == "groups":
            kwargs["queryset"] = Group.objects.filter(name__in=list(Role))
            kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)
        if "groups" in form.base_fields:
            form.base_fields["groups"].label = _("Roles")
            form.base_fields["groups"].help_text = ""
        return form

    # The admin writes its own log inside the transaction of the change; so do we.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record_event(request.user, Act.CREATE, f"account {obj.pk}")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        details = {"fields": _list_fields(message)}
        record_event(request.user, Act.CHANGE, f"account {obj.pk}", details)
        return super().log_change(request, obj, message)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        # The link to set a password is what follows, whichever button was used.
        fewer = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**(extra_context or {}), **fewer})

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        return redirect("admin:auth_user_password_change", obj.pk)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Make a link by which the person sets a password that only they know."""
        user = get_object_or_404(User, pk=id)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user == request.user:
            return redirect("account_change_password")
        link = ""
        if request.method == "POST":
            link = request.build_absolute_uri(make_link(user, by=request.user))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Password of %(name)s") % {"name": user.get_username()},
            "opts": self.opts,
            "original": user,
            "link": link,
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        }
        return TemplateResponse(request, "clinician/password_link.html", context)

    @admin.action(description=_("Remove second factors: a phone or key was lost"))
    @transaction.atomic
    def remove_second_factors(
        self, request: HttpRequest, chosen: QuerySet[User]
    ) -> None:
        """Let people set up a second factor anew, at their next sign-in."""
        for user in chosen:
            if not self.has_change_permission(request, user):
                continue
            # Each leaves its row in the trail as it goes.
            Authenticator.objects.filter(user=user).delete()
        self.message_user(
            request, _("They set up a second step at their next sign-in.")
        )


def _list_fields(message: Any) -> list[str]:
    """Name the changed fields; the admin's message holds no values."""
    return [
        str(field)
        for part in message
        for field in part.get("changed", {}).get("fields", [])
    ]
