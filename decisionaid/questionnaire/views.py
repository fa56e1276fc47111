"""Asking: the start, one question a page, checking, and being ready for numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from decisionaid.core import answers


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/start.html")


@require_safe
def talk(request: HttpRequest) -> HttpResponse:
    return render(request, "questionnaire/talk.html")


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    answers.forget(request.session)
    return redirect("questionnaire:start")
