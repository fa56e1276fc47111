from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from decisionaid.summaries import actions
from decisionaid.summaries.models import SavedComparison
from decisionaid.summaries.selectors import find_saved_comparison
from riskmodel import interface
from tests.factories import comparison_document

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANSWERS = {"course": {"course": "rrms"}, "edss": {"edss_known": "known", "edss": 3.5}}

pytestmark = pytest.mark.django_db


def keep(*, now: datetime = NOW, seed: int = 1) -> actions.NewCode:
    return actions.create_saved_comparison(
        answers=ANSWERS, document=comparison_document(seed), now=now
    )


def test_a_kept_result_comes_back_exactly():
    document = comparison_document(7)
    made = keep(seed=7)
    saved = find_saved_comparison(code=made.code, now=NOW)
    assert saved.answers == ANSWERS
    assert saved.document == interface.encode(document)
    assert interface.encode(saved.read_document()) == saved.document
    assert saved.release_id == document["release"]["id"]
    assert saved.release_digest == document["release"]["digest"]


def test_it_expires_after_the_days_of_the_setting(settings):
    settings.SAVED_COMPARISON_DAYS = 10
    made = keep()
    assert made.expires_at == NOW + timedelta(days=10)
    just_before = made.expires_at - timedelta(seconds=1)
    assert find_saved_comparison(code=made.code, now=just_before)
    assert find_saved_comparison(code=made.code, now=made.expires_at) is None


def test_the_code_is_stored_nowhere():
    made = keep()
    saved = SavedComparison.objects.get()
    stored = " ".join(str(getattr(saved, f.attname)) for f in saved._meta.fields)
    assert made.code not in stored
    assert made.code.replace("-", "") not in stored


def test_a_code_made_under_an_earlier_secret_still_opens(settings):
    made = keep()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new secret"
    assert find_saved_comparison(code=made.code, now=NOW)
    settings.SECRET_KEY_FALLBACKS = []
    assert find_saved_comparison(code=made.code, now=NOW) is None


def test_withdrawing_deletes_what_it_holds():
    made = keep()
    saved = find_saved_comparison(code=made.code, now=NOW)
    actions.withdraw_saved_comparison(saved=saved, now=NOW)
    saved.refresh_from_db()
    assert (saved.answers, saved.document, saved.withdrawn_at) == ({}, "", NOW)
    assert saved.read_document() is None
    assert find_saved_comparison(code=made.code, now=NOW) is None


def test_withdrawing_twice_keeps_the_first_time():
    made = keep()
    saved = find_saved_comparison(code=made.code, now=NOW)
    for day in (0, 1):
        actions.withdraw_saved_comparison(saved=saved, now=NOW + timedelta(days=day))
    saved.refresh_from_db()
    assert saved.withdrawn_at == NOW


def test_the_database_refuses_a_withdrawn_result_with_numbers():
    keep()
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedComparison.objects.update(withdrawn_at=NOW)


def test_expired_results_are_deleted_when_the_next_is_kept(
    django_assert_max_num_queries,
):
    old = keep()
    # A fixed number, however many there are; staff's notes on them go too.
    with django_assert_max_num_queries(8):
        keep(now=old.expires_at)
    assert SavedComparison.objects.count() == 1
    assert actions.delete_expired_comparisons(now=old.expires_at) == 0


def test_nothing_is_kept_or_deleted_when_keeping_fails(monkeypatch):
    old = keep()

    def fail(_code: str) -> str:
        raise RuntimeError

    monkeypatch.setattr(actions, "hash_code", fail)
    with pytest.raises(RuntimeError):
        keep(now=old.expires_at)
    assert SavedComparison.objects.count() == 1


@pytest.mark.parametrize("code", ["", "7QK2", "0000-0000-0000-0000", "x" * 100])
def test_any_other_code_costs_the_same_one_query(code, django_assert_num_queries):
    keep()
    with django_assert_num_queries(1):
        assert find_saved_comparison(code=code, now=NOW) is None
