"""One option over ten years: lines for worse and better with their ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from decisionaid.presentation.page import PEOPLE, Figure

WIDTH, HEIGHT = 320, 236
LEFT, RIGHT, TOP, BOTTOM = 44, 60, 26, 36
YEARS = 10
#: Labels at the end of lines stand at least this far apart.
LABEL_GAP = 16

FiguresByYear = Mapping[int, Figure]


def _x(years: float) -> float:
    return round(LEFT + (WIDTH - LEFT - RIGHT) * years / YEARS, 1)


def _y(count: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / PEOPLE), 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _draw_axes(years_word: str, people_word: str) -> str:
    lines = "".join(
        f'<path class="app-curve__grid" d="M{LEFT} {_y(count):g}H{_x(YEARS):g}"/>'
        f'<text class="app-curve__tick" x="{LEFT - 6}" y="{_y(count) + 4.5:g}" '
        f'text-anchor="end">{count:,}</text>'
        for count in (0, 500, PEOPLE)
    )
    ticks = "".join(
        f'<text class="app-curve__tick" x="{_x(years):g}" '
        f'y="{_y(0) + 17:g}" text-anchor="middle">{years}</text>'
        for years in (0, 2, 5, 10)
    )
    names = format_html(
        '<text class="app-curve__tick" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="app-curve__tick" x="{}" y="{}">{}</text>',
        f"{_x(YEARS / 2):g}",
        HEIGHT - 4,
        years_word,
        0,
        TOP - 13,
        people_word,
    )
    return lines + ticks + names


def _draw_line(name: str, figures: FiguresByYear, years_shown: int) -> str:
    years = sorted(figures)
    start = (_x(0), _y(0))
    best = [start, *((_x(year), _y(figures[year].best.count)) for year in years)]
    upper = [start, *((_x(year), _y(figures[year].upper.count)) for year in years)]
    lower = [(_x(year), _y(figures[year].lower.count)) for year in reversed(years)]
    shown = figures[years_shown].best
    return (
        f'<path class="app-curve__band app-curve__band--{name}" '
        f'd="{_path([*upper, *lower])}Z"/>'
        f'<path class="app-curve__line app-curve__line--{name}" d="{_path(best)}"/>'
        f'<circle class="app-curve__dot app-curve__dot--{name}" r="4.5" '
        f'cx="{_x(years_shown):g}" cy="{_y(shown.count):g}" '
        f'data-number="{shown.id}" data-value="{shown.value!r}" '
        f'data-count="{shown.count}"/>'
    )


def _draw_deaths(died: Mapping[int, int]) -> str:
    """Draw deaths of any cause: a sum of two groups, so it has no range of its own."""
    points = [(_x(0), _y(0)), *((_x(year), _y(died[year])) for year in sorted(died))]
    return f'<path class="app-curve__line app-curve__line--died" d="{_path(points)}"/>'


def _place_labels(ends: Mapping[str, float]) -> dict[str, float]:
    """Keep labels at the lines' ends apart, from the lowest upwards."""
    placed: dict[str, float] = {}
    last = float("inf")
    for name in sorted(ends, key=lambda name: -ends[name]):
        last = min(ends[name], last - LABEL_GAP)
        placed[name] = last
    return placed


def draw_curve(
    curve_id: str,
    lines: Mapping[str, FiguresByYear],
    *,
    died: Mapping[int, int],
    labels: Mapping[str, str],
    title: str,
    text: str,
    axis_words: tuple[str, str],
    years_shown: int,
) -> SafeString:
    """Draw the lines of one option on axes that are the same for all options.

    ``labels`` names the lines, and the line of deaths as ``died``.
    """
    body = [
        _draw_axes(*axis_words),
        _draw_deaths(died),
        f'<path class="app-curve__now" d="M{_x(years_shown):g} {TOP}V{_y(0):g}"/>',
        *(_draw_line(name, figures, years_shown) for name, figures in lines.items()),
    ]
    ends = {
        name: _y(figures[max(figures)].best.count) for name, figures in lines.items()
    }
    ends["died"] = _y(died[max(died)])
    for name, y in _place_labels(ends).items():
        body.append(
            format_html(
                '<text class="app-curve__label app-curve__label--{}" x="{}" y="{}">'
                "{}</text>",
                name,
                f"{_x(YEARS) + 6:g}",
                f"{y + 5:g}",
                labels[name],
            )
        )
    return format_html(
        '<svg class="app-curve" role="img" viewBox="0 0 {} {}" '
        'aria-labelledby="{}-title {}-text"><title id="{}-title">{}</title>'
        '<desc id="{}-text">{}</desc>{}</svg>',
        WIDTH,
        HEIGHT,
        curve_id,
        curve_id,
        curve_id,
        title,
        curve_id,
        text,
        mark_safe("".join(body)),
    )
