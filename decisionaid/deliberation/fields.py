"""Fields of these pages: a short scale, and a person's own words."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from decisionaid.core.fields import ChoiceQuestion, Option, Text
from decisionaid.core.values import LEVELS

#: Enough for a page of handwriting; all of it fits on the sheet and in the session.
LONGEST_TEXT = 1000


class ScaleQuestion(ChoiceQuestion):
    """How much something matters: one of a few labelled places, none chosen before."""

    component = "components/scale/scale.html"

    def __init__(self, *, label: Text, hint: Text) -> None:
        super().__init__(
            [Option(value, name) for value, name in LEVELS.items()],
            label=label,
            hint=hint,
            error="",
        )
        self.required = False

    def validate(self, value: Any) -> None:
        if value and not self.valid_value(value):
            raise ValidationError(
                _("%(name)s: choose one of “%(most)s” to “%(least)s”, or “%(unsure)s”.")
                % {
                    "name": self.label,
                    "most": LEVELS["very"],
                    "least": LEVELS["not"],
                    "unsure": LEVELS["unsure"],
                }
            )


class TextQuestion(forms.CharField):
    """A person's own words, on several lines."""

    component = "components/textarea/textarea.html"

    def __init__(self, *, label: Text, hint: Text) -> None:
        super().__init__(label=label, help_text=hint, required=False)
        # Told in our own words below; Django's validator would count before tidying.
        self.validators = []

    def to_python(self, value: Any) -> str:
        lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return "".join(map(_printable, lines)).strip()

    def validate(self, value: Any) -> None:
        if len(value) > LONGEST_TEXT:
            raise ValidationError(
                _(
                    "“%(name)s” has room for %(most)s letters and spaces. You have used"
                    " %(used)s."
                )
                % {
                    "name": self.label,
                    "most": f"{LONGEST_TEXT:,}",
                    "used": f"{len(value):,}",
                }
            )


def _printable(letter: str) -> str:
    """Keep what can be printed; a tab becomes a space."""
    if letter in "\n\t":
        return letter.replace("\t", " ")
    return "" if unicodedata.category(letter) in ("Cc", "Cs") else letter
