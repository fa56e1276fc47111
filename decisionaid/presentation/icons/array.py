"""The drawings themselves, built in Python: a template loop is ten times slower."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from decisionaid.presentation.icons.grid import (
    CELL,
    edge_before,
    outline_cells,
    write_points,
)
from decisionaid.presentation.icons.people import draw_person
from decisionaid.presentation.icons.stretches import Layout, Stretch, lay_out
from decisionaid.presentation.page import PEOPLE, Figure

#: Rows of the two arrangements; columns follow, as 1,000 people fill both.
ROWS = {"wide": 25, "tall": 40}
#: A magnified strip has rows of ten people.
STRIP_ROW = 10


@dataclass(frozen=True)
class Caption:
    """Name and description of a picture, for those who do not see it."""

    id: str
    title: str
    text: str


def _frame(
    body: str, caption: Caption, *, width: int, height: int, css: str
) -> SafeString:
    return format_html(
        '<svg class="{}" role="img" viewBox="0 0 {} {}" '
        'aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>{}</svg>',
        css,
        width,
        height,
        caption.id,
        caption.id,
        caption.id,
        caption.title,
        caption.id,
        caption.text,
        mark_safe(body),
    )


def _polygon(stretch: Stretch, figure: Figure, rows: int) -> str:
    points = write_points(outline_cells(stretch.start, stretch.end, rows))
    return (
        f'<polygon fill="url(#people-{stretch.kind})" data-kind="{stretch.kind}" '
        f'data-outcome="{stretch.outcome}" data-lower="{figure.lower.count}" '
        f'data-best="{figure.best.count}" data-upper="{figure.upper.count}" '
        f'points="{points}"/>'
    )


def _best_line(cell: int, rows: int) -> str:
    points = write_points(edge_before(cell, rows))
    return f'<polyline class="app-best-line" points="{points}"/>'


def _draw_layout(layout: Layout, figures: Mapping[str, Figure], rows: int) -> str:
    polygons = [
        _polygon(stretch, figures[stretch.outcome], rows)
        for stretch in layout.stretches
    ]
    return "".join(polygons + [_best_line(cell, rows) for cell in layout.best_lines])


def draw_array(
    figures: Mapping[str, Figure], caption: Caption, *, arrangement: str
) -> SafeString:
    """Draw one option's 1,000 people, ``wide`` or ``tall``."""
    rows = ROWS[arrangement]
    return _frame(
        _draw_layout(lay_out(figures), figures, rows),
        Caption(f"{caption.id}-{arrangement}", caption.title, caption.text),
        width=PEOPLE // rows * CELL,
        height=rows * CELL,
        css=f"app-icon-array__people app-icon-array__people--{arrangement}",
    )


def draw_unknown_array(caption: Caption, *, arrangement: str) -> SafeString:
    """Draw 1,000 people of whom nobody knows what would happen."""
    rows = ROWS[arrangement]
    points = write_points(outline_cells(0, PEOPLE, rows))
    return _frame(
        f'<polygon fill="url(#people-unknown)" data-kind="unknown" points="{points}"/>',
        Caption(f"{caption.id}-{arrangement}", caption.title, caption.text),
        width=PEOPLE // rows * CELL,
        height=rows * CELL,
        css=f"app-icon-array__people app-icon-array__people--{arrangement}",
    )


def draw_strip(figure: Figure, caption: Caption, *, people: int) -> SafeString:
    """Draw the first people of the 1,000 again, larger, to show few deaths.

    Crossed tiles count to the best estimate, solid as far as it is sure; dashed tiles
    go on to the upper end. Where the best estimate rounds to nobody, one person at
    least is drawn as "may be".
    """
    best = min(figure.best.count, people)
    lower = min(figure.lower.count, best)
    upper = max(min(figure.upper.count, people), best)
    if upper == 0 and figure.best.value > 0:
        upper = 1
    body = [
        _strip_cells("died_treatment", 0, lower),
        _strip_cells("died_treatment_likely", lower, best),
        _strip_cells("died_treatment_maybe", best, upper),
        _strip_cells("elsewhere", upper, people),
    ]
    return _frame(
        "".join(body),
        caption,
        width=STRIP_ROW * CELL,
        height=people // STRIP_ROW * CELL,
        css="app-death-strip__people",
    )


def _strip_cells(kind: str, start: int, end: int) -> str:
    """Draw people ``start`` to ``end`` of a strip, one rectangle for each row."""
    cells = []
    while start < end:
        row, column = divmod(start, STRIP_ROW)
        length = min(end - start, STRIP_ROW - column)
        cells.append(
            f'<rect fill="url(#people-{kind})" data-kind="{kind}" '
            f'x="{column * CELL}" y="{row * CELL}" '
            f'width="{length * CELL}" height="{CELL}"/>'
        )
        start += length
    return "".join(cells)


def draw_icon(kind: str) -> SafeString:
    """Draw a single person beside its label; the label carries the name."""
    return mark_safe(
        '<svg class="app-person-icon" viewBox="0 0 10 10" aria-hidden="true" '
        f'focusable="false">{draw_person(kind)}</svg>'
    )
