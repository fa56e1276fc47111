"""Thin views: find the comparison, present it, print it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from decisionaid.core.answers import is_ready
from decisionaid.core.comparison import AnswersMissing, get_comparison
from decisionaid.presentation.presenters import (
    HORIZONS,
    present_figure,
    present_results,
)
from riskmodel import interface

DEFAULT_YEARS = 5

Document = dict[str, Any]
View = Callable[[HttpRequest, Document, int], HttpResponse]


def with_comparison(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Give a view the comparison and the years; send away who cannot see it yet.

    No number is met before the person has said yes to seeing numbers.
    """

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not is_ready(request.session):
            return redirect("questionnaire:ready")
        try:
            document = get_comparison(request.session)
        except AnswersMissing:
            return redirect("questionnaire:check")
        years = request.GET.get("years", str(DEFAULT_YEARS))
        if years not in map(str, HORIZONS):
            return redirect(request.path)
        return view(request, document, int(years))

    return guarded


@with_comparison
def page(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Show the results."""
    shown = present_results(document, years=years, sources=interface.sources())
    return render(request, "results/page.html", {"page": shown})


@with_comparison
def sheet(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Show the sheet for the consultation: the same results, for paper."""
    shown = present_results(document, years=years, sources=interface.sources())
    return render(request, "results/print.html", {"page": shown})


@with_comparison
def figure(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Give the interactive figure's data, for those who ask for it."""
    columns = 1 if request.GET.get("columns") == "1" else 2
    return JsonResponse(present_figure(document, years=years, columns=columns))
