"""Probabilities to whole people of 1,000: the one place that rounds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from decisionaid.presentation.page import PEOPLE, Figure, Number

#: The smaller denominator a person may ask for.
HUNDRED = 100

#: The five groups in the fixed order that settles ties.
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")


def allot_people(
    shares: Mapping[str, float], *, people: int = PEOPLE
) -> dict[str, int]:
    """Share out whole people so that they sum to ``people``.

    Largest remainder: everyone gets the whole part, and the people left over go to
    the largest remainders; equal remainders by the order of ``shares``.
    """
    exact = {name: share * people for name, share in shares.items()}
    counts = {name: math.floor(value) for name, value in exact.items()}
    left = people - sum(counts.values())
    # Python's sort is stable, so equal remainders keep the order given.
    by_remainder = sorted(exact, key=lambda name: counts[name] - exact[name])
    for name in by_remainder[:left]:
        counts[name] += 1
    return counts


def round_people(share: float, *, people: int = PEOPLE) -> int:
    """Round one share to the nearest whole person, a half upwards."""
    return math.floor(share * people + 0.5)


def word_count(count: int, share: float) -> str:
    """Write a count; a chance that rounds to nobody, or to everybody, says so.

    "0 of 1,000" would read as "cannot happen", which is another thing.
    """
    if count == 0 and share > 0:
        return gettext("fewer than 1")
    if count == PEOPLE and share < 1:
        return gettext("more than 999")
    return f"{count:,}"


def make_number(number_id: str, share: float, count: int | None = None) -> Number:
    """Make a shown number from its share, with an allotted count if there is one."""
    whole = round_people(share) if count is None else count
    return Number(number_id, word_count(whole, share), share, whole)


def make_figure(
    figure_id: str, estimate: Mapping[str, float], *, count: int | None = None
) -> Figure:
    """Make a figure from a document's estimate.

    The ends of the range are rounded like any number, neither outwards nor inwards;
    only where an allotted count would fall outside by its one person, the range
    stretches to hold it.
    """
    mean = estimate["mean"]
    best = make_number(f"{figure_id}.mean", mean, count)
    lower, upper = estimate["lower95"], estimate["upper95"]
    lowest = min(round_people(lower), best.count)
    highest = max(round_people(upper), best.count)
    group, _, last = figure_id.rpartition(".")
    return Figure(
        best=best,
        lower=make_number(f"{figure_id}.lower95", lower, lowest),
        upper=make_number(f"{figure_id}.upper95", upper, highest),
        rest=make_number(f"{group}.not_{last}.mean", 1 - mean, PEOPLE - best.count),
    )


def fits_hundred(figures: Iterable[Figure]) -> bool:
    """Say whether 100 people can show these figures: nothing told is under 1 of 100."""
    smallest = 1 / HUNDRED
    return all(
        number.value == 0 or number.value >= smallest
        for figure in figures
        for number in (figure.best, figure.lower, figure.upper, figure.rest)
    )


def count_of_hundred(figure: Figure) -> Figure:
    """Count the same figure among 100 people."""
    return Figure(
        *(
            replace(number, text=str(count), count=count, people=HUNDRED)
            for number, count in (
                (number, round_people(number.value, people=HUNDRED))
                for number in (figure.best, figure.lower, figure.upper, figure.rest)
            )
        )
    )


def count_outcomes(outcomes: Mapping[str, Any]) -> dict[str, int]:
    """Allot the five groups of one option and time."""
    return allot_people({name: outcomes[name]["mean"] for name in OUTCOMES})


def make_outcome_figures(
    option_id: str, years: int, outcomes: Mapping[str, Any]
) -> dict[str, Figure]:
    """Make the figures of the five groups of one option and time."""
    counts = count_outcomes(outcomes)
    return {
        name: make_figure(
            f"{option_id}.{years}.{name}", outcomes[name], count=counts[name]
        )
        for name in OUTCOMES
    }
