"""Form fields that render our components: legend, hint, error, "I don't know"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Text, or text that is translated when it is printed.
Text = Union[str, "_StrPromise"]

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

UNKNOWN = "unknown"
#: Plain digits of one script, with a point or a comma; longer is never an answer.
_NUMBER = re.compile(r"-?\d{1,8}([.,]\d{1,8})?", re.ASCII)
_SHOWN_AT_MOST = 24


@dataclass(frozen=True)
class Option:
    """One answer to choose.

    ``reveals`` names the field that is asked for only with this answer.
    ``after_or`` sets it apart by the word "or".
    """

    value: str
    label: Text
    hint: Text = ""
    reveals: str = ""
    after_or: bool = False


DONT_KNOW = Option(UNKNOWN, gettext_lazy("I don't know"), after_or=True)


@dataclass(frozen=True)
class ShownOption:
    """An option as its template prints it."""

    option: Option
    id: str
    checked: bool
    revealed: BoundField | None


class ChoiceBoundField(BoundField):
    """A question with options, ready for its template."""

    field: ChoiceQuestion | TickQuestion

    @property
    def options(self) -> list[ShownOption]:
        chosen = self.value() or ()
        if isinstance(chosen, str):
            chosen = (chosen,)
        return [
            ShownOption(
                option=option,
                # The first has the plain name, so that an error can link to it.
                id=self.html_name if index == 1 else f"{self.html_name}-{index}",
                checked=option.value in chosen,
                revealed=self.form[option.reveals] if option.reveals else None,
            )
            for index, option in enumerate(self.field.options, start=1)
        ]


class ChoiceQuestion(forms.ChoiceField):
    """One answer of a few."""

    component = "components/choices/choices.html"
    kind = "radios"

    def __init__(
        self, options: Sequence[Option], *, label: Text, hint: Text = "", error: Text
    ) -> None:
        self.options = tuple(options)
        super().__init__(
            choices=[(option.value, option.label) for option in options],
            label=label,
            help_text=hint,
            widget=forms.RadioSelect,
            error_messages={"required": error, "invalid_choice": error},
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        return ChoiceBoundField(form, self, field_name)


class TickQuestion(forms.MultipleChoiceField):
    """Any number of answers; those after "or" stand alone."""

    component = "components/choices/choices.html"
    kind = "checkboxes"

    def __init__(
        self,
        options: Sequence[Option],
        *,
        label: Text,
        hint: Text = "",
        error: Text = "",
        required: bool = True,
    ) -> None:
        self.options = tuple(options)
        super().__init__(
            choices=[(option.value, option.label) for option in options],
            label=label,
            required=required,
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": error, "invalid_choice": error},
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        return ChoiceBoundField(form, self, field_name)


class NumberQuestion(forms.Field):
    """A number typed as text; spin buttons and scroll wheels change numbers unseen."""

    component = "components/number/number.html"
    widget = forms.TextInput

    def __init__(
        self,
        *,
        label: Text,
        name: Text,
        low: float,
        high: float,
        hint: Text = "",
        unit: Text = "",
        whole: bool = True,
        allowed: Text = "",
        needed: bool = True,
    ) -> None:
        self.name, self.low, self.high, self.whole = name, low, high, whole
        self.unit, self.allowed, self.needed = unit, allowed, needed
        # Whether it is needed may hang on another answer; the form says when.
        super().__init__(label=label, help_text=hint, required=False)

    @property
    def input_mode(self) -> str:
        return "numeric" if self.whole else "decimal"

    @property
    def missing(self) -> str:
        return _("%(name)s: enter %(allowed)s.") % {
            "name": self.name,
            "allowed": self._describe_allowed(),
        }

    def to_python(self, value: Any) -> float | None:
        text = str(value or "").strip()
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise self._wrong(text)
        number = float(text.replace(",", "."))
        if not self.low <= number <= self.high:
            raise self._wrong(text)
        if not self.is_allowed(number):
            raise self._wrong(text)
        return int(number) if self.whole else number

    def is_allowed(self, number: float) -> bool:
        """Whether a number within the range may stand."""
        return not self.whole or number == int(number)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:g}" if isinstance(value, float) else value

    def _wrong(self, text: str) -> ValidationError:
        shown = text if len(text) <= _SHOWN_AT_MOST else f"{text[:_SHOWN_AT_MOST]}…"
        return ValidationError(
            _("%(name)s: “%(shown)s” cannot be used. Enter %(allowed)s."),
            code="invalid",
            params={
                "name": self.name,
                "shown": shown,
                "allowed": self._describe_allowed(),
            },
        )

    def _describe_allowed(self) -> Text:
        if self.allowed:
            return self.allowed
        words = (
            _("a whole number from %(low)s to %(high)s")
            if self.whole
            else _("a number from %(low)s to %(high)s")
        )
        return words % {"low": f"{self.low:g}", "high": f"{self.high:g}"}


class StepQuestion(NumberQuestion):
    """A number that must be one of a scale's steps."""

    def __init__(self, steps: Iterable[float], **kwargs: Any) -> None:
        self.steps = frozenset(steps)
        super().__init__(
            low=min(self.steps), high=max(self.steps), whole=False, **kwargs
        )

    def is_allowed(self, number: float) -> bool:
        return number in self.steps
