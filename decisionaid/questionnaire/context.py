"""What each page of the questionnaire prints: decided here, printed by templates."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from decisionaid.core import answers, flow, pages, steps
from decisionaid.core.answers import Answers
from decisionaid.core.edss import find_range
from decisionaid.core.forms.base import PageForm
from decisionaid.core.page import Page
from decisionaid.core.steps import Place, Step
from decisionaid.questionnaire.forms import ReadyForm
from decisionaid.releases import model


@dataclass(frozen=True)
class Row:
    """A line of the check page."""

    topic: str
    answer: str
    change_url: str


def build_start(session: SessionBase) -> dict[str, object]:
    return {
        "begin_url": steps.resume_url(session),
        "has_begun": answers.has_any(session),
        "source_count": len(model.sources()),
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


def build_check(session: SessionBase) -> dict[str, object]:
    given = answers.get_answers(session)
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
        "hours": answers.hours_kept(),
        **steps.describe(session, Step.CHECKED),
        "back_url": flow.page_url(last),
    }


def build_ready(
    session: SessionBase, form: ReadyForm, wanted: Place | None
) -> dict[str, object]:
    return {
        "form": form,
        # Whoever sees less and asks for a page with deaths is told why they are here.
        "wanted": wanted if answers.is_ready(session) else None,
        **steps.describe(session, Step.READY),
    }


def build_later() -> dict[str, object]:
    return {"hours": answers.hours_kept()}
