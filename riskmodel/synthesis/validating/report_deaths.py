"""Section 3 of the report: deaths of the transplant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from riskmodel.evidence.registry import is_expected
from riskmodel.synthesis.validating.deaths import (
    AS_RELEASED,
    FALL,
    QUESTIONS,
    RECENT,
    SEVERE,
    WITH_COURSE,
    WITHOUT_EXPERT,
)
from riskmodel.synthesis.validating.pools import CORRECTION
from riskmodel.synthesis.validating.tables import lay_table, word_percent, word_ratio

#: How the units of values by era are printed.
UNITS = {"percent": " %", "fold": "-fold"}


def word_deaths(found: dict[str, Any]) -> dict[str, str]:
    """Word section 3.

    Parameters
    ----------
    found : dict
        What ``validate`` wrote.

    Returns
    -------
    dict of str to str
        By the names in the template.
    """
    variants = {row["run"]: row for row in found["variants"]}
    apart = variants[WITHOUT_EXPERT]
    eras = {row["label"]: row for row in found["eras"]}
    fitted = [row for row in found["studies"] if row["fitted"]]
    diagnostics = [row["diagnostics"] for row in found["variants"]]
    return {
        "studies": _studies(found["studies"]),
        "expected_total": f"{sum(row['expected'] for row in fitted):.1f}",
        "observed_total": str(sum(row["deaths"] for row in fitted)),
        "eras": _eras(found["eras"]),
        "fall_model": f"{eras[FALL]['expected']:.1f}-fold",
        "fall_published": f"{eras[FALL]['published']:.1f}-fold",
        "recent_model": f"{eras[RECENT]['expected']:.1f} %",
        "recent_published": (
            f"{eras[RECENT]['published_low']:.1f} to "
            f"{eras[RECENT]['published_high']:.1f} %"
        ),
        "variants": lay_table(
            ["run", *QUESTIONS],
            [
                [row["run"], *(word_ratio(row[question]) for question in QUESTIONS)]
                for row in found["variants"]
            ],
        ),
        "runs": str(len(diagnostics)),
        "draws": f"{min(row['draws'] for row in diagnostics):,}",
        "worst_rhat": f"{max(row['rhat'] for row in diagnostics):.4f}",
        "fewest_draws": f"{min(_fewest(row) for row in diagnostics):,.0f}",
        "without_expert": _studies(apart["studies"]) + "\n\n" + _eras(apart["eras"]),
        **_course(variants[WITH_COURSE], variants[AS_RELEASED]),
        "plain": lay_table(
            ["method", "estimate", "95 % interval"],
            [
                [name, f"{at:.2f}", f"{low:.2f} to {high:.2f}"]
                for name, (at, low, high) in [
                    *found["plain"].items(),
                    *(
                        (f"the regression, average study, {run}", row["average_study"])
                        for run, row in variants.items()
                        if run in (AS_RELEASED, WITHOUT_EXPERT)
                    ),
                ]
            ],
        ),
        "corrected": ", ".join(
            f"0 of {row['transplanted']} into "
            f"{word_percent(CORRECTION / (row['transplanted'] + 2 * CORRECTION))}"
            for row in fitted
            if row["deaths"] == 0
        ),
    }


def _studies(rows: Iterable[dict[str, Any]]) -> str:
    return lay_table(
        ["study", "deaths", "people", "expected", "90 %", "in the fit"],
        [
            [
                row["study"],
                str(row["deaths"]),
                str(row["transplanted"]),
                f"{row['expected']:.1f}",
                f"{row['low']:.0f} to {row['high']:.0f}",
                "yes" if row["fitted"] else "no",
            ]
            for row in rows
        ],
    )


def _eras(rows: Iterable[dict[str, Any]]) -> str:
    return lay_table(
        ["value", "published", "model", "90 %", "inside", "as far out"],
        [
            [
                row["label"],
                _published(row),
                f"{row['expected']:.1f}{UNITS[row['unit']]}",
                f"{row['low']:.1f} to {row['high']:.1f}",
                "yes" if is_expected(row) else "**no**",
                f"{100 * row['probability']:.0f} %"
                if row["probability"] >= 0.01
                else "under 1 %",
            ]
            for row in rows
        ],
    )


def _published(row: dict[str, Any]) -> str:
    """Word a published value, with its own interval or range where it has one."""
    low, high = row["published_low"], row["published_high"]
    text = f"{row['published']:.1f}{UNITS[row['unit']]}"
    return text if low == high else f"{text} ({low:.1f} to {high:.1f})"


def _course(row: dict[str, Any], released: dict[str, Any]) -> dict[str, str]:
    """Word the sensitivity for a progressive course."""
    course = row["course"]
    not_told = course["not_told"]
    return {
        "course": lay_table(
            ["EDSS 6.0, called today", "percent, mean and 95 % interval"],
            [
                ["as released, any course", word_ratio(released[SEVERE])],
                ["with the share: relapsing", word_ratio(row[SEVERE])],
                ["with the share: progressive", word_ratio(course["progressive"])],
            ],
        ),
        "course_correlation": f"{course['edss_and_share']:.2f}",
        "course_mean": f"{course['slope'][0]:.2f}",
        "course_deviation": f"{course['slope'][1]:.2f}",
        "course_missing": (
            f"Not told, and taken as the average: {', '.join(not_told)}."
            if not_told
            else "Every study tells its share; one that did not would count as average."
        ),
    }


def _fewest(diagnostics: dict[str, float]) -> float:
    return min(diagnostics["ess_bulk"], diagnostics["ess_tail"])
