"""A forest plot as SVG: one line for each interval, on one scale."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, LABELS_WIDTH, ROW, FOOT, MARGIN = 720, 300, 50, 44, 14
#: Letters of a line that fit beside the drawing, and fewer in bold.
LONGEST, OWN_LONGEST = 36, 32
LABEL_LINES, LINE_HEIGHT = 3, 15
SQUARE = 9
#: Steps of a scale that people can read: one, two, five, ten, ...
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Line:
    """A value with its 95 % interval; the parameter's own, or a study's."""

    label: str
    best: float
    low: float
    high: float
    is_own: bool = False


def draw_forest(
    lines: Sequence[Line], *, unit: str, logarithmic: bool, title: str
) -> SafeString:
    """Draw each line; on a logarithmic scale ratios are as far from 1 either way."""
    low = min(line.low for line in lines)
    high = max(line.high for line in lines)
    logarithmic = logarithmic and low > 0
    ticks = _choose_powers(low, high) if logarithmic else _choose_ticks(low, high)
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    height = ROW * len(lines) + FOOT

    def at(value: float) -> str:
        first, last, here = (
            (math.log(low), math.log(high), math.log(value))
            if logarithmic
            else (low, high, value)
        )
        room = WIDTH - LABELS_WIDTH - MARGIN
        return f"{LABELS_WIDTH + room * (here - first) / (last - first):.1f}"

    foot = ROW * len(lines) + 4
    scale = format_html_join(
        "",
        '<path class="app-forest__tick" d="M{0} 0V{1}"/>'
        '<text class="app-forest__number" x="{0}" y="{2}">{3}</text>',
        ((at(tick), foot, foot + 16, f"{tick:g}") for tick in ticks),
    )
    drawn = format_html_join(
        "",
        '<g class="app-forest__line{}">{}'
        '<path class="app-forest__interval" d="M{} {}H{}"/>'
        '<rect class="app-forest__best" x="{}" y="{}" width="{}" height="{}"/></g>',
        (
            (
                " app-forest__line--own" if line.is_own else "",
                _write_label(line, middle=ROW * place + ROW // 2),
                at(line.low),
                ROW * place + ROW // 2,
                at(line.high),
                f"{float(at(line.best)) - SQUARE / 2:.1f}",
                ROW * place + ROW // 2 - SQUARE / 2,
                SQUARE,
                SQUARE,
            )
            for place, line in enumerate(lines)
        ),
    )
    return format_html(
        '<svg class="app-forest" role="img" viewBox="0 0 {} {}" aria-label="{}">'
        '{}{}<text class="app-forest__unit" x="{}" y="{}">{}</text></svg>',
        WIDTH,
        height,
        title,
        scale,
        drawn,
        (LABELS_WIDTH + WIDTH - MARGIN) // 2,
        height - 6,
        unit,
    )


def _write_label(line: Line, *, middle: int) -> SafeString:
    longest = OWN_LONGEST if line.is_own else LONGEST
    # The table beneath has it in full.
    words = textwrap.wrap(
        line.label,
        longest,
        max_lines=LABEL_LINES,
        placeholder="\N{HORIZONTAL ELLIPSIS}",
    )
    first = middle + 5 - LINE_HEIGHT * (len(words) - 1) / 2
    return format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        (
            (LABELS_WIDTH - MARGIN, first + LINE_HEIGHT * place, text)
            for place, text in enumerate(words)
        ),
    )


def _choose_powers(low: float, high: float) -> list[float]:
    """Choose 1, 2, 5 of each power of ten that are near the values."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    steps = [step * 10.0**power for power in range(first, last + 1) for step in STEPS]
    below = max(step for step in steps if step <= low)
    above = min(step for step in steps if step >= high)
    return [step for step in steps if below <= step <= above]


def _choose_ticks(low: float, high: float, wanted: int = 6) -> list[float]:
    """Choose even steps that begin at or below the lowest."""
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (*STEPS, 10) if s * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 10) for number in range(first, last + 1)]
