"""The API's views: translate, call the interface, translate back."""

from __future__ import annotations

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
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from riskmodel import interface
from riskmodel.api import documentation
from riskmodel.api.parsers import StrictJsonParser


class OpenView(APIView):
    """A view for everyone: no session, no cookie, so no forged request either."""

    authentication_classes = ()
    permission_classes = ()


class ComparisonsView(OpenView):
    """Comparisons of the four options for one person."""

    http_method_names = ("post",)
    parser_classes: tuple[type[BaseParser], ...] = (StrictJsonParser,)
    renderer_classes: tuple[type[BaseRenderer], ...] = (JSONRenderer,)

    @extend_schema(**documentation.COMPARISONS)
    def post(self, request: Request) -> HttpResponse:
        """Compare no drug, natalizumab, alemtuzumab and a stem-cell transplant."""
        given = cast("dict[str, object]", request.data)
        comparison = interface.compare(interface.read_json(given))
        return HttpResponse(
            # The line's end makes these the same bytes as the command line's.
            interface.encode(comparison) + "\n",
            content_type="application/json",
        )


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

    renderer_classes: tuple[type[BaseRenderer], ...] = (JSONRenderer,)

    def initial(self, request: Request, *args: object, **kwargs: object) -> NoReturn:
        """Refuse, whatever the method and headers."""
        raise Http404
