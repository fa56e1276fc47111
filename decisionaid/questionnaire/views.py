"""Asking: the start, one question a page, checking, and being ready for numbers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from decisionaid.core import answers, flow, pages, steps
from decisionaid.core.answers import Answers
from decisionaid.core.forms.base import PageForm
from decisionaid.core.page import Page
from decisionaid.core.steps import Step, at_step
from decisionaid.questionnaire import context
from decisionaid.questionnaire.forms import ReadyForm

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    shown = context.build_start(request.session)
    return render(request, "questionnaire/start.html", shown)


@require_form
def question(request: HttpRequest, name: str) -> HttpResponse:
    page, given = _find_page(name), answers.get_answers(request.session)
    from_check = request.GET.get("from") == flow.FROM_CHECK
    if not page.asked(given):
        return redirect(flow.next_url(page, given, from_check=from_check))
    form = _fill_form(request, page, given)
    if form.is_valid():
        answers.save_page(request.session, name, form.cleaned_data)
        given = answers.get_answers(request.session)
        return redirect(flow.next_url(page, given, from_check=from_check))
    shown = context.build_question(page, form, given, from_check=from_check)
    return render(request, "questionnaire/question.html", shown)


def _find_page(name: str) -> Page:
    page = pages.find_page(name)
    if page is None:
        raise Http404
    return page


def _fill_form(request: HttpRequest, page: Page, given: Answers) -> PageForm:
    return page.form(
        request.POST if request.method == "POST" else None,
        initial=given.get(page.name),
        answers=given,
        today=timezone.localdate(),
    )


@require_safe
def course_needed(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/course_needed.html")


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    given = answers.get_answers(request.session)
    missing = pages.find_missing(given)
    if not given:
        return redirect("questionnaire:start")
    if missing is not None:
        return redirect(flow.page_url(missing, from_check=True))
    steps.reach(request.session, Step.CHECKED)
    shown = context.build_check(request.session)
    return render(request, "questionnaire/check.html", shown)


@require_form
@at_step(Step.READY)
def ready(request: HttpRequest) -> HttpResponse:
    form = ReadyForm(request.POST if request.method == "POST" else None)
    wanted = steps.find_wanted(request.GET.get("next", ""))
    if form.is_valid():
        answers.set_ready(request.session, ready=form.wants_numbers, detail=form.detail)
        return redirect(wanted.url if wanted and form.wants_all else form.next_name)
    shown = context.build_ready(request.session, form, wanted)
    return render(request, "questionnaire/ready.html", shown)


@require_safe
def later(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/later.html", context.build_later())


@require_safe
def talk(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/talk.html")


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    answers.forget(request.session)
    return redirect("questionnaire:forgotten")


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/forgotten.html")
