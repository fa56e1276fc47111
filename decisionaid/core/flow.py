"""The way on from a page: onwards, back to the check page, or to a stop."""

from __future__ import annotations

from django.urls import reverse

from decisionaid.core import pages
from decisionaid.core.answers import Answers
from decisionaid.core.page import Page

#: Marks a visit that came from the check page and returns to it.
FROM_CHECK = "check"


def page_url(page: Page, *, from_check: bool = False) -> str:
    url = reverse("questionnaire:question", args=[page.name])
    return f"{url}?from={FROM_CHECK}" if from_check else url


def resume_url(answers: Answers) -> str:
    """Where a person goes on who left the questions before their end."""
    missing = pages.find_missing(answers)
    return page_url(missing) if missing else reverse("questionnaire:check")


def next_url(page: Page, answers: Answers, *, from_check: bool) -> str:
    """Where a page leads once it is answered."""
    if page.stop and not pages.is_complete(page, answers):
        return reverse(page.stop)
    after = pages.find_next(page, answers)
    if from_check and (after is None or after.question != page.question):
        # The follow-ups of a changed answer are shown again; other pages are not,
        # unless the change has made their answer missing.
        after = pages.find_missing(answers)
    if after is None:
        return reverse("questionnaire:check")
    return page_url(after, from_check=from_check)


def back_url(page: Page, answers: Answers, *, from_check: bool) -> str:
    if from_check:
        return reverse("questionnaire:check")
    before = pages.find_previous(page, answers)
    return page_url(before) if before else reverse("questionnaire:start")
