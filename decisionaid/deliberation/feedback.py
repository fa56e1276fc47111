"""What stands below a question once it was answered. Nothing is counted or scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from decisionaid.deliberation.forms import UnderstandingForm
from decisionaid.presentation.wording import understanding as words


@dataclass(frozen=True)
class Feedback:
    """What the numbers say; with a link back to them where the answer was another."""

    is_right: bool
    opening: str
    explained: SafeString
    url: str


@dataclass(frozen=True)
class Item:
    """A question with its feedback, which is None while it has no answer."""

    field: BoundField
    feedback: Feedback | None


def pair_feedback(form: UnderstandingForm, kept: dict[str, Any] | None) -> list[Item]:
    """Pair every question with what to say about the answer that was kept."""
    given = kept["given"] if kept else {}
    items = []
    for question in form.questions:
        answer = given.get(question.id, "")
        is_right = answer == question.right
        feedback = Feedback(
            is_right,
            str(words.RIGHT if is_right else words.OTHERWISE),
            question.explained,
            question.url,
        )
        items.append(Item(form[question.id], feedback if answer else None))
    return items
