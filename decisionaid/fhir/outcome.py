"""What is wrong, as an OperationOutcome: the shape of every refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from decisionaid.fhir.bindings import IssueType, Severity


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong; ``where`` is a FHIRPath of the body."""

    type: IssueType
    words: str
    where: str = ""


class Refused(Exception):
    """The body cannot be used, for one reason or several."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__(f"{len(issues)} issues")
        self.issues = issues


def build_outcome(issues: Sequence[Issue]) -> dict[str, Any]:
    """Build the OperationOutcome."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            {
                "severity": Severity.ERROR,
                "code": issue.type,
                "diagnostics": issue.words,
                **({"expression": [issue.where]} if issue.where else {}),
            }
            for issue in issues
        ],
    }
