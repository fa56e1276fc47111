"""The question that stands before every number."""

from __future__ import annotations

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from decisionaid.core.answers import EVERYTHING, LESS
from decisionaid.core.fields import ChoiceQuestion, Option
from decisionaid.core.forms.base import PageForm

#: Each choice and the page it leads to; they stand side by side with equal weight.
NEXT_NAMES = {
    "yes": "results:page",
    "less": "results:page",
    "later": "questionnaire:later",
    "talk": "questionnaire:talk",
}


class ReadyForm(PageForm):
    choice = ChoiceQuestion(
        [
            Option("yes", _("Yes, show me the numbers")),
            Option(
                "less",
                _("Show me less: first without numbers about dying"),
                hint=_("You can ask for them on the next page, or not at all."),
            ),
            Option("later", _("Not now")),
            Option("talk", _("I want to talk to someone first")),
        ],
        label=_("Do you want to see them now?"),
        error=_("Choose what you want to do. Each answer is fine."),
    )

    def __init__(self, data: object = None) -> None:
        super().__init__(data, answers={}, today=localdate())

    @property
    def wants_numbers(self) -> bool:
        return self.cleaned_data["choice"] in ("yes", "less")

    @property
    def wants_all(self) -> bool:
        return bool(self.cleaned_data["choice"] == "yes")

    @property
    def detail(self) -> str:
        return EVERYTHING if self.wants_all else LESS

    @property
    def next_name(self) -> str:
        return NEXT_NAMES[self.cleaned_data["choice"]]
