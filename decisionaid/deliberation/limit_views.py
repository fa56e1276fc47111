"""The page of the own limit: explain, ask one question at a time, show the limit."""

from __future__ import annotations

import random
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from decisionaid.core import answers, steps
from decisionaid.core.comparison import get_comparison
from decisionaid.core.forms.base import PageForm
from decisionaid.core.steps import Step, at_step
from decisionaid.deliberation import limit as limits
from decisionaid.deliberation.forms import OfferForm, TakeForm


@require_http_methods(["GET", "HEAD", "POST"])
@at_step(Step.LIMIT)
def limit(request: HttpRequest) -> HttpResponse:
    """Show what comes next, or do what a button says and show it then."""
    if request.method != "POST":
        return _show(request)
    match request.POST.get("action"):
        case "back":
            return _go_back(request)
        case "again":
            answers.save_limit_run(request.session, None)
            return redirect("deliberation:limit")
        case "stop":
            answers.save_limit_run(request.session, None)
            return redirect(steps.next_url(request.session, Step.LIMIT))
        case _:
            return _choose(request)


def _choose(request: HttpRequest) -> HttpResponse:
    """Take what to compare with before the first question, then one answer."""
    offers = limits.read_offers(request.session, get_comparison(request.session))
    current = limits.read_run(request.session, offers)
    if current is None:
        return _start(request, offers)
    form = TakeForm(request.POST, offer=current.offer)
    if not form.is_valid():
        return _show(request, form)
    limits.choose(request.session, current, **form.cleaned_data)
    return redirect("deliberation:limit")


def _start(request: HttpRequest, offers: limits.Offers) -> HttpResponse:
    form = OfferForm(request.POST, offers=offers)
    if not form.is_valid():
        return _show(request, form)
    chosen = form.cleaned_data["comparator"]
    [offer] = [offer for offer in offers if offer.comparator == chosen]
    generator = random.Random(secrets.randbits(64))
    limits.start(request.session, offer, generator=generator)
    return redirect("deliberation:limit")


def _go_back(request: HttpRequest) -> HttpResponse:
    offers = limits.read_offers(request.session, get_comparison(request.session))
    current = limits.read_run(request.session, offers)
    if current is not None:
        limits.step_back(request.session, current)
    return redirect("deliberation:limit")


def _show(request: HttpRequest, form: PageForm | None = None) -> HttpResponse:
    document = get_comparison(request.session)
    name, content = limits.present(request.session, document)
    shown = {"form": form, **content, **steps.describe(request.session, Step.LIMIT)}
    return render(request, f"deliberation/limit_{name}.html", shown)
