"""The either/or questions find the limit of whoever answers them."""

import itertools
import math
import random
from bisect import bisect_right

import pytest

from decisionaid.core.own_limit import (
    LADDER,
    MOST_QUESTIONS,
    STARTS,
    Limit,
    Run,
    answer,
    draw_start,
    find_limit,
    find_question,
    step_back,
)

PEOPLE = 10_000
#: How often a simulated person presses the other button by mistake.
SLIPS = 0.01
WITHIN_ONE_STEP = 0.95


def ask_all(start, would_accept):
    run = Run(start)
    while (question := find_question(run)) is not None:
        accepted = would_accept(question.deaths)
        run = answer(run, number=question.number, accepted=accepted)
    return run, find_limit(run)


def simulate(generator, slips):
    """Ask one person with a true limit, from below the ladder to above it."""
    limit = math.exp(generator.uniform(math.log(0.5), math.log(900)))

    def would_accept(deaths):
        return (deaths <= limit) != (generator.random() < slips)

    _, found = ask_all(draw_start(generator), would_accept)
    return limit, found


def count_steps(limit):
    """Count the steps of the ladder that the limit accepts: its place."""
    return bisect_right(LADDER, limit)


def is_within_one_step(limit, found):
    """Whether every place that the result allows is at most one from the true one."""
    lowest = 0 if found.accepts is None else LADDER.index(found.accepts) + 1
    highest = len(LADDER) if found.refuses is None else LADDER.index(found.refuses)
    true = count_steps(limit)
    return abs(lowest - true) <= 1 and abs(highest - true) <= 1


def test_recovers_the_limit_of_nearly_all_people_who_slip_now_and_then():
    generator = random.Random(2026)
    right = sum(is_within_one_step(*simulate(generator, SLIPS)) for _ in range(PEOPLE))
    assert right / PEOPLE >= WITHIN_ONE_STEP


def test_recovers_the_limit_of_everybody_who_does_not_slip():
    generator = random.Random(7)
    for _ in range(PEOPLE):
        limit, found = simulate(generator, 0)
        assert found.consistent
        assert found.accepts is None or found.accepts <= limit
        assert found.refuses is None or limit < found.refuses


@pytest.mark.parametrize("start", STARTS)
def test_every_way_through_has_at_most_six_questions_and_one_asked_twice(start):
    for answers in itertools.product((True, False), repeat=MOST_QUESTIONS):
        run, asked = Run(start), []
        for accepted in answers:
            question = find_question(run)
            if question is None:
                break
            asked.append(question)
            run = answer(run, number=question.number, accepted=accepted)
        assert find_question(run) is None, answers
        assert [question.again for question in asked] == (
            [False] * (len(asked) - 1) + [True]
        )
        deaths = [question.deaths for question in asked[:-1]]
        assert len(set(deaths)) == len(deaths)
        assert asked[-1].deaths in deaths


def test_the_start_is_drawn_from_the_generator_that_comes_in():
    drawn = [draw_start(random.Random(seed)) for seed in range(100)]
    assert set(drawn) == set(STARTS)
    assert drawn == [draw_start(random.Random(seed)) for seed in range(100)]
    assert {find_question(Run(start)).deaths for start in drawn} == {
        LADDER[start] for start in STARTS
    }


def test_a_slip_at_the_first_question_is_noticed():
    wrong_once = iter([True])
    run, found = ask_all(
        8, lambda deaths: not next(wrong_once, False) and deaths <= 200
    )
    assert [find_question(Run(8, run.given[:n])).deaths for n in (0, 5)] == [30, 30]
    assert found == Limit(accepts=20, refuses=40, consistent=False)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (0, Limit(None, 1, consistent=True)),
        (999, Limit(500, None, consistent=True)),
        (20, Limit(20, 30, consistent=True)),
        (29, Limit(20, 30, consistent=True)),
    ],
)
@pytest.mark.parametrize("start", STARTS)
def test_the_limit_lies_between_two_steps(limit, expected, start):
    assert ask_all(start, lambda deaths: deaths <= limit)[1] == expected


def test_contradicting_oneself_at_an_end_stays_on_the_ladder():
    answers = iter([False, False, False, False, True])
    _, found = ask_all(7, lambda _: next(answers))
    assert found == Limit(None, 2, consistent=False)


def test_an_open_run_has_no_limit():
    assert find_limit(Run(5)) is None


def test_going_back_asks_the_same_again():
    run = answer(Run(8), number=1, accepted=True)
    run = answer(run, number=2, accepted=False)
    assert find_question(step_back(run)) == find_question(Run(8, (True,)))
    assert step_back(Run(8)) == Run(8)


def test_an_earlier_answer_given_anew_takes_the_later_ones_back():
    run, _ = ask_all(8, lambda deaths: deaths <= 20)
    assert answer(run, number=1, accepted=True) == Run(8, (True,))


@pytest.mark.parametrize("number", [-1, 0, 3, 7])
def test_a_question_that_is_not_open_cannot_be_answered(number):
    with pytest.raises(ValueError, match="no question"):
        answer(Run(8, (True,)), number=number, accepted=True)


def test_nothing_comes_after_the_last_question():
    run, _ = ask_all(8, lambda deaths: deaths <= 20)
    with pytest.raises(ValueError, match="no question"):
        answer(run, number=len(run.given) + 1, accepted=True)
