"""The parameters and tables of a release, for the evidence document."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from riskmodel.evidence.registry import PARAMETER_FILES, read_csv
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import (
    CheckStatus,
    Effect,
    Parameter,
    TableInfo,
    Target,
)
from riskmodel.management.markdown import cite, lay_out_table, write_number

_FILE_TITLES = {
    "natural_history.toml": "How untreated MS goes on",
    "treatment_effects.toml": "What each option does",
    "transplant_mortality.toml": "Deaths of the transplant",
    "adverse_events.toml": "Harms",
    "limits.toml": "Where the studies of each option end",
}
#: Tables too long to print here.
LONG_TABLES = ("life_table", "worsening_generator")


def write_counts(evidence: Evidence) -> str:
    """Say how far the figures of a release were checked."""
    kinds: dict[str, list[Parameter | TableInfo | Target | Effect]] = {
        "parameters": [*evidence.parameters.values()],
        "tables": [*evidence.tables.values()],
        "targets": [*evidence.targets],
        "comparisons and cohorts": [*evidence.effects],
    }
    counts = {kind: Counter(one.status for one in all) for kind, all in kinds.items()}
    statuses = sorted({status for one in counts.values() for status in one})
    rows = [[status, *(one[status] for one in counts.values())] for status in statuses]
    unchecked = [
        f"- {one.label} (`{one.id}`)"
        for all in kinds.values()
        for one in all
        if one.status is CheckStatus.NEEDS_CHECKING
    ]
    return "\n".join(
        [
            "## 1. In short",
            "",
            *lay_out_table(["status", *kinds], rows),
            "",
            "In use, and not seen yet: to be checked against the paper first.",
            "",
            *unchecked,
            "",
        ]
    )


def write_parameters(evidence: Evidence, folder: Path) -> str:
    """Write the parameters, by the file they stand in."""
    lines = ["## 2. Parameters", ""]
    left = dict(evidence.parameters)
    for file in PARAMETER_FILES:
        rows = tomllib.loads((folder / file).read_text("utf-8"))["parameter"]
        listed = [left.pop(row["id"]) for row in rows]
        lines += [f"### {_FILE_TITLES[file]}", "", *_list_parameters(listed), ""]
    lines += [
        "### Fitted here",
        "",
        "No paper prints these: `python manage.py build_release` fits them to the",
        "targets (section 4), the comparisons and cohorts (section 5) and the deaths",
        "by study (section 3).",
        "",
        *_list_parameters(left.values()),
        "",
    ]
    return "\n".join(lines)


def _list_parameters(parameters: Iterable[Parameter]) -> list[str]:
    heads = ["figure", "value (95 % interval)", "unit", "of whom", "certainty"]
    return lay_out_table(
        [*heads, "checked", "sources", "note"],
        [
            [
                f"{one.label} (`{one.id}`)",
                _interval(one),
                one.unit,
                one.population,
                one.certainty,
                one.status,
                cite(one.source_ids),
                one.note,
            ]
            for one in parameters
        ],
    )


def _interval(one: Parameter) -> str:
    value, low, high = map(write_number, (one.value, one.low, one.high))
    if one.low == one.high:
        return f"{value}, fixed"
    return f"{value} ({low} to {high}), {one.distribution}"


def write_tables(evidence: Evidence, folder: Path) -> str:
    """Write the tables, but for the long ones."""
    lines = ["## 3. Tables", ""]
    for one in evidence.tables.values():
        lines += [
            f"### {one.label}",
            "",
            f"`tables/{one.id}.csv`, {one.unit}. Certainty {one.certainty}; "
            f"{one.status}. Sources: {cite(one.source_ids)}. {one.note}".strip(),
            "",
        ]
        if one.id not in LONG_TABLES:
            rows = read_csv(folder, one.id)
            lines += [
                *lay_out_table(list(rows[0]), [list(row.values()) for row in rows]),
                "",
            ]
    return "\n".join(lines)
