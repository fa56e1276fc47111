"""Who comes to the evidence desk: everybody reads, reviewers write."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from decisionaid.clinician.roles import EVERY_ROLE, Role, has_role, requires

READERS = EVERY_ROLE
REVIEWERS = (Role.REVIEWER, Role.ADMINISTRATOR)
may_read = requires(*READERS)
may_review = requires(*REVIEWERS)
may_administer = requires(Role.ADMINISTRATOR)


def get_account(request: HttpRequest) -> User:
    """Give the account; the gate lets nobody else come here."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def is_reviewer(request: HttpRequest) -> bool:
    """Whether to show the ways to write."""
    return has_role(request.user, *REVIEWERS)


def is_administrator(request: HttpRequest) -> bool:
    """Whether to show the ways that are an administrator's."""
    return has_role(request.user, Role.ADMINISTRATOR)
