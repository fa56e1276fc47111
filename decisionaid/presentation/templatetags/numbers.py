"""Shown numbers in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from decisionaid.presentation.icons import draw_patterns
from decisionaid.presentation.markup import render_number, render_range
from decisionaid.presentation.page import Figure, Number
from decisionaid.presentation.wording.sentences import RANGE

register = template.Library()


@register.filter
def number(shown: Number) -> SafeString:
    """Print a number with its id and unrounded value."""
    return render_number(shown)


@register.filter
def number_range(figure: Figure) -> SafeString:
    """Print a figure's range."""
    return render_range(figure, str(RANGE))


@register.simple_tag
def people_patterns() -> SafeString:
    """Print the patterns that fill the pictures, once on a page."""
    return draw_patterns()
