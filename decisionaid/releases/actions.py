"""Deciding which release is in use."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from decisionaid.releases.models import ReleaseInUse, Turn
from decisionaid.releases.selectors import InUse, look_again
from riskmodel import interface


class DecidedMeanwhile(Exception):
    """Somebody else has decided since one looked."""


def take_turn() -> None:
    """Wait until nobody else decides; then nobody can until this transaction ends.

    What is looked at after this cannot change before what is decided on it stands.
    SQLite lets one write at a time anyway.
    """
    Turn.objects.select_for_update().get_or_create(pk=1)
    look_again()


@transaction.atomic
def put_in_use(
    release: interface.Release,
    *,
    after: InUse,
    now: datetime,
    preview_lifted: bool = False,
) -> None:
    """Use a release from now on, with its banner or without.

    Raises
    ------
    DecidedMeanwhile
        When ``after`` is not what is in use any more.
    """
    rows = []
    if after.number == 0:
        # What was in use before anybody decided can be gone back to.
        rows.append(_make_row(after.release, number=1, now=now))
    number = max(after.number, len(rows)) + 1
    rows.append(
        _make_row(release, number=number, now=now, preview_lifted=preview_lifted)
    )
    try:
        with transaction.atomic():
            ReleaseInUse.objects.bulk_create(rows)
    except IntegrityError as error:
        raise DecidedMeanwhile from error
    finally:
        look_again()


def _make_row(
    release: interface.Release,
    *,
    number: int,
    now: datetime,
    preview_lifted: bool = False,
) -> ReleaseInUse:
    return ReleaseInUse(
        number=number,
        release_id=release.id,
        digest=release.digest,
        preview_lifted=preview_lifted,
        since=now,
    )
