"""When a page is asked, as FHIR says it: the same as ``core.asked``, as data."""

from __future__ import annotations

from dataclasses import dataclass

from decisionaid.core.asked import CHILDREN_UNTIL_AGE
from decisionaid.fhir.bindings import EnableBehavior, EnableOperator


@dataclass(frozen=True)
class Condition:
    """One comparison with the answer to a question."""

    question: str
    operator: EnableOperator
    answer: str | int


@dataclass(frozen=True)
class Enabling:
    """When a page is asked: with all or any of its conditions."""

    behavior: EnableBehavior
    conditions: tuple[Condition, ...]


def _when(*conditions: Condition) -> Enabling:
    return Enabling(EnableBehavior.ANY, conditions)


def _is(question: str, answer: str) -> Condition:
    return Condition(question, EnableOperator.EQUAL, answer)


def _is_not(question: str, answer: str) -> Condition:
    return Condition(question, EnableOperator.NOT_EQUAL, answer)


#: By page. A page that hangs on another that is not asked has no answer to hang on.
ENABLED_WHEN: dict[str, Enabling] = {
    "edss-moving": _when(_is("edss.edss_known", "work_out")),
    "edss-distance": _when(_is("edss-moving.moving", "unaided")),
    "edss-everyday": _when(_is("edss-distance.detail", "over_500")),
    "edss-aided": _when(
        _is("edss-moving.moving", "one_side"), _is("edss-moving.moving", "two_sides")
    ),
    "edss-chair": _when(_is("edss-moving.moving", "wheelchair")),
    "edss-bed": _when(_is("edss-moving.moving", "bed")),
    "natalizumab": _when(_is("treatments.treatments", "natalizumab")),
    "immunosuppression": _when(_is_not("jcv.jcv", "negative")),
    "conditioning": _when(_is_not("centre.centre", "unknown")),
    "children": _when(
        _is_not("sex.sex", "female"),
        Condition("age.age", EnableOperator.LESS, CHILDREN_UNTIL_AGE),
    ),
}
