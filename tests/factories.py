"""Comparison documents for tests: random but valid ones, and a lifelike one."""

from __future__ import annotations

import math
import random
from typing import Any

OPTIONS = ("no_dmt", "natalizumab", "alemtuzumab", "ahsct")
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
HARMS: dict[str, dict[str, float | None]] = {
    # Share within a year or so; None is a harm that nobody has counted.
    "no_dmt": {},
    "natalizumab": {
        "treatment_death": 0.0008,
        "pml": 0.004,
        "serious_infection": 0.03,
        "infusion_reaction": 0.24,
        "anaphylaxis": 0.008,
        "liver_injury": None,
        "herpes_brain": None,
        "malignancy": None,
    },
    "alemtuzumab": {
        "treatment_death": 0.001,
        "thyroid": 0.36,
        "itp": 0.02,
        "nephropathy": 0.003,
        "stroke": 0.0007,
        "infusion_reaction": 0.91,
        "infection_late": 0.2,
        "autoimmune_hepatitis": None,
        "hlh": None,
        "malignancy": None,
    },
    "ahsct": {
        "treatment_death": 0.006,
        "febrile_neutropenia": 0.72,
        "early_serious_infection": None,
        "infection_late": 0.3,
        "thyroid": 0.12,
        "periods_stop": 0.3,
        "male_fertility": None,
        "malignancy": None,
    },
}
#: Worse, better, died of the treatment at five years, for the lifelike document.
LIFELIKE = {
    "no_dmt": (0.41, 0.05, 0.0),
    "natalizumab": (0.23, 0.13, 0.0008),
    "alemtuzumab": (0.22, 0.11, 0.0012),
    "ahsct": (0.15, 0.28, 0.0063),
}
PROFILE: dict[str, Any] = {
    "course": "rrms",
    "edss": 3.5,
    "duration": 6.0,
    "age": 35.0,
    "sex": "female",
    "relapses_1y": 2,
    "relapses_2y": 3,
    "new_mri": "yes",
    "treatments": "interferon:2",
    "jcv": "positive",
    "jcv_index": 1.2,
    "prior_immunosuppression": "no",
    "years_on_natalizumab": 0.0,
    "centre": "typical",
    "conditioning": "unknown",
    "children": "maybe",
}


def estimate(mean: float, *, spread: float = 0.25) -> dict[str, float]:
    """Make an estimate around a mean, on the odds scale so that it stays a share."""
    if mean in (0.0, 1.0):
        names = ("mean", "median", "lower50", "upper50", "lower95", "upper95")
        return dict.fromkeys(names, mean)
    odds = math.log(mean / (1 - mean))

    def at(deviations: float) -> float:
        return 1 / (1 + math.exp(-(odds + deviations * spread)))

    return {
        "mean": mean,
        "median": at(-0.02),
        "lower50": at(-0.67),
        "upper50": at(0.67),
        "lower95": at(-1.96),
        "upper95": at(1.96),
    }


def note(note_id: str, **values: Any) -> dict[str, Any]:
    """Make a reason or warning as the document spells it."""
    return {"id": note_id, "text": f"English text of {note_id}.", "values": values}


def _benefits(means: dict[str, float], *, spread: float) -> dict[str, Any]:
    worse = means["worse"]
    return {
        "outcomes": {
            name: estimate(mean, spread=spread if mean > 0.02 else 2.5 * spread)
            for name, mean in means.items()
        },
        "edss_at_least_6": estimate(worse * 0.55 + 1e-4, spread=spread),
        "edss_at_least_7": estimate(worse * 0.2 + 1e-4, spread=spread),
        "mean_edss": estimate(0.5) | {"mean": 3.5 + worse},
        "edss_distribution": [estimate(0.1) for _ in range(10)],
        "expected_relapses": estimate(0.4) | {"mean": 2 * worse + 0.1},
        "relapse_free": estimate(min(0.95, max(0.02, 1 - 1.5 * worse)), spread=spread),
    }


def _nothing_known() -> dict[str, Any]:
    return {
        "outcomes": dict.fromkeys(OUTCOMES),
        "edss_at_least_6": None,
        "edss_at_least_7": None,
        "mean_edss": None,
        "edss_distribution": None,
        "expected_relapses": None,
        "relapse_free": None,
    }


def _harms(option: str, horizons: tuple[int, ...], scale: float) -> dict[str, Any]:
    harms: dict[str, Any] = {}
    for harm, share in HARMS[option].items():
        if share is None:
            harms[harm] = {
                "not_known": True,
                "reason": note(f"{harm}_not_counted"),
                "sources": [],
            }
            continue
        harms[harm] = {
            str(years): estimate(
                min(0.97, share * scale * (1 + years / 20)), spread=0.4
            )
            for years in horizons
        }
        harms[harm]["sources"] = ["affirm"]
    return harms


