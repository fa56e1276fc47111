"""What the sheet for the consultation holds: the results, and the person's own part.

The sheet on the screen, on paper and as a PDF takes the same Sheet, so that no two of
them can say different things.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from decisionaid.presentation.page import ComparisonTable, ResultsPage

#: Letters of what differs from person to person, from which on print is set smaller.
LONG_SHEET = 1500
LONGEST_SHEET = 2400


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

    @property
    def length(self) -> int:
        """How many letters it has, so that paper can make room."""
        facts = sum(len(fact.name) + len(fact.text) for fact in self.values)
        lines = (*self.concerns, *self.limit, *self.unclear, *self.questions)
        return facts + sum(len(strip_tags(line)) for line in lines)


@dataclass(frozen=True)
class SheetCode:
    """The code that opens this result, and where to type it."""

    code: str
    address: str
    until: str
    picture: SafeString


@dataclass(frozen=True)
class Sheet:
    """Everything on the sheet. ``rows`` are the numbers in the person's order.

    ``left_out`` says so where the person chose to see less.
    """

    page: ResultsPage
    answers: tuple[Fact, ...]
    rows: tuple[ComparisonTable, ...]
    own: OwnPart
    made_on: str
    code: SheetCode | None
    #: Whether it says that it is a research preview.
    preview: bool
    left_out: str = ""

    @property
    def density(self) -> str:
        """How small paper needs its letters: "usual", "full" or "fullest"."""
        reasons = sum(len(r) for option in self.page.certainty for r in option.reasons)
        levels = sum(len(strip_tags(line)) for line in self.page.break_even)
        letters = self.own.length + reasons + levels
        if letters > LONGEST_SHEET:
            return "fullest"
        return "full" if letters > LONG_SHEET else "usual"
