"""Hard words in templates, linked to where they are explained."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from decisionaid.core.glossary import get_terms

register = template.Library()


@register.simple_tag
def term(term_id: str) -> SafeString:
    """Print a hard word, linked to what it means."""
    return format_html(
        '<a href="{}#{}">{}</a>',
        reverse("about:glossary"),
        term_id,
        get_terms()[term_id].term,
    )
