"""Thin views: find the comparison, present it, print it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from decisionaid.core.answers import is_ready_for_deaths, save_view
from decisionaid.core.comparison import get_comparison
from decisionaid.core.steps import Need, Step, at_step, list_after
from decisionaid.presentation.presenters import (
    HORIZONS,
    leave_out_deaths,
    present_figure,
    present_results,
)
from decisionaid.presentation.presenters.numbers import find_figure, find_untreated
from decisionaid.presentation.presenters.passports import present_passport
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.view import read_view
from decisionaid.presentation.wording.numbers import list_options
from decisionaid.releases.selectors import name_release_of, shows_preview
from decisionaid.results.extras import EXTRAS
from decisionaid.results.forms import ViewForm
from decisionaid.results.parts import link_parts
from decisionaid.usage.actions import count_results
from riskmodel import interface

Document = dict[str, Any]
View = Callable[..., HttpResponse]


def with_comparison(step: Step, *, need: Need | None = None) -> Callable[[View], View]:
    """Give a view the comparison and the years; send away who cannot see it yet."""

    def decorate(view: View) -> View:
        @require_safe
        @at_step(step, need=need)
        @wraps(view)
        def guarded(request: HttpRequest, **address: str) -> HttpResponse:
            document = get_comparison(request.session)
            chosen = read_view(request.session).years
            years = request.GET.get("years", str(chosen))
            if years not in map(str, HORIZONS):
                return redirect(request.path)
            if int(years) != chosen:
                save_view(request.session, years=int(years))
            return view(request, document, int(years), **address)

        return guarded

    return decorate


def show_part(
    request: HttpRequest, document: Document, years: int, *, name: str
) -> HttpResponse:
    """Show one part of the results; the first without deaths to who wants less."""
    view = read_view(request.session)
    deaths = is_ready_for_deaths(request.session)
    sources = interface.sources(release=name_release_of(document))
    shown = present_results(document, years=years, sources=sources, view=view)
    context: dict[str, Any] = {
        "parts": link_parts(name, years, deaths=deaths),
        "name": name,
        "view": view,
        "preview": shows_preview(document),
        "next_steps": list_after(request.session, Step.RESULTS),
    }
    if name in EXTRAS:
        context |= EXTRAS[name](request, Scene(document, years, view), shown)
    template = name
    if name == "page":
        course = document["profile"]["course"]
        count_results(request.session, course=course, years=years, today=localdate())
    if name == "page" and not deaths:
        shown, template = leave_out_deaths(shown), "less"
    return render(request, f"results/{template}.html", {**context, "page": shown})


part = with_comparison(Step.RESULTS, need=Need.DEATHS)(show_part)
gentle_part = with_comparison(Step.RESULTS)(show_part)


@with_comparison(Step.RESULTS, need=Need.DEATHS)
def number(
    request: HttpRequest, document: Document, years: int, *, number_id: str
) -> HttpResponse:
    """Show where one number comes from."""
    release = name_release_of(document)
    sources = interface.sources(release=release)
    try:
        passport = interface.explain(number_id, release=release)
    except interface.UnknownNumber as error:
        raise Http404 from error
    page = present_results(document, years=years, sources=sources)
    shown = present_passport(
        passport,
        profile=document["profile"],
        figure=find_figure(page, number_id),
        untreated=find_untreated(page, number_id),
        citations={source.id: source.citation for source in sources},
        follow_up=interface.follow_up_years(),
        closest=find_closest(number_id, release=release),
    )
    return render(
        request,
        "results/number.html",
        {
            "passport": shown,
            "page": page,
            "parts": link_parts("numbers", years),
            "name": "number",
            "next_steps": list_after(request.session, Step.RESULTS),
            "preview": shows_preview(document),
        },
    )


def find_closest(number_id: str, *, release: str) -> set[str]:
    """Find the studies that had people on the options a number is about."""
    return {
        study.id
        for option in list_options(number_id)
        for study in interface.explain(
            f"studied.{option}.people", release=release
        ).studies
    }


@require_POST
def change_view(request: HttpRequest) -> HttpResponse:
    """Keep what the person chose about the layout; what is not a choice is ignored."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        return redirect("results:page")
    save_view(request.session, **form.get_chosen())
    return redirect(reverse(f"results:{form.cleaned_data['back']}"))


@with_comparison(Step.RESULTS, need=Need.DEATHS)
def figure(request: HttpRequest, document: Document, years: int) -> HttpResponse:
    """Give the interactive figure's data, for those who ask for it."""
    columns = 1 if request.GET.get("columns") == "1" else 2
    view = read_view(request.session)
    shown = present_figure(document, years=years, columns=columns, view=view)
    return JsonResponse(shown)
