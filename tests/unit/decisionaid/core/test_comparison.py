"""One comparison for one set of answers and one release."""

from types import SimpleNamespace

import pytest

from decisionaid.core import answers, comparison
from decisionaid.core.comparison import AnswersMissing, get_comparison
from riskmodel import interface
from tests.answers_factory import MemorySession, build_answers


@pytest.fixture
def session():
    session = MemorySession()
    session[answers.ANSWERS_KEY] = build_answers()
    return session


@pytest.fixture
def model(monkeypatch):
    """A model that counts how often it is asked."""
    fake = SimpleNamespace(asked=[], id="2030-01", digest="sha256:one")

    def compare(request, *, release):
        assert release == fake.id
        fake.asked.append(request)
        return {"number": len(fake.asked)}

    monkeypatch.setattr(interface, "compare", compare, raising=False)
    monkeypatch.setattr(comparison, "get_release", lambda: fake)
    return fake


def test_computed_once(session, model, settings):
    settings.COMPARISON_DRAWS = 300
    assert get_comparison(session) == get_comparison(session) == {"number": 1}
    (request,) = model.asked
    assert (request.draws, request.seed) == (300, 1)
    assert request.horizons == tuple(range(1, 11))


def test_computed_again_when_an_answer_changes(session, model):
    get_comparison(session)
    answers.save_page(session, "age", {"age": 36})
    assert get_comparison(session) == {"number": 2}


def test_computed_again_for_another_release(session, model):
    get_comparison(session)
    model.digest = "sha256:two"
    assert get_comparison(session) == {"number": 2}


def test_answers_missing(session, model):
    answers.forget(session)
    with pytest.raises(AnswersMissing):
        get_comparison(session)
    assert not model.asked
