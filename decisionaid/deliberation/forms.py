"""The forms of these pages. Nothing in them has to be filled in."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisionaid.core.answers import Answers
from decisionaid.core.fields import ChoiceQuestion, Option, Text
from decisionaid.core.forms.base import PageForm
from decisionaid.core.sure import STATEMENTS
from decisionaid.core.values import OUTCOMES, list_outcomes
from decisionaid.deliberation.fields import ScaleQuestion, TextQuestion


class ValuesForm(PageForm):
    """How much each outcome matters, and what else does."""

    concerns = TextQuestion(
        label=gettext_lazy("What else matters or worries you?"),
        hint=gettext_lazy("For example work, family, or who looks after you."),
    )
    questions = TextQuestion(
        label=gettext_lazy("Your questions for the doctor or nurse"),
        hint=gettext_lazy("One a line. They will stand on your sheet."),
    )

    def __init__(
        self, data: Any, *, answers: Answers, kept: dict[str, Any] | None
    ) -> None:
        kept = kept or {}
        initial = {**kept, **kept.get("ratings", {})}
        super().__init__(data, answers=answers, today=localdate(), initial=initial)
        self.outcomes = list_outcomes(answers)
        ratings = {
            name: ScaleQuestion(label=OUTCOMES[name].name, hint=OUTCOMES[name].views)
            for name in self.outcomes
        }
        # The ratings come first: in reading order, and in the list of errors.
        self.fields = {**ratings, **self.fields}

    @property
    def ratings(self) -> list[Any]:
        return [self[name] for name in self.outcomes]

    @property
    def given(self) -> dict[str, Any]:
        """What was given, as `decisionaid.core.answers.get_values` promises it."""
        return {
            "ratings": {name: self.cleaned_data[name] for name in self.outcomes},
            "concerns": self.cleaned_data["concerns"],
            "questions": self.cleaned_data["questions"],
        }


class SkippableQuestion(ChoiceQuestion):
    """One answer of a few, or none."""

    def __init__(self, options: list[Option], *, label: Text, error: Text) -> None:
        super().__init__(options, label=label, error=error)
        self.required = False


class SureForm(PageForm):
    """The four statements, each to agree with or not."""

    def __init__(self, data: Any, *, kept: dict[str, str] | None) -> None:
        super().__init__(data, answers={}, today=localdate(), initial=kept)
        self.fields = {
            name: SkippableQuestion(
                [Option("yes", _("Yes")), Option("no", _("No"))],
                label=statement.text,
                error=_("“%(statement)s”: choose yes or no.")
                % {"statement": statement.text},
            )
            for name, statement in STATEMENTS.items()
        }
