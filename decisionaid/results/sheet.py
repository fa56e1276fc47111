"""The sheet for the consultation: on the screen, for the printer, as a PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisionaid.core.answers import is_ready_for_deaths
from decisionaid.core.steps import Step
from decisionaid.presentation.sheet import Sheet
from decisionaid.presentation.view import read_view
from decisionaid.results.views import Document, with_comparison
from decisionaid.summaries.deliberated import read_deliberation
from decisionaid.summaries.sheet import build_sheet, respond_with_pdf


@with_comparison(Step.SUMMARY)
def page(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Show the sheet as a page that prints on two sides of A4."""
    sheet = _build(request, document, years)
    return render(request, "summaries/sheet.html", {"sheet": sheet, "page": sheet.page})


@with_comparison(Step.SUMMARY)
def pdf(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Give the same sheet as a PDF."""
    return respond_with_pdf(_build(request, document, years), now=timezone.now())


def _build(request: HttpRequest, document: Document, years: int) -> Sheet:
    return build_sheet(
        document,
        years=years,
        deliberation=read_deliberation(request.session),
        view=read_view(request.session),
        now=timezone.now(),
        deaths=is_ready_for_deaths(request.session),
    )
