"""What the sheet for the consultation holds: the results, and the person's own part.

The sheet on the screen, on paper and as a PDF takes the same Sheet, so that no two of
them can say different things.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from decisionaid.presentation.page import ComparisonTable, ResultsPage


@dataclass(frozen=True)
class Fact:
    """Something the person told us: what was asked, and their answer."""

    name: str
    text: str


@dataclass(frozen=True)
class OwnPart:
    """What the person thinks: in words of ours, or in their own."""

    values: tuple[Fact, ...] = ()
    concerns: tuple[str, ...] = ()
    limit: tuple[SafeString, ...] = ()
    unclear: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetCode:
    """The code that opens this result, and where to type it."""

    code: str
    address: str
    until: str
    picture: SafeString


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet. ``rows`` are the numbers in the person's order."""

    page: ResultsPage
    answers: tuple[Fact, ...]
    rows: tuple[ComparisonTable, ...]
    own: OwnPart
    made_on: str
    code: SheetCode | None
