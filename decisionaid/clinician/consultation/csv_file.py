"""Comma-separated values that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

#: What a spreadsheet takes for the start of a formula, or hides one behind.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table, every cell in quotes and none a formula."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    for row in (heads, *rows):
        writer.writerow([make_harmless(cell) for cell in row])
    # A spreadsheet reads UTF-8 by this mark.
    return "\N{BYTE ORDER MARK}" + file.getvalue()


def make_harmless(cell: str) -> str:
    """Put a quote before what would be read as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(STARTS) else cell
