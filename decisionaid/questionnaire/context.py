"""What each page of the questionnaire prints: decided here, printed by templates."""

from __future__ import annotations

from dataclasses import dataclass

from decisionaid.core import answers, flow, pages
from decisionaid.core.answers import Answers
from decisionaid.core.edss import find_range
from decisionaid.core.forms.base import PageForm
from decisionaid.core.page import Page
from riskmodel import interface


@dataclass(frozen=True)
class Row:
    """A line of the check page."""

    topic: str
    answer: str
    change_url: str


def build_start(given: Answers) -> dict[str, object]:
    return {
        "begin_url": flow.resume_url(given),
        "has_begun": bool(given),
        "source_count": len(interface.sources()),
        "hours": answers.hours_kept(),
    }


def build_question(
    page: Page, form: PageForm, given: Answers, *, from_check: bool
) -> dict[str, object]:
    number, of = pages.count_progress(page, given)
    return {
        "page": page,
        "form": form,
        "back_url": flow.back_url(page, given, from_check=from_check),
        "number": number,
        "of": of,
        "from_check": from_check,
        "is_missing": from_check and page.asks and page.name not in given,
        **_describe_range(given),
    }


def _describe_range(given: Answers) -> dict[str, object]:
    found = find_range(given)
    if found is None:
        return {"edss_range": None}
    low, high = found
    return {"edss_range": found, "edss_low": f"{low:g}", "edss_high": f"{high:g}"}


def build_check(given: Answers) -> dict[str, object]:
    rows = [
        Row(
            topic=str(page.topic),
            answer=page.word(given),
            change_url=flow.page_url(page, from_check=True),
        )
        for page in pages.list_asked(given)
        if page.word is not None
    ]
    last = pages.list_asked(given)[-1]
    return {
        "rows": rows,
        "back_url": flow.page_url(last),
        "hours": answers.hours_kept(),
    }


def build_later() -> dict[str, object]:
    return {"hours": answers.hours_kept()}
