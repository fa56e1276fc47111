"""What a release says of the parameters it fitted: names, units, sources."""

from __future__ import annotations

from typing import Any

from riskmodel.evidence.release import Evidence
from riskmodel.synthesis import natural_history, transplant
from riskmodel.synthesis.joint import OPTIONS

#: Kinds of evidence of each set of hazard ratios, by the suffix of their names.
POOLS = {
    "": ("comparison", "cohort"),
    "_comparative_only": ("comparison",),
    "_cohort_only": ("cohort",),
}
_POOL_WORDS = {
    "": "comparisons and cohorts",
    "_comparative_only": "comparisons only",
    "_cohort_only": "cohorts only",
}
_OPTION_WORDS = {
    "natalizumab": "Natalizumab",
    "alemtuzumab": "Alemtuzumab",
    "ahsct": "Transplant",
}
_LASTING = "Share of the generator's worsening that lasts"
_LABELS = {
    "k_low": (f"{_LASTING}, EDSS 0-3", "factor"),
    "k_mid": (f"{_LASTING}, EDSS 4-5", "factor"),
    "k_high": (f"{_LASTING}, EDSS 6", "factor"),
    "k_top": (f"{_LASTING}, EDSS 7-9", "factor"),
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


def describe_parameters(
    evidence: Evidence, transplant_sources: list[str]
) -> list[dict[str, Any]]:
    """Describe every fitted parameter, in the order of the stored draws.

    Parameters
    ----------
    evidence : Evidence
    transplant_sources : list of str
        Sources of the studies of transplant mortality.

    Returns
    -------
    list of dict
    """
    fitted_to = natural_history.list_fitted(evidence.targets)
    used = {s for target in fitted_to for s in target.source_ids} | {"palace_2014"}
    of_cohorts = {
        s for e in evidence.effects if e.kind == "cohort" for s in e.source_ids
    }
    found = [
        _describe(
            name,
            population="untreated people of the registries and trials",
            # cohorts of treated people share the era of the untreated course
            sources=used | of_cohorts | {"sweden_era"}
            if name == "era_factor"
            else used,
            note="Posterior given the published natural history and the cohorts.",
        )
        for name in natural_history.NAMES
    ]
    for suffix, kinds in POOLS.items():
        sources = {s for e in evidence.effects if e.kind in kinds for s in e.source_ids}
        found += [
            {
                "id": f"{option}_worsening_hr{suffix}",
                "label": f"{_OPTION_WORDS[option]}: lasting worsening against no drug, "
                f"{_POOL_WORDS[suffix]}",
                "unit": "hazard ratio",
                "population": "RRMS",
                "sources": sorted(sources),
                "certainty": "low",
                "note": "Posterior; figures that need checking have four times "
                "their variance.",
            }
            for option in OPTIONS
        ]
    found += [
        _describe(
            name,
            population="transplanted people",
            sources=set(transplant_sources),
            note="Posterior of a random-effects binomial regression.",
        )
        for name in transplant.NAMES
    ]
    return found


def _describe(
    name: str, *, population: str, sources: set[str], note: str
) -> dict[str, Any]:
    label, unit = _LABELS[name]
    return {
        "id": name,
        "label": label,
        "unit": unit,
        "population": population,
        "sources": sorted(sources),
        "certainty": "low",
        "note": note,
    }
