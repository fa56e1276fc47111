"""Reading the command line's table as a person does."""

from __future__ import annotations


def read_row(text: str, title: str, *, after: str) -> list[str]:
    block = text.split(f"After {after} ")[1].split("\n\n")[0]
    [line] = [line for line in block.splitlines() if line.startswith(title)]
    return [cell for cell in line.removeprefix(title).split("  ") if cell.strip()]
