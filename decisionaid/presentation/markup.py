"""Shown numbers as HTML, so that every view marks them the same way."""

from __future__ import annotations

from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from decisionaid.presentation.page import PEOPLE, Figure, Number


def render_number(number: Number) -> SafeString:
    """Mark a number with its id and its unrounded value.

    Views can then be compared by machine, and a reader's tool can find the source.
    """
    return format_html(
        '<span class="app-figure{}" data-number="{}" data-value="{}" data-count="{}"{}>'
        "{}</span>",
        "" if number.text[:1].isdigit() else " app-figure--words",
        number.id,
        repr(number.value),
        number.count,
        "" if number.people == PEOPLE else format_html(' data-people="{}"', 100),
        number.text,
    )


def render_range(figure: Figure, words: str) -> SafeString:
    """Write "lower to upper" with both ends marked; ``words`` joins them.

    Where both ends read the same, one of them says it all.
    """
    if figure.lower.text == figure.upper.text:
        return render_number(figure.upper)
    return fill(words, lower=figure.lower, upper=figure.upper)


def fill(words: str, **parts: Any) -> SafeString:
    """Fill a translated sentence with numbers and text, safely.

    The sentence itself may hold no markup: it comes from a translator.
    """
    rendered = {
        name: render_number(part)
        if isinstance(part, Number)
        else conditional_escape(part)
        for name, part in parts.items()
    }
    return mark_safe(conditional_escape(words) % rendered)
