"""Pieces of Markdown that the evidence document is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def cite(ids: Iterable[str]) -> str:
    """Link to sources in the document's list of them."""
    return ", ".join(f"[{id}](#source-{id})" for id in ids)


def write_number(value: float) -> str:
    """Write a number with four digits, or a calendar year with its half."""
    return f"{value:.5g}" if abs(value) >= 1000 else f"{value:.4g}"


def lay_out_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Lay out a table, as lines.

    Parameters
    ----------
    heads : sequence of str
    rows : iterable of sequence
        As many cells each as there are heads.

    Returns
    -------
    list of str
    """

    def line(cells: Iterable[object]) -> str:
        return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"

    return [line(heads), line(["---"] * len(heads)), *(line(row) for row in rows)]
