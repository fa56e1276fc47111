"""A bar with a range: where an estimate lies between nobody and everybody."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from decisionaid.presentation.page import PEOPLE, Figure

#: Bars run to all 1,000 people, or to the first of these that holds all they show.
SCALES = (20, 200, PEOPLE)
WIDTH = 200


def choose_scale(figures: Iterable[Figure]) -> int:
    """Choose one scale for all options of a comparison."""
    highest = max((figure.upper.count for figure in figures), default=0)
    return next(scale for scale in SCALES if highest <= scale)


def draw_bar(figure: Figure, scale: int) -> SafeString:
    """Draw the range as a band and the best estimate as a mark on it."""

    def at(count: int) -> float:
        return round(WIDTH * count / scale, 1)

    lower, best, upper = (
        at(number.count) for number in (figure.lower, figure.best, figure.upper)
    )
    return mark_safe(
        f'<svg class="app-bar" viewBox="0 0 {WIDTH} 12" aria-hidden="true" '
        'focusable="false" preserveAspectRatio="none">'
        f'<path class="app-bar__track" d="M0 6h{WIDTH}"/>'
        f'<path class="app-bar__band" d="M{lower:g} 6H{max(upper, lower + 1):g}"/>'
        f'<path class="app-bar__best" d="M{best:g} 0v12"/></svg>'
    )
