"""What every page's form does: fields that hang on an answer, other pages' answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from decisionaid.core.answers import Answers
from decisionaid.core.fields import ChoiceQuestion, NumberQuestion, Text, TickQuestion


class PageForm(forms.Form):
    """A page's form.

    ``answers`` are those of all pages, for checks across pages; ``today`` is the date
    from which years are counted.
    """

    use_required_attribute = False
    #: Another page whose answer may be the wrong one of two that do not fit.
    also_change = ""
    also_change_label: Text = ""

    def __init__(
        self, *args: Any, answers: Answers, today: date, **kwargs: Any
    ) -> None:
        self.answers, self.today = answers, today
        super().__init__(*args, **kwargs)
        self.auto_id = "%s"

    @property
    def top_fields(self) -> list[BoundField]:
        """The fields that stand by themselves, in order."""
        hanging = {name for _, _, name in self._hanging()}
        return [self[name] for name in self.fields if name not in hanging]

    @property
    def is_one_question(self) -> bool:
        """Whether the page's title is the question of its only field."""
        return len(self.top_fields) == 1

    def clean(self) -> dict[str, Any]:
        hidden = {
            name
            for asking, option, name in self._hanging()
            if option not in self._chosen(asking)
        }
        for name, field in self.fields.items():
            if name in hidden:
                # What was typed beside another answer is shown again, not used.
                self.errors.pop(name, None)
                self.cleaned_data[name] = None
            else:
                self._check_given(name, field)
        return self.cleaned_data

    def _chosen(self, name: str) -> tuple[str, ...]:
        chosen = self.cleaned_data.get(name) or ()
        return (chosen,) if isinstance(chosen, str) else tuple(chosen)

    def _check_given(self, name: str, field: forms.Field) -> None:
        if not isinstance(field, NumberQuestion) or not field.needed:
            return
        if name not in self.errors and self.cleaned_data.get(name) is None:
            self.add_error(name, field.missing)

    def _hanging(self) -> Iterator[tuple[str, str, str]]:
        """Each field that an option reveals: (asking field, option, field)."""
        for asking, field in self.fields.items():
            if isinstance(field, ChoiceQuestion | TickQuestion):
                for option in field.options:
                    if option.reveals:
                        yield asking, option.value, option.reveals
