"""Questions people asked under the report of 2011, with this model's numbers."""

from decisionaid.about.questions.choices import ask_drugs, ask_gamble, ask_nothing
from decisionaid.about.questions.courses import (
    ask_progressive,
    ask_still_worse,
    ask_who_weighs,
)
from decisionaid.about.questions.deaths import (
    ask_fallen,
    ask_todays_risk,
    ask_very_high,
)
from decisionaid.about.questions.parts import Question
from decisionaid.about.questions.report import present_report

__all__ = ["Question", "present_questions", "present_report"]

#: In the order of the argument.
QUESTIONS = (
    ask_todays_risk,
    ask_very_high,
    ask_fallen,
    ask_drugs,
    ask_still_worse,
    ask_gamble,
    ask_progressive,
    ask_nothing,
    ask_who_weighs,
)


def present_questions() -> tuple[Question, ...]:
    """Present every question with its answer."""
    return tuple(ask() for ask in QUESTIONS)