def _break_even(rng: random.Random, *, known: bool) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for comparator, mean in (
        ("natalizumab", 0.12),
        ("alemtuzumab", 0.1),
        ("no_dmt", 0.3),
    ):
        entry = estimate(mean * rng.uniform(0.5, 1.5), spread=0.6)
        entry["no_tie"] = rng.uniform(0, 0.2)
        table[comparator] = {
            measure: {str(years): entry if known else None for years in (1, 2, 5, 10)}
            for measure in ("dead_or_worse", "dead_or_edss6")
        }
    return table


def _document(
    options: dict[str, Any], *, rng: random.Random, known: bool, **rest: Any
) -> dict[str, Any]:
    return {
        "release": {
            "id": "2026.11-preview",
            "digest": "sha256:" + "4f9a21c07be5" + "0" * 52,
            "model_version": "0.1.0",
            "research_preview": True,
        },
        "profile": PROFILE | rest.pop("profile", {}),
        "scenario": rest.pop("scenario", "default"),
        "draws": 200,
        "seed": 1,
        "options": options,
        "break_even": _break_even(rng, known=known),
        "transplant_mortality": estimate(0.0063, spread=0.4),
        "warnings": rest.pop(
            "warnings",
            [
                note("not_compared"),
                note("outside_studies", options=["no_dmt"]),
                note("alemtuzumab_restricted"),
                note("unknown_averaged", fields=["conditioning"]),
            ],
        ),
    }


def comparison_document(
    seed: int = 0,
    *,
    horizons: tuple[int, ...] = tuple(range(1, 11)),
    not_estimable: tuple[str, ...] | None = None,
    **rest: Any,
) -> dict[str, Any]:
    """Make a random valid document: any shares, any option unknown but no drug."""
    rng = random.Random(seed)
    options: dict[str, Any] = {}
    for option in OPTIONS:
        if not_estimable is None:
            unknown = option != "no_dmt" and rng.random() < 0.15
        else:
            unknown = option in not_estimable
        weights = [rng.expovariate(1) ** 3 for _ in OUTCOMES]
        weights[0] *= rng.choice((0.0, 1e-4, 1e-3, 0.1))
        if option == "no_dmt":
            weights[0] = 0.0
        total = sum(weights)
        shares = [weight / total for weight in weights]
        shares[3] = 1 - sum(shares[:3]) - shares[4]
        means = dict(zip(OUTCOMES, shares, strict=True))
        spread = rng.choice((0.05, 0.3, 0.8))
        if unknown:
            status, reasons = "not_estimable", [note("ppms_no_estimate")]
        elif option == "no_dmt":
            status, reasons = "extrapolated", [note("untreated_today")]
        else:
            status, reasons = rng.choice(
                [
                    ("estimated", []),
                    ("extrapolated", [note("age_above_studies", limit=50)]),
                ]
            )
        options[option] = {
            "status": status,
            "reasons": reasons,
            "horizons": {
                str(years): _nothing_known()
                if unknown
                else _benefits(means, spread=spread)
                for years in horizons
            },
            "harms": _harms(option, horizons, rng.uniform(0.01, 1)),
        }
    known = options["ahsct"]["status"] != "not_estimable"
    return _document(options, rng=rng, known=known, **rest)


def lifelike_document(
    *,
    horizons: tuple[int, ...] = tuple(range(1, 11)),
    not_estimable: tuple[str, ...] = (),
    **rest: Any,
) -> dict[str, Any]:
    """Make a document that looks like a person's; nothing in it is true."""
    options: dict[str, Any] = {}
    for option in OPTIONS:
        worse_5, better_5, died = LIFELIKE[option]
        unknown = option in not_estimable
        by_years: dict[str, Any] = {}
        for years in horizons:
            means = {
                "died_treatment": died * min(1.0, 0.6 + 0.08 * years),
                "died_other": 0.0006 * years,
                "worse": 1 - (1 - worse_5) ** (years / 5),
                "same": 0.0,
                "better": better_5 * min(1.0, years / 2) * (1 - 0.01 * years),
            }
            means["same"] = 1 - math.fsum(means.values())
            by_years[str(years)] = (
                _nothing_known() if unknown else _benefits(means, spread=0.22)
            )
        reasons = {"no_dmt": [note("untreated_today")]}.get(option, [])
        status = "extrapolated" if reasons else "estimated"
        if unknown:
            status, reasons = "not_estimable", [note("ppms_no_estimate")]
        options[option] = {
            "status": status,
            "reasons": reasons,
            "horizons": by_years,
            "harms": _harms(option, horizons, 0.8),
        }
    known = "ahsct" not in not_estimable
    return _document(options, rng=random.Random(1), known=known, **rest)
