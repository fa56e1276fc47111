"""The addresses for hospital systems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.views import APIView

from decisionaid.core.comparison import HORIZONS
from decisionaid.core.to_profile import build_request
from decisionaid.fhir import formats
from decisionaid.fhir.bundle import build_bundle
from decisionaid.fhir.capabilities import build_capabilities
from decisionaid.fhir.errors import handle_error
from decisionaid.fhir.questionnaire import ID, build_questionnaire
from decisionaid.fhir.response import read_response
from decisionaid.releases.selectors import get_release
from decisionaid.summaries.pdf import make_pdf
from decisionaid.summaries.sheet import build_sheet
from riskmodel import interface

#: The time at which the sheet shows its numbers.
SHEET_YEARS = 5


class FhirView(APIView):
    """A view whose every answer is a FHIR resource; tokens and limits as in the API."""

    # described by the CapabilityStatement, not by OpenAPI
    schema = None
    parser_classes = (formats.FhirParser, formats.JsonParser)
    renderer_classes = (formats.FhirRenderer, formats.JsonRenderer)

    def get_exception_handler(self) -> Callable[..., HttpResponse | None]:
        return handle_error


class CapabilitiesView(FhirView):
    """What is here."""

    http_method_names = ("get", "head")

    def get(self, request: Request) -> HttpResponse:
        return formats.respond(build_capabilities(get_release()))


class QuestionnaireView(FhirView):
    """The questions of the site."""

    http_method_names = ("get", "head")

    def get(self, request: Request, id: str) -> HttpResponse:
        if id != ID:
            raise Http404
        return formats.respond(build_questionnaire(get_release()))


class CompareView(FhirView):
    """Answers to a result: nothing of either is kept."""

    http_method_names = ("post",)

    def get_work(self, request: Request) -> int:
        return settings.COMPARISON_DRAWS if request.method == "POST" else 0

    def post(self, request: Request) -> HttpResponse:
        response = cast("dict[str, Any]", request.data)
        formats.check_structure(response, "QuestionnaireResponse")
        answers, now = read_response(response), timezone.now()
        asked = build_request(answers, HORIZONS, draws=settings.COMPARISON_DRAWS)
        document = interface.compare(asked, release=get_release().id)
        # What the person thinks is told in a consultation, not in a questionnaire.
        sheet = build_sheet(document, years=SHEET_YEARS, now=now, deliberation={})
        pdf = make_pdf(sheet, now=now)
        return formats.respond(build_bundle(answers, document, pdf=pdf, now=now))


class NotFoundView(FhirView):
    """Any other address: never a page, never a redirect."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise Http404
