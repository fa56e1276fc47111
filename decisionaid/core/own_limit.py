"""Finding a person's own limit by at most six either/or questions.

A probability trade-off: the number of people of 1,000 who would die of a transplant
goes up and down a fixed ladder, halving what is left, until one step holds the limit.
Then the question that decided most is asked once more. No Django, no clock and no
chance of its own: the generator comes in.

Why the question asked again is the earlier of the two that bound the limit: had that
answer been a slip, every later one would have gone the other way and led right back
to its step. It is the one answer that nothing else has tested.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

#: Deaths per 1,000 people; finer where today's estimates lie.
LADDER = (1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500)
MOST_QUESTIONS = 6
#: Where the first question may stand: from each of these, four more suffice.
STARTS = range(5, 12)


@dataclass(frozen=True)
class Run:
    """The first question's place on the ladder, and the answers so far.

    An answer is True where the person would take the transplant.
    """

    start: int
    given: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Question:
    """Deaths of 1,000 to decide about, and which question of the run it is."""

    number: int
    deaths: int
    again: bool


@dataclass(frozen=True)
class Limit:
    """The most deaths of 1,000 accepted, and the fewest refused.

    None beyond an end of the ladder: not even its first step, or even its last.
    ``consistent`` is False where the question asked again was answered otherwise; the
    limit then lies around its step.
    """

    accepts: int | None
    refuses: int | None
    consistent: bool


@dataclass
class _Bounds:
    """The steps between which the limit lies; the outer two stand beyond the ladder."""

    low: int = -1
    high: int = len(LADDER)

    @property
    def found(self) -> bool:
        return self.high - self.low == 1

    def ask(self, *, start: int, first: bool) -> int:
        return start if first else (self.low + self.high) // 2

    def answer(self, step: int, *, accepted: bool) -> None:
        if accepted:
            self.low = step
        else:
            self.high = step


def draw_start(generator: random.Random) -> int:
    """Draw where the first question stands, so that no start pulls all people."""
    return generator.choice(STARTS)


def find_question(run: Run) -> Question | None:
    """Find the next question, or None after the last."""
    bounds, asked = _replay(run)
    number = len(run.given) + 1
    if not bounds.found:
        step = bounds.ask(start=run.start, first=not asked)
        return Question(number, LADDER[step], again=False)
    if len(run.given) > len(asked):
        return None
    return Question(number, LADDER[_find_untested(bounds, asked)], again=True)


def find_limit(run: Run) -> Limit | None:
    """Find the limit, or None while a question is open."""
    if find_question(run) is not None:
        return None
    bounds, asked = _replay(run)
    step = _find_untested(bounds, asked)
    before, now = asked[step], run.given[len(asked)]
    if before == now:
        return Limit(_rung(bounds.low), _rung(bounds.high), consistent=True)
    return Limit(_rung(step - 1), _rung(step + 1), consistent=False)


def answer(run: Run, *, number: int, accepted: bool) -> Run:
    """Answer one question; a later answer than that is given anew.

    Raises
    ------
    ValueError
        Where the run has no such question yet, or no longer.
    """
    if not 1 <= number <= len(run.given) + 1:
        raise ValueError(f"there is no question {number} in this run")
    shorter = Run(run.start, run.given[: number - 1])
    if find_question(shorter) is None:
        raise ValueError(f"there is no question {number} in this run")
    return Run(run.start, (*shorter.given, accepted))


def step_back(run: Run) -> Run:
    """Take the last answer back."""
    return Run(run.start, run.given[:-1])


def _replay(run: Run) -> tuple[_Bounds, dict[int, bool]]:
    """Replay the answers; give the bounds, and each step asked with its answer."""
    bounds = _Bounds()
    asked: dict[int, bool] = {}
    for accepted in run.given:
        if bounds.found:
            break
        step = bounds.ask(start=run.start, first=not asked)
        asked[step] = accepted
        bounds.answer(step, accepted=accepted)
    return bounds, asked


def _find_untested(bounds: _Bounds, asked: dict[int, bool]) -> int:
    """Find the step to ask about again: of the two bounds, the one asked earlier."""
    return next(step for step in asked if step in (bounds.low, bounds.high))


def _rung(step: int) -> int | None:
    return LADDER[step] if 0 <= step < len(LADDER) else None
