"""Who may do what: three roles, each a group made by a migration."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

View = Callable[..., HttpResponseBase]
Account = AbstractBaseUser | AnonymousUser


class Role(StrEnum):
    """A role's value is the name of its group."""

    CLINICIAN = "clinician"
    REVIEWER = "evidence reviewer"
    ADMINISTRATOR = "administrator"


EVERY_ROLE = tuple(Role)
ROLE_NAMES = {
    Role.CLINICIAN: _("clinician"),
    Role.REVIEWER: _("evidence reviewer"),
    Role.ADMINISTRATOR: _("administrator"),
}


def list_roles(account: Account) -> frozenset[Role]:
    """List an account's roles; a superuser has every one."""
    if not isinstance(account, User) or not account.is_active:
        return frozenset()
    if account.is_superuser:
        return frozenset(Role)
    # Asked once a request: the menu and the page's own guard both need them.
    if not hasattr(account, "_roles"):
        names = account.groups.values_list("name", flat=True)
        account._roles = frozenset(  # type: ignore[attr-defined]
            Role(name) for name in names if name in set(Role)
        )
    roles: frozenset[Role] = account._roles  # type: ignore[attr-defined]
    return roles


def has_role(account: Account, *roles: Role) -> bool:
    """Say whether an account has one of the roles."""
    return not list_roles(account).isdisjoint(roles)


def give_role(account: User, role: Role) -> None:
    """Give an account a role."""
    group, _made = Group.objects.get_or_create(name=role.value)
    account.groups.add(group)
    account.__dict__.pop("_roles", None)


def requires(*roles: Role) -> Callable[[View], View]:
    """Refuse a view to whoever has none of the roles.

    That they are signed in with a second factor is seen to before, for every address
    under ``/clinician/``, by the gate.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not has_role(request.user, *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
