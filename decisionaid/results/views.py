"""Thin views: find the comparison, present it, print it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from decisionaid.core.answers import is_ready, save_view
from decisionaid.core.comparison import AnswersMissing, get_comparison
from decisionaid.presentation.presenters import (
    HORIZONS,
    present_figure,
    present_results,
)
from decisionaid.presentation.view import read_view
from decisionaid.results.forms import ViewForm
from decisionaid.results.parts import link_parts
from riskmodel import interface

DEFAULT_YEARS = 5

Document = dict[str, Any]
View = Callable[..., HttpResponse]


def with_comparison(view: View) -> View:
    """Give a view the comparison and the years; send away who cannot see it yet.

    No number is met before the person has said yes to seeing numbers.
    """

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **address: str) -> HttpResponse:
        if not is_ready(request.session):
            return redirect("questionnaire:ready")
        try:
            document = get_comparison(request.session)
        except AnswersMissing:
            return redirect("questionnaire:check")
        years = request.GET.get("years", str(DEFAULT_YEARS))
        if years not in map(str, HORIZONS):
            return redirect(request.path)
        return view(request, document, int(years), **address)

    return guarded


@with_comparison
def part(
    request: HttpRequest, document: Document, years: int, *, name: str
) -> HttpResponse:
    """Show one part of the results."""
    shown = present_results(
        document,
        years=years,
        sources=interface.sources(),
        view=read_view(request.session),
    )
    context = {"page": shown, "parts": link_parts(name, years), "name": name}
    return render(request, f"results/{name}.html", context)


@require_POST
def change_view(request: HttpRequest) -> HttpResponse:
    """Keep what the person chose about the layout; what is not a choice is ignored."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        return redirect("results:page")
    save_view(request.session, **form.get_chosen())
    return redirect(reverse(f"results:{form.cleaned_data['back']}"))


@with_comparison
def sheet(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Show the sheet for the consultation: the same results, for paper."""
    shown = present_results(
        document,
        years=years,
        sources=interface.sources(),
        view=read_view(request.session),
    )
    return render(request, "results/print.html", {"page": shown})


@with_comparison
def figure(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Give the interactive figure's data, for those who ask for it."""
    columns = 1 if request.GET.get("columns") == "1" else 2
    view = read_view(request.session)
    shown = present_figure(document, years=years, columns=columns, view=view)
    return JsonResponse(shown)
