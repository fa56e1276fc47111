"""A small client of the MS treatment choices API, with the standard library alone.

    from ms_treatment_choices import Client

    client = Client("http://127.0.0.1:8000")
    document = client.compare(course="rrms", edss=3.5, duration=6, age=35)
    document["options"]["ahsct"]["horizons"]["5"]["outcomes"]["worse"]["mean"]

What is wrong comes back as ``Refused``, with the fields that are; what is too much at
once as ``TooMuch``, with the seconds to wait. Documents are plain dictionaries, as the
API describes them at ``/api/schema/``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

Document = dict[str, Any]


@dataclass(frozen=True)
class WrongField:
    """A field that cannot be used: what was given, and what is allowed."""

    field: str
    given: str | None
    allowed: str


class Refused(Exception):
    """The API refused a request; ``errors`` names the fields that are wrong."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.status: int = problem["status"]
        self.detail: str = problem["detail"]
        self.errors = tuple(WrongField(**error) for error in problem["errors"])
        wrong = "".join(f"\n{e.field}: allowed: {e.allowed}" for e in self.errors)
        super().__init__(f"{self.status}: {self.detail}{wrong}")


class TooMuch(Refused):
    """More than a minute's allowance: ask again after ``seconds``."""

    def __init__(self, problem: Mapping[str, Any], seconds: int) -> None:
        super().__init__(problem)
        self.seconds = seconds


class Client:
    """The API of one site.

    Parameters
    ----------
    site
        Its address, like ``http://127.0.0.1:8000``.
    token
        A partner's token, for higher limits.
    timeout_seconds
        How long to wait for an answer.
    """

    def __init__(
        self, site: str, *, token: str = "", timeout_seconds: float = 60
    ) -> None:
        self._root = f"{site.rstrip('/')}/api/v1/"
        self._headers = {"Accept": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._timeout_seconds = timeout_seconds
        # What changes with the release only is asked for once, then by its tag.
        self._kept: dict[str, tuple[str, Document]] = {}

    def compare(self, **inputs: object) -> Document:
        """Compare the options for one person."""
        return self._post("comparisons/", inputs)

    def compare_many(self, people: Iterable[Mapping[str, object]]) -> list[Document]:
        """Compare the options for up to a hundred people; all of them, or none."""
        body = {"comparisons": [dict(person) for person in people]}
        documents: list[Document] = self._post("comparisons/batch/", body)[
            "comparisons"
        ]
        return documents

    def break_even(self, **inputs: object) -> Document:
        """Find the transplant mortality at which it ties with each other option."""
        return self._post("break-even/", inputs)

    def era_curve(self, **inputs: object) -> Document:
        """Follow transplant mortality over the years."""
        return self._post("era-curve/", inputs)

    def sensitivity(self, **inputs: object) -> Document:
        """See which uncertain figures a person's numbers hang on."""
        return self._post("sensitivity/", inputs)

    def options(self) -> Document:
        """List the options, and the harms told of each."""
        return self._get("options/")

    def evidence(self) -> Document:
        """List publications, tables and disagreements."""
        return self._get("evidence/")

    def parameters(self) -> Document:
        """List every figure of the release."""
        return self._get("parameters/")

    def releases(self) -> Document:
        """List the evidence releases."""
        return self._get("releases/")

    def number(self, id: str) -> Document:
        """Tell where a number comes from."""
        return self._get(f"numbers/{quote(id, safe='')}/")

    def _get(self, path: str) -> Document:
        tag, kept = self._kept.get(path, ("", {}))
        request = Request(self._root + path, headers=dict(self._headers))
        if tag:
            request.add_header("If-None-Match", tag)
        try:
            with urlopen(request, timeout=self._timeout_seconds) as response:
                document: Document = json.load(response)
                self._kept[path] = (response.headers["ETag"], document)
                return document
        except HTTPError as error:
            if error.code == 304:
                return kept
            raise _read_refusal(error) from None

    def _post(self, path: str, body: Mapping[str, object]) -> Document:
        request = Request(
            self._root + path,
            data=json.dumps(body).encode(),
            headers={**self._headers, "Content-Type": "application/json"},
        )
        try:
            with urlopen(request, timeout=self._timeout_seconds) as response:
                document: Document = json.load(response)
                return document
        except HTTPError as error:
            raise _read_refusal(error) from None


def _read_refusal(error: HTTPError) -> Exception:
    if error.headers.get_content_type() != "application/problem+json":
        return error
    problem = json.load(error)
    if error.code == 429:
        return TooMuch(problem, int(error.headers["Retry-After"]))
    return Refused(problem)
