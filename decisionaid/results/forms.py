"""What a person may choose about the layout of the results."""

from __future__ import annotations

from typing import Any

from django import forms

from decisionaid.presentation.view import DENOMINATORS, OPTIONS
from decisionaid.results.parts import BY_NAME


class ViewForm(forms.Form):
    """The option that stands first, and of how many people the tables count."""

    first = forms.ChoiceField(choices=[(one, one) for one in OPTIONS], required=False)
    people = forms.TypedChoiceField(
        choices=[(one, one) for one in DENOMINATORS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    back = forms.ChoiceField(choices=[(name, name) for name in BY_NAME])

    def get_chosen(self) -> dict[str, Any]:
        """Give what was chosen, for `decisionaid.core.answers.save_view`."""
        chosen: dict[str, Any] = {}
        if self.cleaned_data["first"]:
            chosen |= {"first": self.cleaned_data["first"], "chosen": True}
        if self.cleaned_data["people"]:
            chosen["people"] = self.cleaned_data["people"]
        return chosen
