"""Two connections at once: the banner is never lifted over an open discrepancy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Thread
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import User
from django.db import connection

from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk import actions
from decisionaid.evidence_desk.models import Discrepancy
from decisionaid.releases.selectors import get_in_use
from riskmodel import interface
from tests.integration.evidence_desk.test_banner import SAID, check_all
from tests.integration.evidence_desk.test_releases import NOW
from tests.staff import make_account

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="SQLite lets one write at a time"
    ),
]


def raise_one(by: User) -> None:
    actions.raise_discrepancy(figure_id="improved_ahsct", by=by, said=SAID, now=NOW)


def lift(by: User) -> None:
    with suppress(actions.Refused):
        actions.lift_banner(by=by, now=NOW)


@pytest.fixture
def staff() -> User:
    account = make_account("ada", Role.ADMINISTRATOR)
    check_all(account, interface.evidence_release())
    return account


def is_held_up() -> bool:
    """Whether a connection waits for what another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


class Meanwhile(NamedTuple):
    """What another connection does, and a way to wait until it has."""

    arrange: Callable[[str, Callable[[User], None], User], None]
    wait: Callable[[], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meanwhile]:
    """Let another connection act after the first has looked, before it acts."""
    threads: list[Thread] = []

    def act_and_close(act: Callable[[User], None], by: User) -> None:
        try:
            act(by)
        finally:
            connection.close()

    def arrange(looked: str, act: Callable[[User], None], by: User) -> None:
        look = getattr(actions, looked)

        def look_and_be_overtaken(*args: Any) -> Any:
            found = look(*args)
            if not threads:
                threads.append(Thread(target=act_and_close, args=(act, by)))
                threads[0].start()
                # It either waits for this connection or has finished.
                while threads[0].is_alive() and not is_held_up():
                    pass
            return found

        monkeypatch.setattr(actions, looked, look_and_be_overtaken)

    def wait() -> None:
        for thread in threads:
            thread.join()

    yield Meanwhile(arrange, wait)
    wait()


@pytest.mark.parametrize(
    ("first", "looked", "second"),
    [(lift, "get_standing", raise_one), (raise_one, "get_in_use", lift)],
    ids=["lifting is overtaken", "raising is overtaken"],
)
def test_whoever_is_first(staff, meanwhile, first, looked, second):
    meanwhile.arrange(looked, second, staff)
    first(staff)
    meanwhile.wait()
    assert Discrepancy.objects.count() == 1
    assert not get_in_use().preview_lifted
