"""The validation report: written for a neurologist who does not believe it yet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from riskmodel.evidence.registry import is_expected, load_evidence, read_fitted
from riskmodel.synthesis.validating.across import YEARS
from riskmodel.synthesis.validating.plots import draw_intervals
from riskmodel.synthesis.validating.run import VALIDATION_FILE

DOCS = Path(__file__).parents[3] / "docs"
#: The report's words; its numbers are put in.
TEMPLATE = Path(__file__).parent / "report.md"


def write_report(folder: Path, docs: Path = DOCS) -> list[str]:
    """Write docs/validation.md and its pictures.

    Parameters
    ----------
    folder : Path
        Of the release.
    docs : Path

    Returns
    -------
    list of str
        Names of what was written.
    """
    found = json.loads((folder / VALIDATION_FILE).read_text("utf-8"))
    fitted = read_fitted(folder)
    pictures = docs / "validation"
    pictures.mkdir(exist_ok=True)
    labels = {t.id: t.label for t in load_evidence(folder).targets}
    effects = {e.id: e.label for e in load_evidence(folder).effects}
    draw_intervals(
        pictures / "targets.svg",
        [{**row, "label": labels[row["id"]]} for row in fitted["targets"]],
        title="Untreated: published, against 90 % of what such cohorts would report",
    )
    draw_intervals(
        pictures / "left-out.svg",
        [
            {**row, "model": row["expected"], "label": _cohort(row, effects)}
            for row in found["left_out"]
        ],
        title="Treated cohorts, each predicted from all the others: share worse",
    )
    text = write_text(folder, found, fitted, labels, effects)
    (docs / "validation.md").write_text(text, "utf-8")
    return ["docs/validation.md", "docs/validation/*.svg"]


def write_text(
    folder: Path,
    found: dict[str, Any],
    fitted: dict[str, Any],
    labels: dict[str, str],
    effects: dict[str, str],
) -> str:
    """Write the report as Markdown.

    Parameters
    ----------
    folder : Path
    found : dict
        What ``validate`` wrote.
    fitted : dict
        What the build of the release wrote.
    labels, effects : dict of str to str
        Names of targets and studies of effects.

    Returns
    -------
    str
    """
    release = load_evidence(folder).release
    leaning = [row["published"] - row["expected"] for row in found["left_out"]]
    return TEMPLATE.read_text("utf-8").format(
        id=release.id,
        digest=release.digest,
        made_on=release.made_on,
        targets=_checks(
            [
                (labels[row["id"]], row, row["model"], _number)
                for row in fitted["targets"]
            ]
        ),
        spread=_spread(fitted),
        left_out=_checks(
            [
                (_cohort(row, effects), row, row["expected"], _percent)
                for row in found["left_out"]
            ]
        ),
        inside=sum(map(is_expected, found["left_out"])),
        count=len(leaning),
        worse=sum(x > 0 for x in leaning),
        better=sum(x < 0 for x in leaning),
        mean=f"{100 * sum(leaning) / len(leaning):+.1f}",
        studies=_table(
            ["study", "deaths", "people", "expected", "90 %"],
            [
                [
                    row["study"],
                    str(row["deaths"]),
                    str(row["transplanted"]),
                    f"{row['expected']:.1f}",
                    f"{row['low']:.0f} to {row['high']:.0f}",
                ]
                for row in found["studies"]
            ],
        ),
        variants=_variants(found["variants"]),
        plain=_table(
            ["method", "estimate", "95 % interval"],
            [
                [name, f"{at:.2f}", f"{low:.2f} to {high:.2f}"]
                for name, (at, low, high) in found["plain"].items()
            ],
        ),
        report=_table(
            [
                "course",
                "died of it",
                "improved, 2 y",
                "not worse, 5 y",
                "not worse, 8 y",
            ],
            [
                [
                    course,
                    _interval(row["deaths"]),
                    _interval(row["improved_2"]),
                    _percent(row["not_worse_5"]),
                    _percent(row["not_worse_8"]),
                ]
                for course, row in found["report"].items()
            ],
        ),
        across=_table(
            ["model", "start", *(f"{year} y" for year in YEARS)],
            [
                [row["model"], str(row["start"]), *map(_percent, row["shares"])]
                for row in found["across"]
            ],
        ),
        faces=_table(
            ["", "person", "worse at 5 y", "EDSS 6+ at 10 y", "died, 10 y"],
            [
                [
                    row["about"],
                    row["person"],
                    _percent(row["worse_5"]),
                    _percent(row["edss6_10"]),
                    _percent(row["died_other_10"]),
                ]
                for row in found["faces"]
            ],
        ),
        converged=_table(
            ["fit", "what tells so"],
            [
                [name, ", ".join(f"{k} {v:g}" for k, v in row.items())]
                for name, row in fitted["diagnostics"].items()
            ],
        ),
        rebuild=f"{_worst_rebuild(fitted):.1f}",
    )


def _checks(
    rows: Iterable[tuple[str, dict[str, Any], float, Callable[[float], str]]],
) -> str:
    """Lay published values beside what was expected."""
    return _table(
        ["result", "published", "expected", "90 % of such cohorts", "inside"],
        [
            [
                label,
                word(row["published"]),
                word(expected),
                f"{word(row['low'])} to {word(row['high'])}",
                "yes" if is_expected(row) else "**no**",
            ]
            for label, row, expected, word in rows
        ],
    )


def _cohort(row: dict[str, Any], effects: dict[str, str]) -> str:
    return f"{effects[row['id']].split(',')[0]}, year {row['years']:g}"


def _spread(fitted: dict[str, Any]) -> str:
    words = {
        "discrepancy": "Cohorts differ in log pace by a standard deviation of",
        "referral": "People of a hospital are faster from onset by, on the log scale,",
        "heterogeneity": "Observational comparisons differ beyond chance by",
    }
    return "\n".join(
        f"- {words[name]} {row['mean']:.2f} ({row['low']:.2f} to {row['high']:.2f})."
        for name, row in fitted["spread"].items()
    )


def _variants(rows: Sequence[dict[str, Any]]) -> str:
    questions = [name for name in rows[0] if name != "run"]
    return _table(
        ["run", *questions],
        [
            [
                row["run"],
                *(
                    f"{row[q][0]:.2f} ({row[q][1]:.2f} to {row[q][2]:.2f})"
                    for q in questions
                ),
            ]
            for row in rows
        ],
    )


def _worst_rebuild(fitted: dict[str, Any]) -> float:
    differences = (
        abs(row["mean"] - row["mean_again"]) / row["error"] for row in fitted["rebuild"]
    )
    return float(max(differences))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(
        [
            f"| {' | '.join(heads)} |",
            f"| {' | '.join('---' for _ in heads)} |",
            *(f"| {' | '.join(row)} |" for row in rows),
        ]
    )


def _number(value: float) -> str:
    return f"{value:.3g}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _interval(row: Sequence[float]) -> str:
    at, low, high = (f"{100 * value:.1f}" for value in row)
    return f"{at} % ({low} to {high})"
