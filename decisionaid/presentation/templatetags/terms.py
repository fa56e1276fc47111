"""Hard words in templates: linked to where they are explained, or explained."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from decisionaid.core.glossary import explain, get_terms

register = template.Library()


@register.simple_tag
def term(term_id: str, words: str = "") -> SafeString:
    """Print a hard word, linked to what it means."""
    return format_html(
        '<a class="app-term" href="{}#{}">{}</a>',
        reverse("about:glossary"),
        term_id,
        words or get_terms()[term_id].term,
    )


@register.simple_tag
def meaning(term_id: str) -> str:
    """Print what a hard word means."""
    return str(explain(term_id))
