"""What is weighed to find a person's own limit, and the limit once it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from decisionaid.presentation.charts.ladder import Track, draw_ladder
from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.levels import has_level
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import PEOPLE, Figure
from decisionaid.presentation.presenters.cards import get_death_figure
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.view import USUAL, View
from decisionaid.presentation.wording import labels
from decisionaid.presentation.wording import limit as words

#: The time over which deaths and disability are weighed.
YEARS = 5
TRANSPLANT = "ahsct"


@dataclass(frozen=True)
class OfferColumn:
    """One side of what is weighed; ``died`` is None where the question supposes it.

    ``inside`` is its name inside a sentence.
    """

    id: str
    name: str
    inside: str
    take: str
    worse: Figure
    died: Figure | None


@dataclass(frozen=True)
class Offer:
    """The transplant against another option; without columns, why it is not offered."""

    comparator: str
    name: str
    time: str
    columns: tuple[OfferColumn, ...]
    why_not: str = ""

    @property
    def worse_counts(self) -> dict[str, int]:
        """The people of 1,000 who get worse, by option."""
        return {column.id: column.worse.best.count for column in self.columns}


@dataclass(frozen=True)
class LimitRow:
    """One line of the ladder's table."""

    name: str
    text: SafeString


@dataclass(frozen=True)
class OwnLimit:
    """A found limit: sentences, the ladder, and the table of the same."""

    comparator: str
    sentences: tuple[SafeString, ...]
    not_firm: str
    ladder: SafeString
    rows: tuple[LimitRow, ...]


def list_offers(
    document: Mapping[str, Any], *, view: View = USUAL
) -> tuple[Offer, ...]:
    """List what the transplant can be weighed against, in the order of the view."""
    scene = Scene(document, YEARS, view)
    others = [option for option in scene.option_ids if option != TRANSPLANT]
    return tuple(_present_offer(scene, option) for option in others)


def _present_offer(scene: Scene, comparator: str) -> Offer:
    name = str(labels.OPTION_NAMES[comparator])

    def refuse(why: object) -> Offer:
        return Offer(comparator, name, scene.time, (), str(why))

    if not (scene.is_known(comparator) and scene.is_known(TRANSPLANT)):
        return refuse(words.NOT_KNOWN)
    columns = tuple(
        OfferColumn(
            option,
            str(labels.OPTION_NAMES[option]),
            str(labels.OPTION_WORDS[option]),
            str(words.TAKE[option]),
            scene.outcomes(option)["worse"],
            None if option == TRANSPLANT else get_death_figure(scene, option),
        )
        for option in scene.option_ids
        if option in (comparator, TRANSPLANT)
    )
    offer = Offer(comparator, name, scene.time, columns)
    worse = offer.worse_counts
    return offer if worse[TRANSPLANT] < worse[comparator] else refuse(words.NOT_FEWER)


def write_suppose(offer: Offer, deaths: int) -> SafeString:
    """Write what a question supposes, from both sides."""
    return fill(
        str(words.SUPPOSE),
        deaths=f"{deaths:,}",
        rest=f"{PEOPLE - deaths:,}",
        time=offer.time,
    )


def present_own_limit(
    document: Mapping[str, Any], found: Mapping[str, Any]
) -> OwnLimit:
    """Present a limit, as `decisionaid.core.answers.get_own_limit` gives it.

    It stands beside today's estimate and the level at which the two come out alike;
    both are the numbers of the results, with the same digits.
    """
    scene = Scene(document, YEARS)
    comparator = found["comparator"]
    estimate = scene.outcomes(TRANSPLANT)["died_treatment"]
    level = _get_level(scene, comparator)
    return OwnLimit(
        comparator=comparator,
        sentences=(
            _write_limit(scene, found),
            _write_estimate(scene, found, estimate),
            _write_level(scene, comparator, level),
        ),
        not_firm="" if found["consistent"] else str(words.NOT_FIRM),
        ladder=_draw(found, estimate, level),
        rows=(
            LimitRow(str(words.ROWS["limit"]), _word_row(found)),
            _present_row("estimate", estimate),
            _present_row("level", level),
        ),
    )


def _get_level(scene: Scene, comparator: str) -> Figure | None:
    by_years = scene.document["break_even"][comparator]["dead_or_worse"]
    entry = by_years.get(str(YEARS))
    if entry is None or not has_level(entry):
        return None
    return make_figure(f"break_even.{comparator}.{YEARS}.dead_or_worse", entry)


def _write_limit(scene: Scene, found: Mapping[str, Any]) -> SafeString:
    if found["accepts"] is None:
        sentence = words.BELOW_ALL
    elif found["refuses"] is None:
        sentence = words.ABOVE_ALL
    else:
        sentence = words.BETWEEN
    return fill(
        str(sentence),
        option=str(labels.OPTION_WORDS[found["comparator"]]),
        accepts=found["accepts"],
        refuses=found["refuses"],
        time=scene.time,
    )


def _find_side(found: Mapping[str, Any], count: int) -> str:
    """Find where a count lies, seen from the limit."""
    if found["accepts"] is not None and count <= found["accepts"]:
        return "below"
    if found["refuses"] is not None and count >= found["refuses"]:
        return "above"
    return "between"


def _write_estimate(
    scene: Scene, found: Mapping[str, Any], estimate: Figure
) -> SafeString:
    sides = [
        _find_side(found, number.count)
        for number in (estimate.lower, estimate.best, estimate.upper)
    ]
    same_side = len(set(sides)) == 1
    return fill(
        f"{words.ESTIMATE[sides[1]]} {words.RANGE[same_side]}",
        best=estimate.best,
        lower=estimate.lower,
        upper=estimate.upper,
        time=scene.time,
    )


def _write_level(scene: Scene, comparator: str, level: Figure | None) -> SafeString:
    option = str(labels.OPTION_WORDS[comparator])
    if level is None:
        return fill(str(words.LEVEL_UNKNOWN), option=option)
    return fill(
        f"{words.LEVEL} {words.LEVEL_MEANS}",
        option=option,
        time=scene.time,
        best=level.best,
        lower=level.lower,
        upper=level.upper,
    )


def _word_row(found: Mapping[str, Any]) -> SafeString:
    if found["accepts"] is None:
        sentence = words.ROW_BELOW
    elif found["refuses"] is None:
        sentence = words.ROW_ABOVE
    else:
        sentence = words.ROW_BETWEEN
    return fill(str(sentence), accepts=found["accepts"], refuses=found["refuses"])


def _present_row(name: str, figure: Figure | None) -> LimitRow:
    label = str(words.ROWS[name])
    if figure is None:
        return LimitRow(label, fill(str(words.ROW_UNKNOWN)))
    text = fill(
        str(words.ROW_FIGURE),
        best=figure.best,
        lower=figure.lower,
        upper=figure.upper,
    )
    return LimitRow(label, text)


def _draw(
    found: Mapping[str, Any], estimate: Figure, level: Figure | None
) -> SafeString:
    tracks = [
        Track(
            "limit",
            str(words.ROWS["limit"]),
            found["accepts"] or 0,
            found["refuses"] or PEOPLE,
        )
    ]
    for name, figure in (("estimate", estimate), ("level", level)):
        if figure is not None:
            tracks.append(
                Track(
                    name,
                    str(words.ROWS[name]),
                    figure.lower.count,
                    figure.upper.count,
                    figure.best.count,
                )
            )
    return draw_ladder(
        tracks, title=str(words.LADDER_TITLE), text=str(words.LADDER_TEXT)
    )
