"""The views of what can be looked up in the release in use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from riskmodel import interface
from riskmodel.api import documentation
from riskmodel.api import evidence_documents as documents
from riskmodel.api.base import OpenView
from riskmodel.api.problems import make_problem, respond
from riskmodel.engine.profile import Option
from riskmodel.interface import Conflict, Parameter, Source

_Row = TypeVar("_Row", Source, Parameter, Conflict)


class ResourceView(OpenView):
    """A view of what the release says."""

    http_method_names = ("get", "head")

    def send(self, **content: Any) -> HttpResponseBase:
        """Send a document of the release, its name first."""
        return self.send_document(
            {"release": documents.describe_release(self.release), **content}
        )

    def send_document(self, document: interface.Document) -> HttpResponseBase:
        """Send what changes with the release only, or say that it has not changed."""
        return send_once(self.request, document, release_id=self.release.id)


class OptionsView(ResourceView):
    """The four options."""

    @extend_schema(**documentation.OPTIONS)
    def get(self, request: Request) -> HttpResponseBase:
        """List what can be chosen, in the fixed order, with the harms told of it."""
        return self.send(
            options=[documents.describe_option(one, self.release) for one in Option]
        )


class EvidenceView(ResourceView):
    """The evidence of the release."""

    @extend_schema(**documentation.EVIDENCE)
    def get(self, request: Request) -> HttpResponseBase:
        """List publications, tables and disagreements."""
        id = self.release.id
        sources = interface.sources(release=id)
        tables = interface.tables(release=id)
        conflicts = interface.conflicts(release=id)
        return self.send(
            sources=[documents.describe_source(one) for one in sources],
            tables=[documents.describe_table(one) for one in tables],
            conflicts=[documents.describe_conflict(one) for one in conflicts],
        )


class SourceView(ResourceView):
    """One publication."""

    @extend_schema(**documentation.SOURCE)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Find a publication."""
        found = _find(id, interface.sources(release=self.release.id))
        return self.send(source=documents.describe_source(found))


class ConflictView(ResourceView):
    """One disagreement."""

    @extend_schema(**documentation.CONFLICT)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Find a disagreement between sources."""
        found = _find(id, interface.conflicts(release=self.release.id))
        return self.send(conflict=documents.describe_conflict(found))


class ParametersView(ResourceView):
    """The figures of the release."""

    @extend_schema(**documentation.PARAMETERS)
    def get(self, request: Request) -> HttpResponseBase:
        """List every figure, written and fitted."""
        found = interface.parameters(release=self.release.id)
        return self.send(parameters=[documents.describe_parameter(p) for p in found])


class ParameterView(ResourceView):
    """One figure."""

    @extend_schema(**documentation.PARAMETER)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Find a figure."""
        found = _find(id, interface.parameters(release=self.release.id))
        return self.send(parameter=documents.describe_parameter(found))


class ReleasesView(ResourceView):
    """The evidence releases."""

    @extend_schema(**documentation.RELEASES)
    def get(self, request: Request) -> HttpResponseBase:
        """List the release in use, then the others, the newest first."""
        others = [one for one in interface.releases() if one.id != self.release.id]
        listed = [documents.describe_release(one) for one in (self.release, *others)]
        return self.send_document({"in_use": self.release.id, "releases": listed})


class NumberView(ResourceView):
    """The passport of one number."""

    @extend_schema(**documentation.NUMBER)
    def get(self, request: Request, id: str) -> HttpResponseBase:
        """Tell where a number comes from."""
        passport = interface.explain(id, release=self.release.id)
        return self.send(number=documents.describe_passport(passport))


def send_once(
    request: HttpRequest, document: interface.Document, *, release_id: str
) -> HttpResponseBase:
    """Send a document, or say that it has not changed since it was sent.

    The tag names the release and the bytes, which hold the release's digest: it stays
    as long as both do.

    Parameters
    ----------
    request : HttpRequest
    document : dict
    release_id : str
        Of the release that the document is of.

    Returns
    -------
    HttpResponseBase
    """
    body = interface.encode(document).encode() + b"\n"
    digest = hashlib.sha256(body).hexdigest()[:32]
    etag = f'"{release_id}.{digest}"'
    response = HttpResponse(body, content_type="application/json")
    found = get_conditional_response(request, etag=etag, response=response)
    if found is None or found.status_code == 412:
        detail = "The document is another one than If-Match asks for."
        return respond(make_problem(412, detail))
    found.headers["ETag"] = etag
    # May be kept, but asks each time whether it is still the release in use.
    found.headers["Cache-Control"] = "no-cache"
    return found


def _find(id: str, rows: Iterable[_Row]) -> _Row:
    for row in rows:
        if row.id == id:
            return row
    raise Http404
