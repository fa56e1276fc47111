"""The forms of these pages. Nothing in them has to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import IntegerField
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisionaid.core.answers import Answers
from decisionaid.core.fields import ChoiceQuestion, Option, Text
from decisionaid.core.forms.base import PageForm
from decisionaid.core.own_limit import MOST_QUESTIONS
from decisionaid.core.sure import STATEMENTS
from decisionaid.core.values import OUTCOMES, list_outcomes
from decisionaid.deliberation.fields import ScaleQuestion, TextQuestion
from decisionaid.presentation.presenters.limit import Offer
from decisionaid.presentation.presenters.understanding import UnderstandingQuestion


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


class OfferForm(PageForm):
    """What to weigh the transplant against: one of the buttons."""

    def __init__(self, data: Any, *, offers: Sequence[Offer]) -> None:
        super().__init__(data, answers={}, today=localdate())
        open_offers = [offer for offer in offers if offer.columns]
        self.fields["comparator"] = ChoiceQuestion(
            [Option(offer.comparator, offer.name) for offer in open_offers],
            label=_("What to weigh the transplant against"),
            error=_("Choose one of the buttons: %(names)s.")
            % {"names": ", ".join(offer.name for offer in open_offers)},
        )


class TakeForm(PageForm):
    """One either/or question: which of the two, and to which question it belongs."""

    def __init__(self, data: Any, *, offer: Offer) -> None:
        super().__init__(data, answers={}, today=localdate())
        self.fields["take"] = ChoiceQuestion(
            [Option(column.id, column.take) for column in offer.columns],
            label=_("Your choice"),
            error=_("Choose one of the two buttons: “%(one)s” or “%(other)s”.")
            % {"one": offer.columns[0].take, "other": offer.columns[1].take},
        )
        # Whoever goes back in the browser answers an earlier question anew.
        self.fields["number"] = IntegerField(min_value=1, max_value=MOST_QUESTIONS)


class UnderstandingForm(PageForm):
    """Six questions about one's own numbers; any of them can be left out."""

    def __init__(
        self,
        data: Any,
        *,
        questions: Sequence[UnderstandingQuestion],
        kept: dict[str, str] | None,
    ) -> None:
        super().__init__(data, answers={}, today=localdate(), initial=kept)
        self.questions = questions
        self.fields = {
            question.id: SkippableQuestion(
                [Option(choice.value, choice.label) for choice in question.choices],
                label=question.text,
                error=_("“%(question)s”: choose one of the answers shown.")
                % {"question": question.text},
            )
            for question in questions
        }

    @property
    def given(self) -> dict[str, Any]:
        """What was given, as `decisionaid.core.answers.get_understanding` promises."""
        given = {
            question.id: self.cleaned_data[question.id] for question in self.questions
        }
        return {
            "given": given,
            "unclear": [
                question.id
                for question in self.questions
                if given[question.id] not in ("", question.right)
            ],
        }
