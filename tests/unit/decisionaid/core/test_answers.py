"""What is kept, and that it goes."""

from decisionaid.core import answers
from tests.answers_factory import MemorySession as Session


def test_answers_are_a_copy():
    session = Session()
    answers.save_page(session, "age", {"age": 35})
    answers.get_answers(session)["age"]["age"] = 99
    assert answers.get_answers(session) == {"age": {"age": 35}}


def test_kept_as_long_as_the_session(settings):
    settings.SESSION_COOKIE_AGE = 2 * 3600
    assert answers.hours_kept() == 2


def test_ready_only_after_yes():
    session = Session()
    assert not answers.is_ready(session)
    answers.set_ready(session, ready=True)
    assert answers.is_ready(session)
    answers.set_ready(session, ready=False)
    assert not answers.is_ready(session)


def test_forget_deletes_everything_of_ours():
    session = Session()
    answers.save_page(session, "age", {"age": 35})
    answers.set_ready(session, ready=True)
    session[answers.COMPARISON_KEY] = {"document": {}}
    answers.forget(session)
    assert not answers.has_any(session)
    assert not answers.is_ready(session)
    assert session.flushed, "the row goes, and the browser's key with it"


def test_forget_keeps_a_clinician_signed_in():
    session = Session()
    session["_auth_user_id"] = "1"
    answers.save_page(session, "age", {"age": 35})
    answers.forget(session)
    assert session["_auth_user_id"] == "1"
    assert not session.flushed
