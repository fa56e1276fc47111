"""What was promised to be deleted is deleted, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from decisionaid.clinician.accounts.open_sessions import NO_ADDRESS
from decisionaid.clinician.audit import Act, record_event
from decisionaid.clinician.models import AuditEvent, Consultation, Opening
from decisionaid.clinician.retention import count_due, purge
from decisionaid.summaries.models import SavedComparison
from tests.answers_factory import answer_all
from tests.staff import make_account

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def keep(number: int, *, expires_at: datetime) -> SavedComparison:
    return SavedComparison.objects.create(
        code_hash=f"{number:064d}",
        answers={},
        document="{}",
        release_id="1",
        release_digest="1",
        created_at=NOW - timedelta(days=90),
        expires_at=expires_at,
    )


def add_session(number: int, *, expires_at: datetime) -> None:
    Session.objects.create(
        session_key=f"{number:032d}", session_data="", expire_date=expires_at
    )


def add_attempt(at: datetime) -> None:
    AccessAttempt.objects.create(
        username="someone", ip_address="192.0.2.1", failures_since_start=1
    )
    AccessAttempt.objects.filter(username="someone").update(attempt_time=at)


@pytest.fixture
def rows() -> None:
    """Of each kind some that are due and one that is not."""
    for number in range(7):
        keep(number, expires_at=NOW - MINUTE)
        add_session(number, expires_at=NOW - MINUTE)
    keep(100, expires_at=NOW + MINUTE)
    add_session(100, expires_at=NOW + MINUTE)
    add_attempt(NOW - timedelta(days=1, minutes=1))
    someone = make_account("someone")
    for key, age in (("old", 601), ("new", 599)):
        UserSession.objects.create(
            user=someone,
            session_key=key,
            ip=NO_ADDRESS,
            created_at=NOW - age * MINUTE,
        )


DUE = {"sessions": 7, "sign_ins": 1, "kept_results": 7, "attempts": 1}
NOTHING = dict.fromkeys(DUE, 0)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("batch", [1, 3, 7, 5000])
def test_what_is_due_goes_and_the_rest_stays(batch):
    assert purge(now=NOW, batch=batch) == DUE
    assert Session.objects.get().session_key == f"{100:032d}"
    assert SavedComparison.objects.get().code_hash == f"{100:064d}"
    assert purge(now=NOW, batch=batch) == NOTHING


@pytest.mark.usefixtures("rows")
def test_a_dry_run_tells_the_same_and_deletes_nothing():
    assert count_due(now=NOW) == DUE
    assert SavedComparison.objects.count() == 8
    assert not AuditEvent.objects.exists()


def test_the_trail_keeps_the_opaque_row_of_a_purged_result():
    clinician = make_account("one")
    saved = keep(1, expires_at=NOW)
    consultation = Consultation.objects.create(saved=saved, notes="private")
    Opening.objects.create(
        consultation=consultation, clinician=clinician, opened_at=NOW
    )
    record_event(clinician, Act.VIEW, f"kept result {saved.pk}")
    assert purge(now=NOW)["kept_results"] == 1
    assert not Consultation.objects.exists()
    rows = AuditEvent.objects.order_by("pk").values_list("act", "object", "details")
    assert list(rows) == [
        ("view", f"kept result {saved.pk}", {}),
        ("purge", "expired rows", {"kept_results": 1}),
    ]


def test_a_purge_of_nothing_leaves_no_row():
    assert purge(now=NOW) == NOTHING
    assert not AuditEvent.objects.exists()


def test_answers_are_gone_a_day_after_the_last_one():
    answer_all(Client())
    now = datetime.now(UTC)
    assert count_due(now=now)["sessions"] == 0
    assert count_due(now=now + timedelta(hours=24, minutes=1))["sessions"] == 1


def test_the_command_says_what_it_did(capsys):
    keep(1, expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    call_command("purge", "--dry-run")
    assert "kept results: 1 would be deleted" in capsys.readouterr().out
    call_command("purge", "--batch", "2")
    assert "kept results: 1 deleted" in capsys.readouterr().out
    call_command("purge")
    assert "kept results: 0 deleted" in capsys.readouterr().out


@pytest.mark.slow
def test_a_batch_takes_as_many_queries_as_ten_rows_or_a_thousand(
    django_assert_max_num_queries,
):
    for number in range(1000):
        add_session(number, expires_at=NOW - MINUTE)
    with django_assert_max_num_queries(40):
        assert purge(now=NOW)["sessions"] == 1000
