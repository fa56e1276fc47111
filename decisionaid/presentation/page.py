"""What the results show, ready to print: no numbers left to round, no logic.

The screen, the printed sheet and later views take the same ResultsPage, so a number
that stands in two places has the same digits in both.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

#: The denominator of every number, but where a person asks for a smaller one.
PEOPLE = 1000


@dataclass(frozen=True)
class Number:
    """One shown number: its id, its digits in words, and where they come from."""

    id: str
    text: str
    value: float
    count: int
    people: int = PEOPLE


@dataclass(frozen=True)
class Figure:
    """A count of 1,000 people with its range, and the people it does not happen to."""

    best: Number
    lower: Number
    upper: Number
    rest: Number


@dataclass(frozen=True)
class HorizonLink:
    """A choice of time."""

    years: int
    label: str
    current: bool


@dataclass(frozen=True)
class LegendEntry:
    """One shape of the pictures and its meaning."""

    name: str
    icon: SafeString
    label: str


@dataclass(frozen=True)
class Deaths:
    """Deaths from the treatment: above the picture, and magnified when few."""

    figure: Figure
    sentence: SafeString
    range: SafeString
    strip: SafeString
    strip_caption: str


@dataclass(frozen=True)
class CountEntry:
    """One class of people under the picture."""

    name: str
    icon: SafeString
    label: str
    figure: Figure


@dataclass(frozen=True)
class OptionCard:
    """One option's 1,000 people; without numbers when they are not known."""

    id: str
    name: str
    known: bool
    status: str
    reasons: tuple[str, ...]
    deaths: Deaths | None
    array_wide: SafeString
    array_tall: SafeString
    counts: tuple[CountEntry, ...]


@dataclass(frozen=True)
class ComparisonRow:
    """One option in a comparison; ``figure`` is None where it is not known."""

    option_id: str
    name: str
    figure: Figure | None
    bar: SafeString


@dataclass(frozen=True)
class ComparisonTable:
    """One thing that can happen, across the four options.

    ``scale_text`` says how far the bars run.
    """

    id: str
    title: str
    icon: SafeString
    scale_text: str
    rows: tuple[ComparisonRow, ...]
    people: str = "1,000"


@dataclass(frozen=True)
class MatrixRow:
    """One line of a matrix; ``own`` marks the one of the person's answers.

    ``mark`` says so in words, where its name does not.
    """

    name: str
    columns: tuple[str, ...]
    numbers: tuple[Number | None, ...]
    own: bool = False
    mark: str = ""

    @property
    def cells(self) -> tuple[tuple[str, Number | None], ...]:
        """Each number with its column's name, which a phone shows beside it."""
        return tuple(zip(self.columns, self.numbers, strict=True))


@dataclass(frozen=True)
class Matrix:
    """Lines by columns, with a number in each cell or "not known"."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class OptionText:
    """An option's name and its sentences."""

    id: str
    name: str
    sentences: tuple[SafeString, ...]


@dataclass(frozen=True)
class CurveRow:
    """One year of a curve, as numbers."""

    years: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Curve:
    """One option over time: a drawing and the table of the same data.

    ``unknown`` says so where there is nothing to draw.
    """

    id: str
    name: str
    unknown: str
    drawing: SafeString
    columns: tuple[LegendEntry, ...]
    rows: tuple[CurveRow, ...]


@dataclass(frozen=True)
class HarmRow:
    """A harm: its figure, or why it is not known."""

    id: str
    name: str
    explanation: str
    figure: Figure | None
    sentence: SafeString
    not_known: str


@dataclass(frozen=True)
class HarmTable:
    """The harms of one option; ``empty`` says so where there are none."""

    id: str
    name: str
    rows: tuple[HarmRow, ...]
    empty: str


@dataclass(frozen=True)
class FertilityRow:
    """What is known of fertility, for some people; a source where no page tells it."""

    name: str
    sentence: SafeString
    source: str = ""
    doi: str = ""


@dataclass(frozen=True)
class BurdenCell:
    """What one option asks of a person, in one respect."""

    option_id: str
    name: str
    text: str


@dataclass(frozen=True)
class BurdenFeature:
    """One respect, across the four options."""

    title: str
    cells: tuple[BurdenCell, ...]


@dataclass(frozen=True)
class Certainty:
    """How far the studies carry, for one option."""

    id: str
    name: str
    status: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A warning in the patient's words."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class SourceNote:
    """A study behind the numbers; ``citation`` is its name, in its own words."""

    id: str
    citation: str
    people: str
    link: str


@dataclass(frozen=True)
class ReleaseNote:
    """Which release of the evidence and the model made the numbers."""

    id: str
    digest: str
    model_version: str


@dataclass(frozen=True)
class StudyCount:
    """How many people like the person the studies of one option had."""

    id: str
    name: str
    sentence: SafeString
    studies: tuple[str, ...]


@dataclass(frozen=True)
class SurenessRow:
    """How certain one outcome is, option by option."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sureness:
    """How certain the numbers are: what holds for most, what does not, and each one.

    ``others`` pairs what is counted, and for whom, with another certainty.
    """

    usual: str
    means: str
    others: tuple[tuple[str, str], ...]
    rows: tuple[SurenessRow, ...]


@dataclass(frozen=True)
class MovingAnswer:
    """How far one answer moves the picture."""

    name: str
    sentence: SafeString


@dataclass(frozen=True)
class NumberLink:
    """A shown number in the list of where numbers come from."""

    id: str
    words: str
    figure: Figure | None


@dataclass(frozen=True)
class NumberGroup:
    """The numbers of one part of the page."""

    id: str
    title: str
    links: tuple[NumberLink, ...]


@dataclass(frozen=True)
class ResultsPage:
    """Everything the results show at one horizon."""

    years: int
    time: str
    title: str
    decision: str
    who: str
    order: str
    horizons: tuple[HorizonLink, ...]
    definitions: SafeString
    legend: tuple[LegendEntry, ...]
    options: tuple[OptionCard, ...]
    comparisons: tuple[ComparisonTable, ...]
    abilities: tuple[ComparisonTable, ...]
    texts: tuple[OptionText, ...]
    curves: tuple[Curve, ...]
    break_even: tuple[SafeString, ...]
    levels: tuple[ComparisonTable, ...]
    harms: tuple[HarmTable, ...]
    burden: tuple[BurdenFeature, ...]
    certainty: tuple[Certainty, ...]
    notes: tuple[Note, ...]
    sheet_notes: tuple[Note, ...]
    not_compared: tuple[str, ...]
    sources: tuple[SourceNote, ...]
    release: ReleaseNote
