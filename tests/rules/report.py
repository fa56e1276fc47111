"""The reading age of every page, as a table: `make reading` writes it.

Ages are of the hardest of the pages that share an address, over everybody who walks.
"""

from __future__ import annotations

import re

from tests.repository.files import ROOT
from tests.rules.reading import count_words, leave_out_names, measure_age
from tests.rules.walk import PEOPLE, list_routes, walk

REPORT = ROOT / "docs" / "reading-ages.md"
#: A number more or less in a text moves the age a little.
TOLERATED_YEARS = 1.0
HEAD = """# Reading ages

Written by `make reading`; a test holds it to what is measured. The measure is the
grade of Flesch and Kincaid, from the words of a sentence and the syllables of a word,
and five years. Two ages stand for each page: with each word that the glossary explains
counted as one short word, and with these words as they stand. Limits: 11 and 14 years,
and 20 words in a sentence. Tables of numbers, quotations and titles of studies are left
out. It tells of short words and sentences, not of sense: that takes readers.

| page | age, medical words explained | age, as it stands | words |
| --- | --- | --- | --- |
"""
ROW = re.compile(r"^\| `(\S+)` \| ([\d.]+) \| ([\d.]+) \|", re.MULTILINE)


def measure_pages() -> dict[str, tuple[float, float]]:
    """Measure every page."""
    return {name: ages[:2] for name, ages in _measure().items()}


def name_page(path: str) -> str:
    """Name a page; those that differ in one part of their address share a row."""
    if path in {address for address, _ in list_routes()}:
        return path
    return f"{path.rstrip('/').rpartition('/')[0]}/.../"


def _measure() -> dict[str, tuple[float, float, int]]:
    found: dict[str, tuple[float, float, int]] = {}
    for person in PEOPLE:
        for page in walk(person):
            texts = list(page.texts)
            ages = measure_age(leave_out_names(texts)), measure_age(texts)
            name = name_page(page.path)
            before = found.get(name, (0.0, 0.0, 0))
            found[name] = (
                max(before[0], ages[0]),
                max(before[1], ages[1]),
                max(before[2], sum(map(count_words, texts))),
            )
    return dict(sorted(found.items()))


def read_report() -> dict[str, tuple[float, float]]:
    """Read what was written last."""
    rows = ROW.findall(REPORT.read_text("utf-8"))
    return {name: (float(plain), float(raw)) for name, plain, raw in rows}


def write_report() -> None:
    """Write the table."""
    rows = [
        f"| `{name}` | {plain:.1f} | {raw:.1f} | {words:,} |\n"
        for name, (plain, raw, words) in _measure().items()
    ]
    REPORT.write_text(HEAD + "".join(rows), "utf-8")
