"""What one page of the questionnaire is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from decisionaid.core.answers import Answers, PageAnswers
from decisionaid.core.fields import Text
from decisionaid.core.forms.base import PageForm


def always(answers: Answers) -> bool:
    return True


def is_answered(given: PageAnswers) -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """A question: its form, when it is asked, and how its answer reads.

    Parameters
    ----------
    name
        In the address ``/questions/<name>/``.
    title
        The question; the page's title and, in short pages, its heading.
    why
        Why we ask, in a few sentences.
    intro
        What must be known to answer, where a page has more than one field.
    form
        Its fields.
    word
        The answer in words, for the check page; None where a page has no line there.
    topic
        The line's name on the check page.
    follows
        The page this one asks more about; they count as one question together.
    asked
        Whether the answers so far call for it.
    is_enough
        Whether its answer lets a person go on.
    stop
        URL name of the page shown when it does not.
    """

    name: str
    title: Text
    form: type[PageForm]
    why: Text = ""
    intro: Text = ""
    topic: Text = ""
    word: Callable[[Answers], str] | None = None
    follows: str = ""
    asked: Callable[[Answers], bool] = always
    is_enough: Callable[[PageAnswers], bool] = is_answered
    stop: str = ""

    @property
    def question(self) -> str:
        """The question it belongs to."""
        return self.follows or self.name

    @property
    def asks(self) -> bool:
        """Whether anything is to be answered; some pages only tell."""
        return bool(self.form.base_fields)
