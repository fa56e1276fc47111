"""A word above the results where they are kept ones."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from decisionaid.core.comparison import find_kept_on, get_comparison
from decisionaid.releases.selectors import is_of_release_in_use

register = template.Library()


@register.inclusion_tag("summaries/kept_note.html", takes_context=True)
def kept_note(context: Context) -> dict[str, Any]:
    """Say that the numbers are as they were kept, and lead to what has changed."""
    session = context["request"].session
    kept_on = find_kept_on(session)
    if kept_on is None:
        return {"kept_on": None}
    document = get_comparison(session)
    return {
        "kept_on": kept_on,
        "release_id": document["release"]["id"],
        "is_current": is_of_release_in_use(document),
    }
