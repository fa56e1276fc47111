"""The audit trail: who did what to which thing, and when.

A row is written inside the transaction of the act itself. Where the row cannot be
written, the act did not happen; rows are never changed or deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import connection

from decisionaid.clinician.models import AuditEvent


class Act(StrEnum):
    """What was done. Add to it; a value once used keeps its meaning."""

    SIGN_IN = "sign_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_OUT = "sign_out"
    SESSION_ENDED = "session_ended"
    VIEW = "view"
    CREATE = "create"
    CHANGE = "change"
    EXPORT = "export"
    WITHDRAW = "withdraw"
    PURGE = "purge"
    REVIEW = "review"
    PROPOSE = "propose"
    DRY_RUN = "dry_run"
    APPROVE = "approve"
    ROLL_BACK = "roll_back"


class AuditOutsideTransaction(RuntimeError):
    """An audit row must stand or fall with the act it tells of."""


def record_event(
    actor: AbstractBaseUser | AnonymousUser | None,
    act: Act,
    object: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Write one row, inside the caller's transaction.

    ``actor`` is None for what the site does by itself. ``object`` names the thing, as
    in ``"saved result 12"``. ``details`` says which fields or rows were touched, and
    never what a patient answered.

    Raises
    ------
    AuditOutsideTransaction
        Where there is no transaction to stand in.
    """
    if not connection.in_atomic_block:
        raise AuditOutsideTransaction(act)
    if actor is not None and not isinstance(actor, User):
        raise TypeError("nobody acts without signing in")
    return AuditEvent.objects.create(
        actor=actor,
        actor_name=actor.get_username() if actor else "",
        act=act.value,
        object=object,
        details=dict(details or {}),
    )
