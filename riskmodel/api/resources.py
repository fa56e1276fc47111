"""What can be looked up: the parts of the release by their address."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from riskmodel import interface
from riskmodel.api import evidence_documents as documents
from riskmodel.api.problems import make_problem, respond
from riskmodel.engine.profile import Option
from riskmodel.evidence.registry import get_evidence

Document = dict[str, Any]


def list_options() -> Document:
    """List what a person can choose, in the fixed order, with the harms told of it.

    Returns
    -------
    dict
    """
    return documents.describe_in_use(
        options=[documents.describe_option(option) for option in Option]
    )


def list_evidence() -> Document:
    """List the publications, the tables taken from them, and their disagreements.

    Returns
    -------
    dict
    """
    return documents.describe_in_use(
        sources=[documents.describe_source(one) for one in interface.sources()],
        tables=[documents.describe_table(t) for t in get_evidence().tables.values()],
        conflicts=[documents.describe_conflict(one) for one in interface.conflicts()],
    )


def find_source(id: str) -> Document:
    """Find a publication.

    Parameters
    ----------
    id : str

    Returns
    -------
    dict

    Raises
    ------
    Http404
    """
    for source in interface.sources():
        if source.id == id:
            described = documents.describe_source(source)
            return documents.describe_in_use(source=described)
    raise Http404


def find_conflict(id: str) -> Document:
    """Find a disagreement between sources.

    Parameters
    ----------
    id : str

    Returns
    -------
    dict

    Raises
    ------
    Http404
    """
    for conflict in interface.conflicts():
        if conflict.id == id:
            described = documents.describe_conflict(conflict)
            return documents.describe_in_use(conflict=described)
    raise Http404


def list_parameters() -> Document:
    """List every figure of the release, written and fitted.

    Returns
    -------
    dict
    """
    return documents.describe_in_use(
        parameters=[documents.describe_parameter(one) for one in interface.parameters()]
    )


def find_parameter(id: str) -> Document:
    """Find a figure.

    Parameters
    ----------
    id : str

    Returns
    -------
    dict

    Raises
    ------
    Http404
    """
    for parameter in interface.parameters():
        if parameter.id == id:
            described = documents.describe_parameter(parameter)
            return documents.describe_in_use(parameter=described)
    raise Http404


def list_releases() -> Document:
    """List the evidence releases that are here; the first is in use.

    Returns
    -------
    dict
    """
    in_use = interface.evidence_release()
    return {"in_use": in_use.id, "releases": [documents.describe_release(in_use)]}


def find_number(id: str) -> Document:
    """Tell where a shown number comes from.

    Parameters
    ----------
    id : str

    Returns
    -------
    dict

    Raises
    ------
    UnknownNumber
    """
    passport = documents.describe_passport(interface.explain(id))
    return documents.describe_in_use(number=passport)


def send(request: HttpRequest, document: Document) -> HttpResponseBase:
    """Send what changes with the release only, or say that it has not changed.

    The tag names the release and the bytes, which hold the release's digest: it stays
    as long as both do.

    Parameters
    ----------
    request : HttpRequest
    document : dict

    Returns
    -------
    HttpResponseBase
    """
    body = interface.encode(document).encode() + b"\n"
    digest = hashlib.sha256(body).hexdigest()[:32]
    etag = f'"{interface.evidence_release().id}.{digest}"'
    response = HttpResponse(body, content_type="application/json")
    found = get_conditional_response(request, etag=etag, response=response)
    if found is None or found.status_code == 412:
        detail = "The document is another one than If-Match asks for."
        return respond(make_problem(412, detail))
    found.headers["ETag"] = etag
    # May be kept, but asks each time whether it is still the release in use.
    found.headers["Cache-Control"] = "no-cache"
    return found
