"""Where a session stands on the path, and what it may see."""

import pytest

from decisionaid.core import answers, steps
from decisionaid.core.steps import Need, Step
from tests.answers_factory import MemorySession, build_answers


@pytest.fixture
def session():
    return MemorySession()


def answer(session):
    for page, given in build_answers().items():
        answers.save_page(session, page, given)


def test_a_new_session_is_at_the_questions(session):
    assert steps.find_step(session) == Step.ASKED
    assert steps.resume_url(session) == "/questions/course/"


def test_a_session_is_at_the_furthest_step_it_has_reached(session):
    answer(session)
    assert steps.resume_url(session) == "/check/"
    for step in (Step.CHECKED, Step.VALUES, Step.READY):
        steps.reach(session, step)
        assert steps.find_step(session) == step
    steps.reach(session, Step.VALUES)
    assert steps.find_step(session) == Step.READY
    assert steps.resume_url(session) == "/ready/"


def test_a_step_that_may_not_be_seen_any_more_is_not_where_one_is(session):
    answer(session)
    answers.set_ready(session, ready=True)
    steps.reach(session, Step.RESULTS)
    assert steps.find_step(session) == Step.RESULTS
    answers.set_ready(session, ready=False)
    assert steps.find_step(session) == Step.READY
    answers.save_page(session, "course", {"course": "unknown"})
    assert steps.find_step(session) == Step.ASKED


@pytest.mark.parametrize("step", [step for step in Step if step > Step.ASKED])
def test_nothing_is_open_before_the_answers(session, step):
    assert steps.find_stop(session, step) == "/check/"


NEED_NUMBERS = [Step.RESULTS, Step.SURE_AFTER, Step.SUMMARY]
NEED_DEATHS = [Step.LIMIT, Step.UNDERSTANDING]


@pytest.mark.parametrize("step", [*NEED_NUMBERS, *NEED_DEATHS])
def test_numbers_wait_for_a_yes(session, step):
    answer(session)
    assert steps.find_stop(session, step) == f"/ready/?next={step.name.lower()}"
    answers.set_ready(session, ready=True)
    assert steps.find_stop(session, step) is None


@pytest.mark.parametrize("step", Step)
def test_less_shows_numbers_and_no_deaths(session, step):
    answer(session)
    answers.set_ready(session, ready=True, detail=answers.LESS)
    assert (steps.find_stop(session, step) is None) is (step not in NEED_DEATHS)


def test_a_view_may_need_more_than_its_step(session):
    answer(session)
    answers.set_ready(session, ready=True, detail=answers.LESS)
    assert steps.find_stop(session, Step.RESULTS, Need.DEATHS) == "/ready/?next=results"


def test_the_way_on_skips_what_was_not_asked_for(session):
    answer(session)
    answers.set_ready(session, ready=True, detail=answers.LESS)
    assert steps.after(session, Step.RESULTS) == Step.SURE_AFTER
    assert steps.after(session, Step.SURE_AFTER) == Step.SUMMARY
    answers.set_ready(session, ready=True)
    assert steps.after(session, Step.RESULTS) == Step.LIMIT


def test_whoever_has_seen_the_numbers_goes_back_to_them(session):
    answer(session)
    assert steps.next_url(session, Step.VALUES) == "/sure/before/"
    answers.set_ready(session, ready=True)
    assert steps.next_url(session, Step.VALUES) == "/results/"
    assert steps.next_url(session, Step.CHECKED) == "/results/"


def test_back_is_the_step_before(session):
    answer(session)
    assert steps.back_url(session, Step.VALUES) == "/check/"
    assert steps.back_url(session, Step.READY) == "/sure/before/"


@pytest.mark.parametrize("name", ["", "asked", "values", "ready", "nothing", "../"])
def test_only_a_step_with_numbers_can_be_wanted(name):
    assert steps.find_wanted(name) is None


def test_a_wanted_step_is_found_by_its_name():
    found = steps.find_wanted("summary")
    assert found is not None
    assert found.url_name == "results:print"
