"""The page of scenarios and charts, and that of sensitivity."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisionaid.clinician.consultation import actions, charts
from decisionaid.clinician.consultation.page import YEARS, read_years
from decisionaid.clinician.consultation.recomputed import SCENARIOS, build_request
from decisionaid.clinician.consultation.views import (
    with_estimate_given,
    with_opening,
)
from decisionaid.clinician.models import Opening
from decisionaid.presentation.wording.labels import word_years
from decisionaid.presentation.wording.people import word_patient
from decisionaid.releases import model
from riskmodel import interface

#: Enough for pictures: a page is not to wait for the fourth digit.
DRAWS = 1000
EVIDENCE = ("default", "comparative_only", "cohort_only")


@require_safe
@with_opening
@with_estimate_given
def what_if(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Show one scenario in charts, and all of them in a table."""
    try:
        context = _build_what_if(opening, request)
    except interface.InvalidProfile as error:
        return _tell_why_not(request, opening, error)
    actions.record_view(opening=opening, page="scenarios and charts")
    return render(request, "clinician/consultation/what_if.html", context)


def _build_what_if(opening: Opening, request: HttpRequest) -> dict[str, Any]:
    years = read_years(request.GET.get("years"))
    asked = request.GET.get("scenario", "default")
    scenario = asked if asked in SCENARIOS else "default"
    requests = {name: _request(opening, name) for name in SCENARIOS}
    documents = dict(zip(requests, model.compare_many(requests.values()), strict=True))
    shown = documents[scenario]
    return {
        **_head(opening),
        "years": years,
        "choices": [(y, word_years(y)) for y in YEARS],
        "scenario": scenario,
        "scenarios": [
            (name, charts.name_scenario(name, shown["profile"])) for name in SCENARIOS
        ],
        "charts": [
            charts.chart_forest(shown, years),
            charts.chart_evidence({name: documents[name] for name in EVIDENCE}, years),
            charts.chart_fans(shown),
            charts.chart_break_even(shown),
            charts.chart_era(model.era_curve(requests[scenario])),
            charts.table_scenarios(documents),
        ],
    }


@require_safe
@with_opening
@with_estimate_given
def sensitivity(request: HttpRequest, opening: Opening) -> HttpResponse:
    """Show which parameters the numbers hang on most."""
    years = read_years(request.GET.get("years"))
    try:
        found = model.sensitivity(_request(opening, "default"), years=years)
    except interface.InvalidProfile as error:
        return _tell_why_not(request, opening, error)
    actions.record_view(opening=opening, page="sensitivity")
    measures = charts.list_measures(found)
    names = [name for name, _label in measures]
    asked = request.GET.get("measure", "")
    measure = asked if asked in names else names[0]
    context = {
        **_head(opening),
        "years": years,
        "choices": [(y, word_years(y)) for y in YEARS],
        "measures": measures,
        "measure": measure,
        "charts": [charts.chart_tornado(found, measure)],
    }
    return render(request, "clinician/consultation/sensitivity.html", context)


def _request(opening: Opening, scenario: str) -> interface.ComparisonRequest:
    consultation = opening.consultation
    document = consultation.saved.read_document() or {}
    return build_request(
        document, consultation.corrections, scenario=scenario, draws=DRAWS
    )


def _head(opening: Opening) -> dict[str, Any]:
    document = opening.consultation.saved.read_document() or {}
    return {
        "pk": opening.consultation_id,
        "who": word_patient(document["profile"]),
        "corrected": bool(opening.consultation.corrections),
    }


def _tell_why_not(
    request: HttpRequest, opening: Opening, error: interface.InvalidProfile
) -> HttpResponse:
    context = {**_head(opening), "error": error}
    return render(request, "clinician/consultation/not_today.html", context)
