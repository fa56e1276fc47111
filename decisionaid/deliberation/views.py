"""Thin views: each stands at its step of the path, and can be skipped."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from decisionaid.core import answers, steps
from decisionaid.core.comparison import get_comparison
from decisionaid.core.steps import Step, at_step
from decisionaid.core.sure import SOURCE, list_help
from decisionaid.deliberation.feedback import pair_feedback
from decisionaid.deliberation.forms import SureForm, UnderstandingForm, ValuesForm
from decisionaid.presentation.presenters.understanding import present_questions
from decisionaid.usage.actions import count_understanding

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_form
@at_step(Step.VALUES)
def values(request: HttpRequest) -> HttpResponse:
    """Ask what matters."""
    form = ValuesForm(
        request.POST if request.method == "POST" else None,
        answers=answers.get_answers(request.session),
        kept=answers.get_values(request.session),
    )
    if form.is_valid():
        answers.save_values(request.session, form.given)
        return redirect(steps.next_url(request.session, Step.VALUES))
    shown = {"form": form, **steps.describe(request.session, Step.VALUES)}
    return render(request, "deliberation/values.html", shown)


def sure(request: HttpRequest, moment: str) -> HttpResponse:
    """Ask the four SURE statements, before the numbers or after them."""
    match moment:
        case "before":
            return sure_before(request)
        case "after":
            return sure_after(request)
        case _:
            raise Http404


@require_form
@at_step(Step.SURE_BEFORE)
def sure_before(request: HttpRequest) -> HttpResponse:
    return _ask_sure(request, Step.SURE_BEFORE, "before")


@require_form
@at_step(Step.SURE_AFTER)
def sure_after(request: HttpRequest) -> HttpResponse:
    return _ask_sure(request, Step.SURE_AFTER, "after")


def _ask_sure(request: HttpRequest, step: Step, moment: str) -> HttpResponse:
    kept = answers.get_sure(request.session) or {}
    data = request.POST if request.method == "POST" else None
    form = SureForm(data, kept=kept.get(moment))
    if form.is_valid():
        answers.save_sure(request.session, moment, form.cleaned_data)
        if moment == "after" and list_help(form.cleaned_data):
            return redirect("deliberation:help")
        return redirect(steps.next_url(request.session, step))
    shown = {"form": form, "moment": moment, "source": SOURCE}
    return render(
        request, "deliberation/sure.html", shown | steps.describe(request.session, step)
    )


@require_safe
@at_step(Step.SURE_AFTER)
def help_after(request: HttpRequest) -> HttpResponse:
    """Say what can help with what a person is not sure of."""
    given = (answers.get_sure(request.session) or {}).get("after", {})
    shown = {
        "helps": list_help(given),
        **steps.describe(request.session, Step.SURE_AFTER),
        "back_url": steps.PLACES[Step.SURE_AFTER].url,
    }
    return render(request, "deliberation/help.html", shown)


@require_form
@at_step(Step.UNDERSTANDING)
def understanding(request: HttpRequest) -> HttpResponse:
    """Ask six questions, and say at each what the numbers say."""
    kept = answers.get_understanding(request.session)
    form = UnderstandingForm(
        request.POST if request.method == "POST" else None,
        questions=present_questions(get_comparison(request.session)),
        kept=kept and kept["given"],
    )
    if form.is_valid():
        answers.save_understanding(request.session, form.given)
        count_understanding(request.session, form.given, today=localdate())
        return redirect("deliberation:understanding")
    shown = {"form": form, "items": pair_feedback(form, kept), "kept": kept}
    shown |= steps.describe(request.session, Step.UNDERSTANDING)
    return render(request, "deliberation/understanding.html", shown)
