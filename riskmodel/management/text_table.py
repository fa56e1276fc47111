"""The Comparison document as plain text for people at a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

PEOPLE = 1000
OPTIONS = {
    "no_dmt": "No MS drug",
    "natalizumab": "Natalizumab",
    "alemtuzumab": "Alemtuzumab",
    "ahsct": "Stem-cell transplant",
}
OUTCOMES = {
    "died_treatment": "Died of the treatment",
    "died_other": "Died of something else",
    "worse": "Worse",
    "same": "About the same",
    "better": "Better",
}
SHARES = {
    "edss_at_least_6": "EDSS 6 or more",
    "edss_at_least_7": "EDSS 7 or more",
    "relapse_free": "No relapse",
}
AVERAGES = {
    "mean_edss": "Mean band (3.5 counts as 3)",
    "expected_relapses": "Relapses, average",
}
HARMS = {
    "treatment_death": "Death by the treatment",
    "pml": "PML",
    "serious_infection": "Serious infection",
    "infusion_reaction": "Infusion reaction",
    "anaphylaxis": "Severe allergic reaction",
    "thyroid": "Thyroid disease",
    "itp": "Low platelets (ITP)",
    "nephropathy": "Kidney disease",
    "stroke": "Stroke",
    "infection_late": "Later infection",
    "liver_injury": "Liver injury",
    "herpes_brain": "Herpes in the brain",
    "autoimmune_hepatitis": "Liver inflammation",
    "hlh": "Overactive immunity (HLH)",
    "malignancy": "Cancer",
    "febrile_neutropenia": "Fever without white cells",
    "early_serious_infection": "Early serious infection",
    "periods_stop": "Periods stop for good",
    "male_fertility": "Men's fertility lost",
}
MEASURES = {"dead_or_worse": "dead or worse", "dead_or_edss6": "dead or EDSS 6"}
NOT_KNOWN = "not known"

Document = Mapping[str, Any]


def allot_people(shares: Sequence[float]) -> list[int]:
    """Share out 1,000 whole people by largest remainder.

    Parameters
    ----------
    shares : sequence of float
        Shares that sum to 1; equal remainders are settled by their order.

    Returns
    -------
    list of int
        Counts that sum to 1,000.
    """
    counts = [math.floor(share * PEOPLE) for share in shares]
    by_remainder = sorted(
        range(len(shares)), key=lambda i: counts[i] - shares[i] * PEOPLE
    )
    for i in by_remainder[: PEOPLE - sum(counts)]:
        counts[i] += 1
    return counts


def write_text(document: Document) -> str:
    """Write a Comparison document as aligned text.

    Parameters
    ----------
    document : mapping
        As ``riskmodel.interface.compare`` makes it.

    Returns
    -------
    str
        Lines without a line's end after the last one.
    """
    years = list(document["options"]["no_dmt"]["horizons"])
    parts = [
        _heading(document),
        _statuses(document["options"]),
        f"Of {PEOPLE:,} people like this one: best estimate (95 % range)",
        *(_horizon(document["options"], year) for year in years),
        _transplant(document),
        _warnings(document["warnings"]),
    ]
    return "\n\n".join(parts)


def _heading(document: Document) -> str:
    release = document["release"]
    answers = ", ".join(f"{k} {v}" for k, v in document["profile"].items())
    preview = "  RESEARCH PREVIEW: numbers still being checked"
    return "\n".join(
        [
            f"Release {release['id']} ({release['digest']}), "
            f"model {release['model_version']}",
            *([preview] if release["research_preview"] else []),
            f"Answers: {answers}",
            f"Scenario {document['scenario']}, {document['draws']} draws, "
            f"seed {document['seed']}",
        ]
    )


def _statuses(options: Document) -> str:
    lines = ["How well the studies fit"]
    for name, title in OPTIONS.items():
        lines.append(f"  {title}: {options[name]['status'].replace('_', ' ')}")
        lines.extend(f"    {note['text']}" for note in options[name]["reasons"])
    return "\n".join(lines)


def _horizon(options: Document, year: str) -> str:
    rows: list[list[str]] = []
    at_year = [options[name]["horizons"][year] for name in OPTIONS]
    columns = [_outcome_cells(horizon["outcomes"]) for horizon in at_year]
    for i, title in enumerate(OUTCOMES.values()):
        rows.append([title, *(column[i] for column in columns)])
    for name, title in SHARES.items():
        rows.append([title, *(_people(horizon[name]) for horizon in at_year)])
    for name, title in AVERAGES.items():
        rows.append([title, *(_average(horizon[name]) for horizon in at_year)])
    harms = [options[name]["harms"] for name in OPTIONS]
    for harm in dict.fromkeys(h for of_option in harms for h in of_option):
        title = HARMS.get(harm, harm)
        rows.append([title, *(_harm(of_option.get(harm), year) for of_option in harms)])
    unit = "year" if year == "1" else "years"
    return _align([[f"After {year} {unit}", *OPTIONS.values()], *rows])


def _outcome_cells(outcomes: Document) -> list[str]:
    estimates = [outcomes[name] for name in OUTCOMES]
    if None in estimates:
        return [NOT_KNOWN] * len(estimates)
    counts = allot_people([e["mean"] for e in estimates])
    return [_people(e, count) for e, count in zip(estimates, counts, strict=True)]


def _people(estimate: Document | None, allotted: int | None = None) -> str:
    """Write an estimate of a share as people; an allotted count stays in its range."""
    if estimate is None:
        return NOT_KNOWN
    mean, low, high = (
        math.floor(estimate[name] * PEOPLE + 0.5)
        for name in ("mean", "lower95", "upper95")
    )
    count = mean if allotted is None else allotted
    shown = "<1" if count == 0 and estimate["mean"] > 0 else f"{count}"
    return f"{shown} ({min(low, count)}-{max(high, count)})"


def _average(estimate: Document | None) -> str:
    if estimate is None:
        return NOT_KNOWN
    return (
        f"{estimate['mean']:.1f} ({estimate['lower95']:.1f}-{estimate['upper95']:.1f})"
    )


def _harm(harm: Document | None, year: str) -> str:
    if harm is None:
        return "-"
    return _people(harm.get(year))


def _transplant(document: Document) -> str:
    lines = [
        f"Die of the transplant, of {PEOPLE:,}: "
        f"{_people(document['transplant_mortality'])}",
        "Transplant and the other choice come out level when this many die of it:",
    ]
    for option, by_measure in document["break_even"].items():
        for measure, by_year in by_measure.items():
            levels = "; ".join(f"{y} y {_level(e)}" for y, e in by_year.items())
            lines.append(f"  {OPTIONS[option]}, {MEASURES[measure]}: {levels}")
    return "\n".join(lines)


def _level(estimate: Document | None) -> str:
    """Write a break-even; where no draw comes out level there is none."""
    if estimate is not None and estimate["mean"] is None:
        return "never"
    none = estimate["no_tie"] if estimate else 0
    return _people(estimate) + (f", none in {none:.0%}" if none >= 0.005 else "")


def _warnings(warnings: Iterable[Document]) -> str:
    return "\n".join(["Warnings", *(f"  {w['id']}: {w['text']}" for w in warnings)])


def _align(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
