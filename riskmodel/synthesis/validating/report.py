"""The validation report: written for a neurologist who does not believe it yet."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from riskmodel.evidence.registry import is_expected, load_evidence, read_fitted
from riskmodel.synthesis.joint import OPTIONS
from riskmodel.synthesis.validating.across import BC_NAME, ONTARIO_NAME, OURS, YEARS
from riskmodel.synthesis.validating.faces import BOTH, FACES, HISTORY, PEOPLE, SEEN
from riskmodel.synthesis.validating.plots import draw_intervals
from riskmodel.synthesis.validating.report_deaths import word_deaths
from riskmodel.synthesis.validating.run import VALIDATION_FILE
from riskmodel.synthesis.validating.tables import (
    lay_checks,
    lay_table,
    word_interval,
    word_number,
    word_percent,
    word_ratio,
)

DOCS = Path(__file__).parents[3] / "docs"
#: The report's words; its numbers are put in.
TEMPLATE = Path(__file__).parent / "report.md"
SCENARIOS = {
    "default": "comparisons and cohorts (what patients are told)",
    "comparative_only": "comparisons alone",
    "cohort_only": "cohorts alone, given the untreated course",
}


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
        [
            {**row, "model": row["expected"], "label": labels[row["id"]]}
            for row in fitted["targets"]
        ],
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
    evidence = load_evidence(folder)
    release = evidence.release
    options = {effect.id: str(effect.option) for effect in evidence.effects}
    refits = list_refits(found)
    leaning = [row["published"] - row["expected"] for row in found["left_out"]]
    return TEMPLATE.read_text("utf-8").format(
        id=release.id,
        digest=release.digest,
        made_on=release.made_on,
        targets=lay_checks(
            [(labels[row["id"]], row, word_number) for row in fitted["targets"]],
            ("all people with MS", "model"),
        ),
        spread=_spread(fitted),
        aside=lay_checks(
            [
                (one.label, row, word_number)
                for one, row in zip(evidence.aside, found["aside"], strict=True)
            ],
            ("all people with MS", "model"),
        ),
        aside_notes="\n".join(f"- {one.label}: {one.note}" for one in evidence.aside),
        not_compared=lay_table(
            ["result", "people", "published", "why not"],
            [
                [one.label, one.population, one.published, one.reason]
                for one in evidence.not_compared
            ],
        ),
        left_out=lay_checks(
            [(_cohort(row, effects), row, word_percent) for row in found["left_out"]]
        ),
        cohorts=len({row["id"] for row in found["left_out"]}),
        leaning=_leaning(found["left_out"], options),
        scenarios=_scenarios(found["scenarios"]),
        choices=_choices(found["choices"]),
        inside=sum(map(is_expected, found["left_out"])),
        count=len(leaning),
        worse=sum(x > 0 for x in leaning),
        better=sum(x < 0 for x in leaning),
        mean=f"{100 * sum(leaning) / len(leaning):+.1f}",
        trials=lay_checks(
            [(row["label"], row, word_percent) for row in found["trials"]]
        ),
        in_sample=lay_checks(
            [(_cohort(row, effects), row, word_percent) for row in fitted["cohorts"]],
            ("without bias", "model"),
        ),
        in_sample_inside=sum(map(is_expected, fitted["cohorts"])),
        in_sample_count=len(fitted["cohorts"]),
        **word_deaths(found),
        report=lay_table(
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
                    *(
                        word_interval(row[name])
                        for name in (
                            "deaths",
                            "improved_2",
                            "not_worse_5",
                            "not_worse_8",
                        )
                    ),
                ]
                for course, row in found["report"].items()
            ],
        ),
        relapsing=PEOPLE["RRMS"],
        progressive=PEOPLE["SPMS"],
        distances=_distances(found["report"]),
        across=lay_table(
            ["model", "start", *(f"{year} y" for year in YEARS)],
            [
                [row["model"], str(row["start"]), *map(word_percent, row["shares"])]
                for row in found["across"]
            ],
        ),
        **_compare_across(found["across"], fitted),
        collection=lay_table(
            [
                "years since onset",
                "EDSS 4 or more: seen",
                "this model",
                "EDSS 6 or more: seen",
                "this model",
            ],
            [
                [
                    f"{row['years']:.0f}",
                    *(
                        word_percent(row[f"{whose}_{band}"])
                        for band in (4, 6)
                        for whose in ("seen", "model")
                    ),
                ]
                for row in found["collection"]
            ],
        ),
        faces=lay_table(
            ["", "person", "worse at 5 y", "EDSS 6+ at 10 y", "died, 10 y"],
            [
                [
                    row["about"],
                    row["person"],
                    word_percent(row["worse_5"]),
                    word_percent(row["edss6_10"]),
                    word_percent(row["died_other_10"]),
                ]
                for row in found["faces"]
            ],
        ),
        **_word_history(found["faces"]),
        converged=lay_table(
            ["fit", "what tells so"],
            [
                [name, ", ".join(f"{k} {v:g}" for k, v in row.items())]
                for name, row in fitted["diagnostics"].items()
            ],
        ),
        refits=len(refits),
        refits_rhat=f"{max(one['rhat'] for one in refits):.4f}",
        refits_ess=f"{min(min(r['ess_bulk'], r['ess_tail']) for r in refits):,.0f}",
        compared=len(fitted["rebuild"]),
        ends=word_percent(fitted["rebuild_ends"]),
        rebuild=f"{_worst_rebuild(fitted):.1f}",
    )


def _word_history(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Tell from how long a history on a longer one is the slower disease."""
    shares = [row["worse_5"] for row in rows if row["about"] == HISTORY]
    years = [str(change["duration"]) for change in FACES[HISTORY]]
    peak = max(range(len(shares)), key=shares.__getitem__)
    found = {"first": 0, "peak": peak, "last": -1}
    return {
        **{f"history_{name}": word_percent(shares[at]) for name, at in found.items()},
        **{f"history_{name}_years": years[at] for name, at in found.items()},
    }


