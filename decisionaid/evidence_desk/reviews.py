"""Pages about figures: the list, one figure, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from decisionaid.evidence_desk import actions
from decisionaid.evidence_desk.access import (
    get_account,
    is_reviewer,
    may_read,
    may_review,
)
from decisionaid.evidence_desk.figure_page import build_figure_page, word_value
from decisionaid.evidence_desk.forms import (
    STATE_NAMES,
    CheckForm,
    DiscrepancyForm,
    FilterForm,
    ReasonForm,
)
from decisionaid.evidence_desk.models import Discrepancy
from decisionaid.evidence_desk.refusals import told
from decisionaid.evidence_desk.selectors import (
    Figure,
    State,
    find_figure,
    get_standing,
    list_figures,
)
from decisionaid.releases.selectors import get_in_use

require_form = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class FigureRow:
    """One line of the list."""

    figure: Figure
    value: str
    state: str


@require_safe
@may_read
def desk(request: HttpRequest) -> HttpResponse:
    """List every figure of the release in use."""
    in_use = get_in_use()
    standing = get_standing(in_use.release)
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else None
    rows = [
        FigureRow(one, word_value(one), str(STATE_NAMES[standing.states[one.id]]))
        for one in list_figures(in_use.release)
        if wanted is not None and _fits(one, standing.states[one.id], wanted)
    ]
    counts = [(name, len(standing.list_in(s))) for s, name in STATE_NAMES.items()]
    context = {"in_use": in_use, "form": form, "rows": rows, "counts": counts}
    return render(request, "evidence_desk/desk.html", context)


def _fits(figure: Figure, state: State, wanted: dict[str, str]) -> bool:
    words = f"{figure.id} {figure.label} {' '.join(figure.source_ids)}".lower()
    return wanted["words"].lower() in words and wanted["state"] in ("", state)


def _get_figure(id: str) -> Figure:
    found = find_figure(get_in_use().release, id)
    if found is None:
        raise Http404
    return found


@require_safe
@may_read
def figure(request: HttpRequest, id: str) -> HttpResponse:
    """Show one figure."""
    page = build_figure_page(_get_figure(id), get_in_use().release)
    context = {"page": page, "may_review": is_reviewer(request)}
    return render(request, "evidence_desk/figure.html", context)


@require_form
@may_review
def check(request: HttpRequest, id: str) -> HttpResponse:
    """Sign off a figure."""
    found = _get_figure(id)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        actions.sign_off(
            figure_id=found.id,
            by=get_account(request),
            said=form.cleaned_data,
            now=timezone.now(),
        )
        return redirect("evidence-figure", found.id)
    context = {"form": form, "figure": found, "value": word_value(found)}
    return render(request, "evidence_desk/check.html", context)


@require_form
@may_review
def dispute(request: HttpRequest, id: str) -> HttpResponse:
    """Raise a discrepancy."""
    found = _get_figure(id)
    form = DiscrepancyForm(request.POST or None)
    if form.is_valid():
        actions.raise_discrepancy(
            figure_id=found.id,
            by=get_account(request),
            said=form.cleaned_data,
            now=timezone.now(),
        )
        return redirect("evidence-figure", found.id)
    context = {"form": form, "figure": found, "value": word_value(found)}
    return render(request, "evidence_desk/dispute.html", context)


@require_form
@may_review
@told
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Resolve a discrepancy with a reason."""
    one = get_object_or_404(Discrepancy, pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.resolve_discrepancy(
            discrepancy=one,
            by=get_account(request),
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        return redirect("evidence-figure", one.figure_id)
    return render(
        request, "evidence_desk/resolve.html", {"form": form, "discrepancy": one}
    )
