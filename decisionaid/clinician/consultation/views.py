"""Pages of consultations: opened by code, seen by those who opened them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisionaid.clinician.accounts import unsaved
from decisionaid.clinician.consultation import actions, selectors
from decisionaid.clinician.consultation.conflict import build_conflict
from decisionaid.clinician.consultation.forms import EstimateForm, WorkForm
from decisionaid.clinician.consultation.page import build_page, read_years
from decisionaid.clinician.consultation.record import make_record
from decisionaid.clinician.models import Opening
from decisionaid.clinician.roles import Role, requires
from decisionaid.presentation.wording.people import word_patient

View = Callable[[HttpRequest, Opening], HttpResponse]
require_form = require_http_methods(["GET", "HEAD", "POST"])


def get_clinician(request: HttpRequest) -> User:
    """Give the account; the gate lets nobody else come here."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def with_opening(view: View) -> Callable[..., HttpResponseBase]:
    """Give a view the clinician's own key; without one there is no such page."""

    @requires(Role.CLINICIAN)
    @wraps(view)
    def found(request: HttpRequest, pk: int) -> HttpResponse:
        opening = selectors.find_opening(
            clinician=get_clinician(request), pk=pk, now=timezone.now()
        )
        if opening is None:
            raise Http404
        return view(request, opening)

    return found


def with_estimate_given(view: View) -> View:
    """Ask for the clinician's own estimate before any number of the model is seen."""

    @wraps(view)
    def asked(request: HttpRequest, opening: Opening) -> HttpResponse:
        if opening.estimate is None:
            return redirect("consultation-estimate", opening.consultation_id)
        return view(request, opening)

    return asked


@require_form
@with_opening
def estimate(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Ask what the clinician thinks, once; going on without is as good."""
    if opening.estimate is not None:
        return redirect("consultation", opening.consultation_id)
    document = opening.consultation.saved.read_document() or {}
    options = list(document["options"])
    if request.POST.get("action") == "skip":
        actions.save_estimate(opening=opening, estimate={})
        return redirect("consultation", opening.consultation_id)
    form = EstimateForm(request.POST or None, options=options)
    if form.is_valid():
        actions.save_estimate(opening=opening, estimate=form.estimate)
        return redirect("consultation", opening.consultation_id)
    context = {"form": form, "who": word_patient(document["profile"])}
    return render(request, "clinician/consultation/estimate.html", context)


@require_http_methods(["GET", "HEAD"])
@with_opening
@with_estimate_given
def consultation(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Show the result, old beside new."""
    actions.record_view(opening=opening, page="result")
    page = build_page(opening, read_years(request.GET.get("years")))
    return render(request, "clinician/consultation/page.html", {"page": page})


@require_http_methods(["GET", "HEAD"])
@with_opening
@with_estimate_given
def record(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Give the same page as a PDF for the record."""
    page = build_page(opening, read_years(request.GET.get("years")))
    actions.record_file(opening=opening)
    made_by = opening.clinician.get_full_name() or opening.clinician.get_username()
    content = make_record(page, made_by=made_by, now=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="consultation.pdf"'
    return response


@require_form
@with_opening
@with_estimate_given
def work(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Correct answers and write notes, on the version that was opened."""
    kept = opening.consultation
    document = kept.saved.read_document() or {}
    initial = {**_spell(kept.corrections), "notes": kept.notes, "version": kept.version}
    written = unsaved.take(request) if request.method == "GET" else None
    sent = request.POST if request.method == "POST" else written
    form = WorkForm(sent, document=document, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _save(request, opening, form)
    context = {"form": form, "pk": kept.pk, "unsaved": written is not None}
    return render(request, "clinician/consultation/work.html", context)


def _save(request: HttpRequest, opening: Opening, form: WorkForm) -> HttpResponse:
    try:
        actions.save_work(
            consultation=opening.consultation,
            clinician=opening.clinician,
            work=form.work,
            version=form.cleaned_data["version"],
            now=timezone.now(),
        )
    except actions.ChangedMeanwhile:
        opening.consultation.refresh_from_db()
        context = {"conflict": build_conflict(opening.consultation, form)}
        return render(
            request, "clinician/consultation/conflict.html", context, status=409
        )
    return redirect("consultation", opening.consultation_id)


def _spell(corrections: dict[str, Any]) -> dict[str, str]:
    return {
        name: f"{value:g}" if isinstance(value, float | int) else str(value)
        for name, value in corrections.items()
    }
