"""What comes of a kept result: a sheet with its code, and what has changed since."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from decisionaid.core.answers import is_ready_for_deaths
from decisionaid.core.comparison import find_kept_on, get_comparison
from decisionaid.core.steps import Need, Step, at_step
from decisionaid.limits.posts import check_wrong_codes, count_wrong_code
from decisionaid.presentation.sheet import Sheet, SheetCode
from decisionaid.presentation.view import View, read_view
from decisionaid.summaries.changes import find_changes
from decisionaid.summaries.codes import write_code
from decisionaid.summaries.deliberated import read_deliberation
from decisionaid.summaries.forms import CodeForm
from decisionaid.summaries.qr import draw_qr
from decisionaid.summaries.sheet import build_sheet, respond_with_pdf
from riskmodel import interface


@sensitive_post_parameters("code")
@sensitive_variables("sheet")
@require_POST
@at_step(Step.SUMMARY)
def sheet_with_code(request: HttpRequest) -> HttpResponse:
    """Give the sheet of this session's result with its code on it.

    The code comes in the body of the form, so that it is in no address.
    """
    sheet = _build_sheet(request)
    if sheet is None:
        return redirect("summaries:code")
    return respond_with_pdf(sheet, now=timezone.now())


def _build_sheet(request: HttpRequest) -> Sheet | None:
    """Build the sheet; None where the code opens nothing, or another result."""
    check_wrong_codes(request)
    now = timezone.now()
    form = CodeForm(request.POST, now=now)
    if not form.is_valid():
        count_wrong_code(request)
        return None
    document = get_comparison(request.session)
    if form.saved.document != interface.encode(document):
        return None
    address = request.build_absolute_uri(reverse("summaries:code"))
    until = timezone.localdate(form.saved.expires_at)
    code = SheetCode(
        code=write_code(form.cleaned_data["code"]),
        address=address,
        until=date_format(until, "j F Y"),
        picture=draw_qr(address),
    )
    kept = form.saved.view
    view = View(**kept) if kept else read_view(request.session)
    return build_sheet(
        document,
        years=view.years,
        now=now,
        deliberation=read_deliberation(request.session),
        view=view,
        code=code,
        deaths=is_ready_for_deaths(request.session),
    )


@require_safe
@at_step(Step.RESULTS, need=Need.DEATHS)
def changes(request: HttpRequest) -> HttpResponse:
    """Show what has changed since the opened result was kept."""
    kept_on = find_kept_on(request.session)
    if kept_on is None:
        return redirect("results:page")
    found = find_changes(get_comparison(request.session), kept_on=kept_on)
    return render(request, "summaries/changes.html", {"changes": found})
