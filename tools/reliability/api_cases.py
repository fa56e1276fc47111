"""The API against its own description: Schemathesis, so many cases an operation.

Half of the cases are meant to be right, half to be wrong in some way. No answer may be
a 5xx, have a status, header, media type or body that the description does not name, or
accept what the description forbids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import hypothesis
import schemathesis
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from riskmodel import interface

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
#: As few draws, and as small a batch, as shows the same behaviour.
DRAWS = 100
MOST_IN_BATCH = 5
#: Limits that no run reaches; the limits have tests of their own.
NO_LIMIT = {
    "API_REQUESTS_PER_MINUTE": 10**9,
    "API_WORK_PER_MINUTE": 10**12,
    "POSTS_PER_MINUTE_ADDRESS": 0,
}
#: The client within the process unpacks nothing.
UNPACKED = {"Accept-Encoding": "identity"}
Statuses = Counter[int]


@dataclass(frozen=True)
class Outcome:
    """What an operation answered, and the first thing that was wrong with it."""

    operation: str
    statuses: Statuses
    fault: str = ""

    @property
    def cases(self) -> int:
        return self.statuses.total()

    def count_broken(self) -> int:
        """Count answers that are our fault."""
        return sum(n for status, n in self.statuses.items() if status >= 500)


def run(*, cases: int, seed: int = 1) -> list[Outcome]:
    """Try every operation; the same seed tries the same cases."""
    application = get_wsgi_application()
    described = schemathesis.openapi.from_wsgi("/api/schema/", application).raw_schema
    narrowed = deepcopy(described)
    _narrow(narrowed)
    pairs = zip(
        _list_operations(narrowed, application),
        _list_operations(described, application),
        strict=True,
    )
    with _without_limits():
        return [
            _try_operation(
                right.label, _choose_cases(right, wrong), cases=cases, seed=seed
            )
            for right, wrong in pairs
        ]


def _list_operations(described: dict[str, Any], application: Any) -> list[Any]:
    schema = schemathesis.openapi.from_dict(described)
    schema.app = application
    found: list[Any] = list(schema.get_all_operations())
    return [one.ok() for one in found]


def _narrow(described: dict[str, Any]) -> None:
    """Ask for little work, and for people that can be."""
    shapes = described["components"]["schemas"]
    for name in ("ComparisonRequest", "SensitivityRequest"):
        shapes[name]["properties"]["draws"] |= {"maximum": DRAWS}
        # what no schema says: nobody's first symptoms came before the age of ten
        shapes[name]["properties"]["duration"] |= {"maximum": 8}
        # the usual number of draws is many
        shapes[name]["required"].append("draws")
    shapes["BatchRequest"]["properties"]["comparisons"]["maxItems"] = MOST_IN_BATCH


def _list_known_ids(operation: Any) -> list[str]:
    """List ids that are there, which nothing random would find."""
    name = operation.definition.raw["operationId"]
    return {
        "getSource": [source.id for source in interface.sources()],
        "getConflict": [conflict.id for conflict in interface.conflicts()],
        "getParameter": [parameter.id for parameter in interface.parameters()],
        "getNumber": ["ahsct.5.worse.mean", "transplant_mortality.lower95"],
    }.get(name, [])


def _choose_cases(right: Any, wrong: Any) -> st.SearchStrategy[Case[Any]]:
    """Choose from what is allowed, and from what is not."""
    allowed = right.as_strategy(schemathesis.GenerationMode.POSITIVE)
    if right.method != "get":
        refused = wrong.as_strategy(schemathesis.GenerationMode.NEGATIVE)
        return st.one_of(allowed, refused)
    there = [
        right.as_strategy(path_parameters={"id": id}) for id in _list_known_ids(right)
    ]
    return st.one_of(allowed, st.one_of(there)) if there else allowed


def _try_operation(
    label: str, chosen: st.SearchStrategy[Case[Any]], *, cases: int, seed: int
) -> Outcome:
    statuses: Statuses = Counter()

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(chosen)
    def try_case(case: Case[Any]) -> None:
        response = case.call(headers=UNPACKED)
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    fault = ""
    try:
        try_case()
    except FailureGroup as group:
        fault = "; ".join(f"{one.title}: {one.message}" for one in group.exceptions)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    return Outcome(label, statuses, fault)


@contextmanager
def _without_limits() -> Iterator[None]:
    kept = {name: getattr(settings, name) for name in NO_LIMIT}
    try:
        for name, value in NO_LIMIT.items():
            setattr(settings, name, value)
        yield
    finally:
        for name, value in kept.items():
            setattr(settings, name, value)
