"""Thin views of the pages about the site."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from decisionaid.about.checklist import present_checklist
from decisionaid.about.evidence import present_parameter_rows, present_source_rows
from decisionaid.about.facts import collect_facts
from decisionaid.about.glossary import present_glossary
from decisionaid.about.hazards import present_hazards
from decisionaid.about.model_card import present_model_card
from decisionaid.about.offline import describe_site, describe_worker
from decisionaid.about.overview import GATED, PAGES
from decisionaid.about.publisher import present_publisher
from decisionaid.about.questions import present_questions, present_report
from decisionaid.about.reference import LIKE_THE_REPORT, PERSON
from decisionaid.about.texts import get_text_page
from decisionaid.about.words import fill_page
from decisionaid.core import answers
from decisionaid.releases import model
from decisionaid.releases.selectors import get_release


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "about/overview.html", {"pages": PAGES})


@require_safe
def text(request: HttpRequest, name: str) -> HttpResponse:
    page = fill_page(get_text_page(name), collect_facts(get_release()))
    return render(request, "about/text.html", {"page": page})


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    page = fill_page(get_text_page("offline"), collect_facts(get_release()))
    return render(request, "about/offline.html", {"page": page})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the explanation, for the about pages only."""
    kept = {"kept": json.dumps(describe_worker())}
    return render(request, "about/worker.js", kept, content_type="text/javascript")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    return JsonResponse(describe_site(), content_type="application/manifest+json")


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "about/glossary.html", {"page": present_glossary()})


@require_safe
def publisher(request: HttpRequest) -> HttpResponse:
    page = present_publisher(collect_facts(get_release()))
    return render(request, "about/publisher.html", {"page": page})


@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    return render(request, "about/checklist.html", {"page": present_checklist()})


@require_safe
def hazards(request: HttpRequest) -> HttpResponse:
    return render(request, "about/hazards.html", {"page": present_hazards()})


@require_safe
def model_card(request: HttpRequest) -> HttpResponse:
    page = present_model_card(collect_facts(get_release()))
    return render(request, "about/model_card.html", {"page": page})


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    if not answers.is_ready_to_read(request.session):
        return render(request, "about/ready.html", {"next_name": "questions"})
    shown = {"questions": present_questions(), "person": PERSON}
    return render(request, "about/questions.html", shown)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Play the report of 2011 again, after a yes."""
    if not answers.is_ready_to_read(request.session):
        return render(request, "about/ready.html", {"next_name": "report"})
    shown = {"questions": present_report(), "person": LIKE_THE_REPORT}
    return render(request, "about/report.html", shown)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List the publications; the figures, some of them of death, after a yes."""
    shown = {
        "sources": present_source_rows(model.sources()),
        "parameter_count": len(model.parameters()),
        "next_name": "sources",
    }
    if answers.is_ready_to_read(request.session):
        shown["parameters"] = present_parameter_rows(model.parameters())
    return render(request, "about/sources.html", shown)


@require_POST
def ready(request: HttpRequest) -> HttpResponse:
    """Note the yes and go to the page it was said for, one of ours by name."""
    name = request.POST.get("next", "")
    if name not in GATED:
        raise Http404
    answers.set_ready_to_read(request.session)
    return redirect(f"about:{name}")
