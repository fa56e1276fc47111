from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from decisionaid.summaries.deliberated import (
    Deliberation,
    choose_kept,
    list_keepable,
)
from decisionaid.summaries.models import SavedComparison
from decisionaid.summaries.selectors import find_saved_comparison

#: One message, whatever is wrong: it does not tell whether there ever was such a code.
NOT_FOUND = _(
    "This code opens no result. It may be mistyped, out of date or withdrawn. "
    "Check the code and try again."
)


class CodeForm(forms.Form):
    """A typed code; once valid, ``saved`` is the result that it opens."""

    code = forms.CharField(max_length=100, required=False)
    saved: SavedComparison

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        # The error summary links to a field by its name.
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self.now = now

    def clean(self) -> dict[str, Any]:
        code = self.cleaned_data.get("code", "")
        saved = find_saved_comparison(code=code, now=self.now)
        if saved is None:
            self.errors.pop("code", None)
            self.add_error("code", ValidationError(NOT_FOUND, code="not_found"))
            return self.cleaned_data
        self.saved = saved
        return self.cleaned_data


class KeepForm(forms.Form):
    """What to keep beside answers and numbers; nothing is ticked beforehand."""

    def __init__(self, *args: Any, said: Deliberation, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        self.choices = list_keepable(said)
        self.said = said
        self.fields["keep"] = forms.MultipleChoiceField(
            choices=self.choices,
            required=False,
            error_messages={
                "invalid_choice": _("“%(value)s” is not one of what can be kept.")
            },
        )

    @property
    def kept(self) -> dict[str, Any]:
        """The parts that the person agreed to keep."""
        return choose_kept(self.said, self.cleaned_data["keep"])
