"""The API's views: translate, call the interface, translate back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn, cast

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from riskmodel import interface
from riskmodel.api import documentation, limits, resources
from riskmodel.api.batch import read_batch, read_years
from riskmodel.api.parsers import StrictJsonParser


class OpenView(APIView):
    """A view for everyone: no session, no cookie, so no forged request either."""

    parser_classes: tuple[type[BaseParser], ...] = (StrictJsonParser,)
    renderer_classes: tuple[type[BaseRenderer], ...] = (JSONRenderer,)


class ModelView(OpenView):
    """A view that computes: its work is bounded, and counted before it is done."""

    http_method_names = ("post",)
    work_of_each = limits.WORK_OF_EACH
    asked: Sequence[interface.ComparisonRequest] = ()

    def read(self, given: dict[str, object]) -> list[interface.ComparisonRequest]:
        """Read the one comparison that is asked for."""
        request = interface.read_json(given)
        limits.check_work(request)
        return [request]

    def get_asked(self, request: Request) -> Sequence[interface.ComparisonRequest]:
        """Read the body, once: the limits ask before the view does."""
        if not self.asked:
            self.asked = self.read(cast("dict[str, object]", request.data))
        return self.asked

    def get_work(self, request: Request) -> int:
        """Tell what the request costs."""
        if request.method != "POST":
            # refused after this, whatever is in it
            return 0
        asked = self.get_asked(request)
        return limits.measure_work(asked) + self.work_of_each * len(asked)


def send_document(document: interface.Document) -> HttpResponse:
    """Send a computed document; its end makes the bytes those of the command line."""
    body = interface.encode(document) + "\n"
    return HttpResponse(body, content_type="application/json")


class ComparisonsView(ModelView):
    """Comparisons of the four options for one person."""

    @extend_schema(**documentation.COMPARISONS)
    def post(self, request: Request) -> HttpResponse:
        """Compare no drug, natalizumab, alemtuzumab and a stem-cell transplant."""
        return send_document(interface.compare(self.get_asked(request)[0]))


class BatchView(ModelView):
    """Comparisons for many people."""

    @extend_schema(**documentation.BATCH)
    def post(self, request: Request) -> HttpResponse:
        """Compare the options for each of up to a hundred people."""
        found = interface.compare_many(self.get_asked(request))
        return send_document({"comparisons": found})

    def read(self, given: dict[str, object]) -> list[interface.ComparisonRequest]:
        """Read all of them."""
        return read_batch(given)


class BreakEvenView(ModelView):
    """Where a transplant and another option come out level."""

    @extend_schema(**documentation.BREAK_EVEN)
    def post(self, request: Request) -> HttpResponse:
        """Find the transplant mortality at which it ties with each option."""
        return send_document(interface.break_even(self.get_asked(request)[0]))


class EraCurveView(ModelView):
    """Transplant mortality over the years."""

    @extend_schema(**documentation.ERA_CURVE)
    def post(self, request: Request) -> HttpResponse:
        """Follow transplant mortality from 1995 to today."""
        return send_document(interface.era_curve(self.get_asked(request)[0]))


class SensitivityView(ModelView):
    """What a person's numbers hang on."""

    work_of_each = limits.WORK_OF_SENSITIVITY
    years: int

    @extend_schema(**documentation.SENSITIVITY)
    def post(self, request: Request) -> HttpResponse:
        """See which uncertain figures "worse or dead" hangs on."""
        asked = self.get_asked(request)[0]
        return send_document(interface.sensitivity(asked, years=self.years))

    def read(self, given: dict[str, object]) -> list[interface.ComparisonRequest]:
        """Read the person, and the year that is looked at."""
        self.years, person = read_years(given)
        return super().read(person)


class ResourceView(OpenView):
    """A view of what the release says."""

    http_method_names = ("get", "head")


class OptionsView(ResourceView):
    """The four options."""

    @extend_schema(**documentation.OPTIONS)
    def get(self, request: Request) -> HttpResponseBase:
        """List the options."""
        return resources.send(request, resources.list_options())


class EvidenceView(ResourceView):
    """The evidence of the release."""

    @extend_schema(**documentation.EVIDENCE)
    def get(self, request: Request) -> HttpResponseBase:
        """List publications, tables and disagreements."""
        return resources.send(request, resources.list_evidence())


class SourceView(ResourceView):
    """One publication."""

    @extend_schema(**documentation.SOURCE)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Find a publication."""
        return resources.send(request, resources.find_source(id))


class ConflictView(ResourceView):
    """One disagreement."""

    @extend_schema(**documentation.CONFLICT)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Find a disagreement between sources."""
        return resources.send(request, resources.find_conflict(id))


class ParametersView(ResourceView):
    """The figures of the release."""

    @extend_schema(**documentation.PARAMETERS)
    def get(self, request: Request) -> HttpResponseBase:
        """List the figures."""
        return resources.send(request, resources.list_parameters())


class ParameterView(ResourceView):
    """One figure."""

    @extend_schema(**documentation.PARAMETER)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Find a figure."""
        return resources.send(request, resources.find_parameter(id))


class ReleasesView(ResourceView):
    """The evidence releases."""

    @extend_schema(**documentation.RELEASES)
    def get(self, request: Request) -> HttpResponseBase:
        """List the releases."""
        return resources.send(request, resources.list_releases())


class NumberView(ResourceView):
    """The passport of one number."""

    @extend_schema(**documentation.NUMBER)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Tell where a number comes from."""
        return resources.send(request, resources.find_number(id))


class SchemaView(OpenView):
    """The API in the OpenAPI language, as YAML or JSON by the Accept header."""

    http_method_names = ("get", "head")
    renderer_classes: tuple[type[BaseRenderer], ...] = (
        OpenApiYamlRenderer,
        OpenApiYamlRenderer2,
        OpenApiJsonRenderer,
        OpenApiJsonRenderer2,
    )

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        """Describe the API."""
        generator: Any = SchemaGenerator()  # type: ignore[no-untyped-call]
        return Response(generator.get_schema(request=None, public=True))


class NotFoundView(OpenView):
    """Any other address below the API's: never a page, never a redirect."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> NoReturn:
        """Refuse, whatever the method and headers."""
        raise Http404
