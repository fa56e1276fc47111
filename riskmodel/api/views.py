"""The views that compute: translate, call the interface, translate back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn, cast

from django.http import Http404, HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from riskmodel import interface
from riskmodel.api import documentation, limits
from riskmodel.api.base import OpenView
from riskmodel.api.batch import read_batch, read_one, read_sensitivity


class ModelView(OpenView):
    """A view that computes: its work is bounded, and counted before it is done."""

    http_method_names = ("post",)
    work_of_each = limits.WORK_OF_EACH
    asked: Sequence[interface.ComparisonRequest] = ()

    def read(self, given: dict[str, object]) -> list[interface.ComparisonRequest]:
        """Read the one comparison that is asked for."""
        return [read_one(given)]

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
        asked = self.get_asked(request)[0]
        return send_document(interface.compare(asked, release=self.release.id))


class BatchView(ModelView):
    """Comparisons for many people."""

    @extend_schema(**documentation.BATCH)
    def post(self, request: Request) -> HttpResponse:
        """Compare the options for each of up to a hundred people."""
        asked = self.get_asked(request)
        found = interface.compare_many(asked, release=self.release.id)
        return send_document({"comparisons": found})

    def read(self, given: dict[str, object]) -> list[interface.ComparisonRequest]:
        """Read all of them."""
        return read_batch(given)


class BreakEvenView(ModelView):
    """Where a transplant and another option come out level."""

    @extend_schema(**documentation.BREAK_EVEN)
    def post(self, request: Request) -> HttpResponse:
        """Find the transplant mortality at which it ties with each option."""
        asked = self.get_asked(request)[0]
        return send_document(interface.break_even(asked, release=self.release.id))


class EraCurveView(ModelView):
    """Transplant mortality over the years."""

    @extend_schema(**documentation.ERA_CURVE)
    def post(self, request: Request) -> HttpResponse:
        """Follow transplant mortality from 1995 to today."""
        asked = self.get_asked(request)[0]
        return send_document(interface.era_curve(asked, release=self.release.id))


class SensitivityView(ModelView):
    """What a person's numbers hang on."""

    work_of_each = limits.WORK_OF_SENSITIVITY
    years: int

    @extend_schema(**documentation.SENSITIVITY)
    def post(self, request: Request) -> HttpResponse:
        """See which uncertain figures "worse or dead" hangs on."""
        asked = self.get_asked(request)[0]
        found = interface.sensitivity(asked, years=self.years, release=self.release.id)
        return send_document(found)

    def read(self, given: dict[str, object]) -> list[interface.ComparisonRequest]:
        """Read the person, and the year that is looked at."""
        self.years, request = read_sensitivity(given)
        return [request]


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
        # drf-spectacular's class has no annotations
        generator: Any = SchemaGenerator()  # type: ignore[no-untyped-call]
        return Response(generator.get_schema(request=None, public=True))


class NotFoundView(OpenView):
    """Any other address below the API's: never a page, never a redirect."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> NoReturn:
        """Refuse, whatever the method and headers."""
        raise Http404
