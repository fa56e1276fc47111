"""Relapses and MRI: how active the disease is now."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisionaid.core.fields import (
    DONT_KNOW,
    UNKNOWN,
    ChoiceQuestion,
    NumberQuestion,
    Option,
    TickQuestion,
)
from decisionaid.core.forms.base import PageForm


class RelapsesForm(PageForm):
    relapses_1y = NumberQuestion(
        label=gettext_lazy("In the last 12 months"),
        name=gettext_lazy("Relapses in the last 12 months"),
        low=0,
        high=20,
        needed=False,
    )
    relapses_2y = NumberQuestion(
        label=gettext_lazy("In the last 2 years, with the last 12 months"),
        name=gettext_lazy("Relapses in the last 2 years"),
        low=0,
        high=20,
        needed=False,
    )
    relapses_unknown = TickQuestion(
        [Option(UNKNOWN, gettext_lazy("I don't know how many"))],
        label=gettext_lazy("If you cannot say"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        counts = ("relapses_1y", "relapses_2y")
        blank = [
            name
            for name in counts
            if name not in self.errors and self.cleaned_data.get(name) is None
        ]
        if not self.cleaned_data.get("relapses_unknown"):
            for name in blank:
                field = cast(NumberQuestion, self.fields[name])
                self.add_error(
                    name,
                    _("%(name)s: enter a number from 0 to 20, or tick “I don't know”.")
                    % {"name": field.name},
                )
        self._check_order()
        return self.cleaned_data

    def _check_order(self) -> None:
        one = self.cleaned_data.get("relapses_1y")
        two = self.cleaned_data.get("relapses_2y")
        if one is not None and two is not None and two < one:
            self.add_error(
                "relapses_2y",
                _(
                    "Relapses in the last 2 years: “%(two)s” is less than the %(one)s"
                    " in the last 12 months. Two years include those: enter %(one)s or"
                    " more."
                )
                % {"one": one, "two": two},
            )


class MriForm(PageForm):
    new_mri = ChoiceQuestion(
        [
            Option("yes", gettext_lazy("Yes")),
            Option("no", gettext_lazy("No")),
            DONT_KNOW,
        ],
        label=gettext_lazy("Did your last MRI show new or growing spots?"),
        hint=gettext_lazy("Doctors call them lesions. Think of the last 12 months."),
        error=gettext_lazy("Choose yes, no or “I don't know”."),
    )
