"""Tables and figures of the report, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from riskmodel.evidence.registry import is_expected


def lay_checks(
    rows: Sequence[tuple[str, dict[str, Any], Callable[[float], str]]],
    beside: tuple[str, str] | None = None,
) -> str:
    """Lay published values beside what was expected, and one figure more."""
    head, key = beside or ("", "")
    return lay_table(
        [
            "result",
            "published",
            "expected",
            "90 % of such cohorts",
            "inside",
            *([head] if head else []),
        ],
        [
            [
                label,
                word(row["published"]),
                word(row["expected"]),
                f"{word(row['low'])} to {word(row['high'])}",
                "yes" if is_expected(row) else "**no**",
                *([word(row[key])] if key else []),
            ]
            for label, row, word in rows
        ],
    )


def lay_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a table."""
    return "\n".join(
        [
            f"| {' | '.join(heads)} |",
            f"| {' | '.join('---' for _ in heads)} |",
            *(f"| {' | '.join(row)} |" for row in rows),
        ]
    )


def word_number(value: float) -> str:
    """Word a number with three digits."""
    return f"{value:.3g}"


def word_percent(share: float) -> str:
    """Word a share of people."""
    return f"{100 * share:.1f} %"


def word_interval(row: Sequence[float]) -> str:
    """Word a share with its interval."""
    at, low, high = (f"{100 * value:.1f}" for value in row)
    return f"{at} % ({low} to {high})"


def word_ratio(row: Sequence[float]) -> str:
    """Word a figure with its interval, to two places."""
    at, low, high = (f"{value:.2f}" for value in row)
    return f"{at} ({low} to {high})"