def list_refits(found: dict[str, Any]) -> list[dict[str, float]]:
    """List the diagnostics of every fit of the trials.

    Parameters
    ----------
    found : dict
        What ``validate`` wrote.

    Returns
    -------
    list of dict
    """
    left_out = {row["id"]: row["diagnostics"] for row in found["left_out"]}
    others = [*found["variants"], *found["choices"]]
    return [*left_out.values(), *(row["diagnostics"] for row in others)]


def _leaning(rows: Sequence[dict[str, Any]], options: dict[str, str]) -> str:
    """List the errors by option, in percentage points."""
    errors: dict[str, list[str]] = {}
    for row in rows:
        error = 100 * (row["published"] - row["expected"])
        errors.setdefault(options[row["id"]], []).append(f"{error:+.1f}")
    return "\n".join(f"- {option}: {', '.join(of)}" for option, of in errors.items())


def _scenarios(rows: Sequence[dict[str, Any]]) -> str:
    return lay_table(
        [
            "evidence",
            "quotient of the hazard ratios",
            "probability that it is below 1",
            "quotient of the shares worse at 5 y",
            "probability that fewer are dead or worse",
        ],
        [
            [
                SCENARIOS[row["scenario"]],
                word_ratio(row["ratio"]),
                f"{row['ratio_below_1']:.2f}",
                f"{row['worse']:.2f}",
                f"{row['fewer']:.2f}",
            ]
            for row in rows
        ],
    )


def _choices(rows: Sequence[dict[str, Any]]) -> str:
    return lay_table(
        [
            "run",
            "natalizumab",
            "alemtuzumab",
            "transplant",
            "probability that the transplant's is below natalizumab's",
            "EDSS 6 within 15 years of onset, no drug",
        ],
        [
            [
                row["run"],
                *(word_ratio(row[str(option)]) for option in OPTIONS),
                f"{row['ahsct_below_natalizumab']:.2f}",
                f"{row['edss6_15y']:.3f}",
            ]
            for row in rows
        ],
    )


def _cohort(row: dict[str, Any], effects: dict[str, str]) -> str:
    return f"{effects[row['id']].split(',')[0]}, year {row['years']:g}"


def _spread(fitted: dict[str, Any]) -> str:
    words = {
        "discrepancy": "Results differ in log pace by a standard deviation of",
        "referral": "People of a hospital are faster from onset by, on the log scale,",
        "heterogeneity": "Observational comparisons differ beyond chance by",
    }
    return "\n".join(
        f"- {words[name]} {row['mean']:.2f} ({row['low']:.2f} to {row['high']:.2f})."
        for name, row in fitted["spread"].items()
    )


def _distances(report: dict[str, Any]) -> str:
    """Lay what the report of 2011 saw of all its people beside the model."""
    rows = []
    for seen in SEEN:
        ours = report[BOTH][f"not_worse_{seen.year}"]
        rows.append(
            [
                seen.label,
                word_interval([seen.share, seen.low, seen.high]),
                word_interval(ours),
                f"{100 * (ours[0] - seen.share):+.1f} points",
            ]
        )
    return lay_table(["not worse", "the report", "this model", "distance"], rows)


def _compare_across(
    rows: Sequence[dict[str, Any]], fitted: dict[str, Any]
) -> dict[str, str]:
    """Tell how far other published models are from this one."""
    shares = {
        (row["model"], row["start"]): dict(zip(YEARS, row["shares"], strict=True))
        for row in rows
    }
    ours, spms = OURS.format(course="RRMS"), OURS.format(course="SPMS")
    targets = {row["id"]: row for row in fitted["targets"]}
    hospital = math.exp(fitted["spread"]["referral"]["mean"])
    slower = [
        year for year in YEARS if shares[BC_NAME, 4][year] < shares[ours, 4][year]
    ]
    return {
        "bc_ratio_1": f"{shares[BC_NAME, 1][5] / shares[ours, 1][5]:.1f}",
        "bc_ratio_4": f"{shares[BC_NAME, 4][5] / shares[ours, 4][5]:.1f}",
        "bc_slower": (
            f"is behind it after {slower[0]} years" if slower else "is never behind it"
        ),
        "bc_15": word_percent(shares[BC_NAME, 1][15]),
        "onset_15": word_percent(targets["bc_edss6_15y"]["published"]),
        "onset_15_ours": word_percent(targets["bc_edss6_15y"]["model"]),
        "ontario_5": word_percent(shares[ONTARIO_NAME, 4][5]),
        "spms_5": word_percent(shares[spms, 4][5]),
        # people of a hospital have that many times the hazard
        "hospital_5": word_percent(1 - (1 - shares[spms, 4][5]) ** hospital),
        "lyon_4_to_6": word_number(targets["move_4_to_6_spms"]["published"]),
        "ours_4_to_6": word_number(targets["move_4_to_6_spms"]["model"]),
    }


def _worst_rebuild(fitted: dict[str, Any]) -> float:
    rows = fitted["rebuild"]
    return float(max(abs(row["one"] - row["other"]) / row["error"] for row in rows))
