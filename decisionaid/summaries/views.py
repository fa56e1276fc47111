"""The page of codes: keep this result, open a kept one, withdraw it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import require_http_methods

from decisionaid.core import answers
from decisionaid.core.comparison import (
    AnswersMissing,
    get_comparison,
    open_comparison,
)
from decisionaid.limits.posts import check_wrong_codes, count_wrong_code
from decisionaid.presentation.view import read_view
from decisionaid.summaries import actions
from decisionaid.summaries.deliberated import read_deliberation, restore_deliberation
from decisionaid.summaries.forms import CodeForm, KeepForm
from decisionaid.summaries.qr import draw_qr


@sensitive_post_parameters("code", "withdraw-code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Explain what codes are for, or do what one of the page's three forms asks."""
    if request.method != "POST":
        return _show(request)
    match request.POST.get("action"):
        case "keep":
            return _keep(request)
        case "withdraw":
            return _withdraw(request)
        case _:
            return _open(request)


def _open(request: HttpRequest) -> HttpResponse:
    """Put a kept result in place of this session's; numbers come after consent."""
    check_wrong_codes(request)
    form = CodeForm(request.POST, now=timezone.now())
    if not form.is_valid():
        count_wrong_code(request)
        return _show(request, open_form=form)
    open_comparison(
        request.session,
        answers=form.saved.answers,
        document=form.saved.read_document() or {},
        kept_on=timezone.localdate(form.saved.created_at),
    )
    restore_deliberation(request.session, form.saved.deliberation)
    answers.save_view(request.session, **form.saved.view)
    return redirect("questionnaire:ready")


@sensitive_variables("made")
def _keep(request: HttpRequest) -> HttpResponse:
    """Keep this session's result and show its code, this once."""
    if not answers.is_ready(request.session):
        return redirect("questionnaire:ready")
    try:
        document = get_comparison(request.session)
    except AnswersMissing:
        return redirect("questionnaire:check")
    form = KeepForm(request.POST, said=read_deliberation(request.session))
    if not form.is_valid():
        return _show(request, keep_form=form)
    made = actions.create_saved_comparison(
        answers=answers.get_answers(request.session),
        document=document,
        deliberation=form.kept,
        view=asdict(read_view(request.session)),
        now=timezone.now(),
    )
    # No redirect: the next page would need the code from an address or a store.
    path = reverse("summaries:code")
    address = request.build_absolute_uri(path)
    shown = {
        "made": made,
        "site": address.removesuffix(path),
        "path": path,
        "picture": draw_qr(address),
    }
    return render(request, "summaries/kept.html", shown)


def _withdraw(request: HttpRequest) -> HttpResponse:
    """Delete what the result holds that a code opens."""
    check_wrong_codes(request)
    now = timezone.now()
    form = CodeForm(request.POST, now=now, prefix="withdraw")
    if not form.is_valid():
        count_wrong_code(request)
        return _show(request, withdraw_form=form)
    actions.withdraw_saved_comparison(saved=form.saved, now=now)
    return render(request, "summaries/withdrawn.html")


def _show(request: HttpRequest, **forms: Form) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "can_keep": answers.is_ready(request.session),
        "keep_days": settings.SAVED_COMPARISON_DAYS,
        "keep_form": KeepForm(said=read_deliberation(request.session)),
        "open_form": CodeForm(now=now),
        "withdraw_form": CodeForm(now=now, prefix="withdraw"),
        # At most one of them was sent.
        "failed": next(iter(forms.values()), None),
    }
    return render(request, "summaries/code.html", context | forms)
