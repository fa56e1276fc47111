"""The copy of the explanation that a person may keep on their device.

Only pages that read the same for everybody: no answers, no numbers about dying, no
form. The worker fetches them without cookies, so that nothing of a session can be in
them, and it lives under the about pages only: it never sees a question or a result.
"""

from __future__ import annotations

import hashlib

from django.templatetags.static import static
from django.urls import reverse

from decisionaid.core.content import list_words
from decisionaid.releases.selectors import get_release

#: Where a reader lands who asks for another page without a network.
FALLBACK = "about:offline"
PAGES = (
    "about:overview",
    "about:glossary",
    "about:intended_use",
    "about:method",
    "about:limits",
    "about:privacy",
    "about:publisher",
    "about:accessibility",
    "about:checklist",
    "about:hazards",
    "about:model_card",
    FALLBACK,
)
FILES = ("build/app.css", "icons/mark.svg")


def list_kept_pages() -> list[str]:
    """List the addresses of the pages that are kept."""
    return [reverse(name) for name in PAGES]


def list_kept_files() -> list[str]:
    """List the addresses of what these pages look like."""
    return [static(name) for name in FILES]


def name_version() -> str:
    """Name this version of the copy: another one takes its place when words change."""
    parts = [
        get_release().digest,
        *list_kept_pages(),
        *list_kept_files(),
        *list_words(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def describe_worker() -> dict[str, object]:
    """Describe what the worker keeps, for its script."""
    return {
        "name": f"explanation-{name_version()}",
        "pages": list_kept_pages(),
        "files": list_kept_files(),
        "fallback": reverse(FALLBACK),
    }


def describe_site() -> dict[str, object]:
    """Describe the explanation as something that can be installed."""
    return {
        "name": "MS treatment choices: the explanation",
        "short_name": "MS choices",
        "start_url": reverse("about:overview"),
        "scope": reverse("about:overview"),
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#1f5a99",
        "icons": [
            {"src": static("icons/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
        ],
    }
