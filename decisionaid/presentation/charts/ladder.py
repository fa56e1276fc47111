"""A ladder of deaths of 1,000, with what lies on it side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from decisionaid.core.own_limit import LADDER
from decisionaid.presentation.page import PEOPLE

WIDTH, RUNG_GAP, TOP = 320, 24, 52
#: The rungs, and what lies below the first and above the last.
PLACES = (0, *LADDER, PEOPLE)
HEIGHT = TOP + RUNG_GAP * (len(PLACES) - 1) + 14
LABELS_WIDTH = 52
BAND_WIDTH = 26


@dataclass(frozen=True)
class Track:
    """One thing on the ladder: from, to, and the best value in between if it has one.

    ``lower`` and ``upper`` are counts of 1,000.
    """

    name: str
    label: str
    lower: int
    upper: int
    best: int | None = None


def draw_ladder(tracks: Sequence[Track], *, title: str, text: str) -> SafeString:
    """Draw every track as a band on the same rungs."""
    width = (WIDTH - LABELS_WIDTH) / len(tracks)
    body = [_draw_rungs()]
    for place, track in enumerate(tracks):
        body.append(_draw_track(track, LABELS_WIDTH + width * (place + 0.5)))
    return format_html(
        '<svg class="app-ladder" role="img" viewBox="0 0 {} {}" '
        'aria-labelledby="ladder-title ladder-text">'
        '<title id="ladder-title">{}</title><desc id="ladder-text">{}</desc>{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        text,
        mark_safe("".join(body)),
    )


def find_height(count: int) -> float:
    """Find the height of a count: rungs are evenly apart, between them it is shared."""
    above = next(place for place, rung in enumerate(PLACES) if rung >= count)
    if above == 0:
        return _y(0)
    low, high = PLACES[above - 1], PLACES[above]
    return _y(above - 1 + (count - low) / (high - low))


def _y(place: float) -> float:
    return round(TOP + RUNG_GAP * (len(PLACES) - 1 - place), 1)


def _draw_rungs() -> str:
    return "".join(
        f'<path class="app-ladder__rung" d="M{LABELS_WIDTH} {_y(place):g}H{WIDTH}"/>'
        f'<text class="app-ladder__number" x="{LABELS_WIDTH - 8}" '
        f'y="{_y(place) + 5:g}">{count:,}</text>'
        for place, count in enumerate(PLACES)
    )


def _draw_track(track: Track, middle: float) -> str:
    top, foot = find_height(track.upper), find_height(track.lower)
    left = middle - BAND_WIDTH / 2
    first, _, rest = track.label.rpartition(" ")
    label = format_html(
        '<text class="app-ladder__label" y="16">'
        '<tspan x="{0}">{1}</tspan> <tspan x="{0}" dy="17">{2}</tspan></text>',
        f"{middle:g}",
        first,
        rest,
    )
    band = (
        f'<rect class="app-ladder__band app-ladder__band--{track.name}" x="{left:g}" '
        f'y="{top:g}" width="{BAND_WIDTH}" height="{max(foot - top, 3):g}" rx="4" '
        f'data-track="{track.name}" data-lower="{track.lower}" '
        f'data-upper="{track.upper}"/>'
    )
    if track.best is None:
        return label + band
    best = find_height(track.best)
    return (
        f"{label}{band}"
        f'<path class="app-ladder__best" d="M{left - 5:g} {best:g}h{BAND_WIDTH + 10}" '
        f'data-track="{track.name}" data-best="{track.best}"/>'
    )
