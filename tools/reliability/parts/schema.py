"""The API is tried against its own description."""

from __future__ import annotations

from tools.reliability import api_cases
from tools.reliability.parts import Line

TITLE = "The API against its own description"
#: Cases of each operation.
FULL, SHORT = 1000, 25


def run(size: int) -> list[Line]:
    outcomes = api_cases.run(cases=size)
    answers = sum(outcome.cases for outcome in outcomes)
    broken = sum(outcome.count_broken() for outcome in outcomes)
    faults = [f"{o.operation}: {o.fault}" for o in outcomes if o.fault]
    return [
        Line(
            "No answer is a 5xx",
            f"{broken} of {answers:,} answers of {len(outcomes)} operations",
            broken == 0 and answers >= size * len(outcomes),
        ),
        Line(
            "Every answer has the status, headers and shape that are described",
            "; ".join(faults)[:1000] or f"{answers:,} answers have",
            not faults,
        ),
    ]
