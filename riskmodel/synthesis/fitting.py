"""Run all fits and write their result as a data file with its provenance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.evidence.registry import (
    FITTED_FILE,
    compute_digest,
    load_evidence,
    read_csv,
)
from riskmodel.evidence.release import Evidence
from riskmodel.synthesis import natural_history, transplant
from riskmodel.synthesis.effects import OPTIONS, Pool, pool_effects
from riskmodel.synthesis.natural_history import Fit, fit_natural_history, spread
from riskmodel.synthesis.prediction import predict
from riskmodel.synthesis.transplant import TransplantStudy, fit_transplant_mortality

#: Kinds of evidence of each set of hazard ratios, by the suffix of their names.
POOLS = {
    "": ("comparison", "cohort"),
    "_comparative_only": ("comparison",),
    "_cohort_only": ("cohort",),
}
SEED = 2026
#: Digits kept of fitted numbers: beyond the fit's own tolerance, so that two
#: machines write the same file.
DIGITS = 8

_LABELS = {
    "k_low": ("Share of the generator's worsening that lasts, EDSS 0-3", "factor"),
    "k_mid": ("Share of the generator's worsening that lasts, EDSS 4-5", "factor"),
    "k_high": ("Share of the generator's worsening that lasts, EDSS 6-9", "factor"),
    "frailty_sigma": (
        "Spread of the pace of the disease between people",
        "standard deviation of a logarithm",
    ),
    "spms_factor": (
        "Pace of secondary progressive against relapsing MS, EDSS 0-5",
        "hazard ratio",
    ),
    "ppms_factor": (
        "Pace of primary progressive against relapsing MS, EDSS 0-5",
        "hazard ratio",
    ),
    "era_factor": ("Untreated worsening today against the registries", "hazard ratio"),
    "trm_intercept": ("Transplant mortality, EDSS 4 in 2012", "log odds"),
    "trm_edss_slope": ("Transplant mortality by EDSS", "log odds per EDSS point"),
    "trm_year_slope": ("Transplant mortality by year", "log odds per year"),
    "trm_high_intensity": ("Transplant mortality, high intensity", "log odds"),
    "trm_tau": (
        "Spread of transplant mortality between centres",
        "standard deviation of log odds",
    ),
}
_OPTION_WORDS = {
    "natalizumab": "Natalizumab",
    "alemtuzumab": "Alemtuzumab",
    "ahsct": "Transplant",
}
_POOL_WORDS = {
    "": "comparisons and cohorts",
    "_comparative_only": "comparisons only",
    "_cohort_only": "cohorts only",
}


def write_fit(folder: Path) -> dict[str, Any]:
    """Fit everything and write the data file.

    Parameters
    ----------
    folder : Path
        Of the release.

    Returns
    -------
    dict
        What was written.
    """
    evidence = load_evidence(folder, fitted=False)
    base = take_point_values(evidence)
    fit = fit_natural_history(evidence.targets, base)
    pools = {
        suffix: pool_effects(evidence.effects, fit, base, kinds=kinds)
        for suffix, kinds in POOLS.items()
    }
    studies = read_studies(folder)
    mean, covariance, effective = fit_transplant_mortality(
        studies, np.random.default_rng(SEED)
    )
    draws = spread(base, fit.mean[:, None])
    digest = compute_digest(folder, leave_out=(FITTED_FILE,))
    content = {
        "provenance": {
            "command": "python manage.py fit_evidence",
            "inputs_digest": f"sha256:{digest}",
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "seed": SEED,
            "natural_history_cost": _round(fit.cost),
            "transplant_effective_draws": _round(effective),
        },
        "blocks": [
            _course_block(evidence, fit, pools),
            _transplant_block(mean, covariance, studies=folder),
        ],
        "targets": [
            {"id": t.id, "published": t.value, "model": _round(predict(t, draws)[0])}
            for t in evidence.targets
        ],
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (folder / FITTED_FILE).write_text(text, "utf-8")
    return content


def take_point_values(evidence: Evidence) -> ParameterDraws:
    """Make one draw of everything that is not fitted, at its point value.

    Parameters
    ----------
    evidence : Evidence

    Returns
    -------
    ParameterDraws
    """
    values = {
        id: np.array([estimate.value])
        for id, estimate in evidence.inputs.estimates.items()
    }
    return ParameterDraws(values, evidence.inputs.tables, 1)


def read_studies(folder: Path) -> list[TransplantStudy]:
    """Read the studies of transplant mortality.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of TransplantStudy
    """
    return [
        TransplantStudy(
            deaths=int(row["deaths"]),
            transplanted=int(row["transplanted"]),
            mid_year=float(row["mid_year"]),
            edss=float(row["edss"]),
            high_intensity_share=float(row["high_intensity_share"]),
        )
        for row in read_csv(folder, "transplant_studies")
    ]


def _course_block(
    evidence: Evidence, fit: Fit, pools: dict[str, Pool]
) -> dict[str, Any]:
    """Natural history and hazard ratios, with what ties them together.

    A slower untreated course asks for a hazard ratio nearer 1 to meet a cohort.
    The natural history is not updated by the cohorts.
    """
    slope = np.concatenate([pool.slope for pool in pools.values()])
    mean = np.concatenate([fit.mean, *(pool.mean for pool in pools.values())])
    count = len(fit.mean)
    size = len(mean)
    covariance = np.zeros((size, size))
    covariance[:count, :count] = fit.covariance
    covariance[count:, :count] = slope @ fit.covariance
    covariance[:count, count:] = covariance[count:, :count].T
    covariance[count:, count:] = slope @ fit.covariance @ slope.T
    for index, pool in enumerate(pools.values()):
        part = slice(count + index * len(OPTIONS), count + (index + 1) * len(OPTIONS))
        covariance[part, part] += pool.covariance
    fitted_to = [target for target in evidence.targets if target.weight_sd > 0]
    used = sorted({s for t in fitted_to for s in t.source_ids} | {"palace_2014"})
    parameters = [
        _describe(
            name,
            population="untreated people of the registries and trials",
            sources=[*used, "sweden_era"] if name == "era_factor" else used,
            note="Least squares to the targets, normal on the log scale.",
        )
        for name in natural_history.NAMES
    ]
    for suffix, kinds in POOLS.items():
        for option in OPTIONS:
            sources = sorted(
                {s for e in evidence.effects if e.kind in kinds for s in e.source_ids}
            )
            words = f"{_OPTION_WORDS[option]}: lasting worsening against no drug"
            parameters.append(
                {
                    "id": f"{option}_worsening_hr{suffix}",
                    "label": f"{words}, {_POOL_WORDS[suffix]}",
                    "unit": "hazard ratio",
                    "log": True,
                    "population": "RRMS",
                    "sources": sources,
                    "certainty": "low",
                    "note": "Generalised least squares on the log scale, given the "
                    "natural history; figures that need checking with four times "
                    "their variance.",
                }
            )
    return _block(parameters, mean, covariance)


def _transplant_block(
    mean: FloatArray, covariance: FloatArray, *, studies: Path
) -> dict[str, Any]:
    sources = sorted({row["source"] for row in read_csv(studies, "transplant_studies")})
    parameters = [
        _describe(
            name,
            population="transplanted people",
            sources=sources,
            note="Random-effects binomial regression, posterior taken as normal.",
            log=name == "trm_tau",
        )
        for name in transplant.NAMES
    ]
    return _block(parameters, mean, covariance)


def _describe(
    name: str, *, population: str, sources: list[str], note: str, log: bool = True
) -> dict[str, Any]:
    label, unit = _LABELS[name]
    return {
        "id": name,
        "label": label,
        "unit": unit,
        "log": log,
        "population": population,
        "sources": sources,
        "certainty": "low",
        "note": note,
    }


def _block(
    parameters: list[dict[str, Any]], mean: FloatArray, covariance: FloatArray
) -> dict[str, Any]:
    return {
        "parameters": parameters,
        "mean": [_round(value) for value in mean],
        "covariance": [[_round(value) for value in row] for row in covariance],
    }


def _round(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
