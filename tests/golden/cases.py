"""The golden cases: people with a story, and what the model says of them."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from riskmodel.interface import compare, read_text

FOLDER = Path(__file__).parent
CASES = sorted(path.parent.name for path in FOLDER.glob("*/inputs.txt"))
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
COLUMNS = ("option", "years", *OUTCOMES)
#: Figures are of 1,000 people, to a hundredth of a person.
DIGITS = 2

#: One row for each option and horizon: its key, and people by outcome. People are
#: None where the option has no estimate.
Rows = dict[tuple[str, str], tuple[float | None, ...]]


def read_inputs(case: str) -> dict[str, str]:
    """What would be typed: one input a line, as on the command line."""
    lines = (FOLDER / case / "inputs.txt").read_text("utf-8").split()
    pairs = (line.removeprefix("--").partition("=") for line in lines)
    return {name.replace("-", "_"): value for name, _, value in pairs}


def compute_rows(case: str) -> Rows:
    """People of 1,000 by outcome, option and horizon."""
    document = compare(read_text(read_inputs(case)))
    return {
        (name, year): tuple(
            None if figures is None else round(1000 * figures["mean"], DIGITS)
            for figures in horizon["outcomes"].values()
        )
        for name, option in document["options"].items()
        for year, horizon in option["horizons"].items()
    }


def read_rows(case: str) -> Rows:
    """What was written last."""
    text = (FOLDER / case / "expected.csv").read_text("utf-8")
    return {
        (row["option"], row["years"]): tuple(
            float(row[name]) if row[name] else None for name in OUTCOMES
        )
        for row in csv.DictReader(StringIO(text))
    }


def write_rows(case: str, rows: Rows) -> None:
    """Write what the model says now."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (option, year), people in rows.items():
        cells = ("" if one is None else f"{one:.{DIGITS}f}" for one in people)
        writer.writerow((option, year, *cells))
    (FOLDER / case / "expected.csv").write_text(text.getvalue(), "utf-8")


def list_differences(case: str, before: Rows, now: Rows) -> list[str]:
    """Say what changed, in people."""
    found = []
    for key in sorted(before.keys() | now.keys()):
        old, new = before.get(key), now.get(key)
        if old is None or new is None:
            found.append(f"{case}: {key[0]} at {key[1]} years came or went")
            continue
        for name, was, is_now in zip(OUTCOMES, old, new, strict=True):
            if was != is_now:
                found.append(
                    f"{case}: of 1,000 people on {key[0]} after {key[1]} years, "
                    f"{name}: {_people(was)} -> {_people(is_now)}"
                )
    return found


def _people(number: float | None) -> str:
    return "no estimate" if number is None else f"{number:.{DIGITS}f}"
