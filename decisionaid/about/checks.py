"""What must hold before the site starts: every file of words can be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from decisionaid.about.checklist import present_checklist
from decisionaid.about.facts import collect_facts
from decisionaid.about.hazards import present_hazards
from decisionaid.about.model_card import present_model_card
from decisionaid.about.publisher import present_publisher
from decisionaid.about.texts import TEXT_PAGES, get_text_page
from decisionaid.about.words import fill_page
from decisionaid.core.content import ContentError, list_contents
from decisionaid.core.glossary import get_terms
from decisionaid.core.review import get_review_date
from decisionaid.presentation.wording.evidence import check_words_of
from riskmodel import interface
from riskmodel.interface import RiskModelError


def _fill_text_pages() -> None:
    for name in TEXT_PAGES:
        fill_page(get_text_page(name), _collect_facts())


def _collect_facts() -> dict[str, str]:
    # Of the files: there may be no database yet that could say what is in use.
    return collect_facts(interface.evidence_release())


#: Each reads some of the files, as the pages do.
READERS: tuple[Callable[[], object], ...] = (
    list_contents,
    get_terms,
    get_review_date,
    _fill_text_pages,
    present_checklist,
    present_hazards,
    lambda: present_publisher(_collect_facts()),
    lambda: present_model_card(_collect_facts()),
    lambda: check_words_of(interface.evidence_release()),
)


@register
def check_words(**_options: Any) -> list[CheckMessage]:
    """Read every file of words; say which cannot be used, and why."""
    found: list[CheckMessage] = []
    for read in READERS:
        try:
            read()
        except (ContentError, KeyError, TypeError, ValueError, RiskModelError) as error:
            found.append(Error(f"Words: {error}", id="about.E001"))
    return found
