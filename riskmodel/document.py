"""A Comparison as the document of the API, the command line and saved summaries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from riskmodel.engine.break_even import OUTCOMES, get_break_even
from riskmodel.engine.eligibility import Remark
from riskmodel.engine.harms import Harm, Law
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import ComparisonRequest, Option, Sex
from riskmodel.engine.results import Comparison, OptionResult
from riskmodel.engine.states import BANDS
from riskmodel.engine.summaries import FIGURES, summarise
from riskmodel.evidence.release import Release
from riskmodel.inputs import profile_document
from riskmodel.texts import word_remark

Document = dict[str, Any]
_OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")


def build_document(
    comparison: Comparison, *, release: Release, harms: Sequence[Harm]
) -> Document:
    """Write a comparison as a plain, JSON-ready dictionary.

    Parameters
    ----------
    comparison : Comparison
    release : Release
    harms : sequence of Harm
        For their sources, and for those without an estimate.

    Returns
    -------
    dict
    """
    request = comparison.request
    options = {
        option.value: {
            "status": result.status.value,
            "reasons": [_remark(remark) for remark in result.reasons],
            "horizons": _horizons(result, request.horizons),
            "harms": _harms(comparison, option, harms),
        }
        for option, result in comparison.options.items()
    }
    return {
        **build_head(request, release=release),
        "options": options,
        **build_break_even(comparison),
        "warnings": [_remark(remark) for remark in comparison.warnings],
    }


def build_outcomes(comparison: Comparison) -> Document:
    """Write the outcomes of a comparison alone, as the document has them.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    dict
        ``options``, of each its ``status`` and ``horizons``, and
        ``transplant_mortality``.
    """
    return {
        "options": {
            option.value: {
                "status": result.status.value,
                "horizons": _horizons(result, comparison.request.horizons),
            }
            for option, result in comparison.options.items()
        },
        "transplant_mortality": name_figures(
            summarise(comparison.transplant_mortality)
        ),
    }


def build_head(request: ComparisonRequest, *, release: Release) -> Document:
    """Write what every document begins with: the release, the person, the draws.

    Parameters
    ----------
    request : ComparisonRequest
    release : Release

    Returns
    -------
    dict
    """
    return {
        "release": {
            "id": release.id,
            "digest": release.digest,
            "model_version": release.model_version,
            "research_preview": release.research_preview,
        },
        "profile": profile_document(request.profile),
        "scenario": request.scenario.value,
        "draws": request.draws,
        "seed": request.seed,
    }


def build_break_even(comparison: Comparison) -> Document:
    """Write the transplant mortality, and at which the transplant ties.

    Parameters
    ----------
    comparison : Comparison

    Returns
    -------
    dict
        ``break_even`` and ``transplant_mortality``.
    """
    return {
        "break_even": _break_even(comparison),
        "transplant_mortality": name_figures(
            summarise(comparison.transplant_mortality)
        ),
    }


def encode(document: Document) -> str:
    """Spell a document as JSON, always the same way.

    Parameters
    ----------
    document : dict

    Returns
    -------
    str
        Without a final newline.
    """
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)


def _remark(remark: Remark) -> Document:
    return {
        "id": remark.id,
        "text": word_remark(remark),
        "values": dict(remark.values),
    }


def name_figures(figures: FloatArray) -> Document:
    """Name the figures of one number.

    Parameters
    ----------
    figures : array, shape (figure,)

    Returns
    -------
    dict of str to float
    """
    return dict(zip(FIGURES, figures.tolist(), strict=True))


def _horizons(result: OptionResult, years: Sequence[int]) -> Document:
    projection = result.projection
    if projection is None or result.relapses is None or result.relapse_free is None:
        nothing = dict.fromkeys(
            (
                "edss_at_least_6",
                "edss_at_least_7",
                "mean_edss",
                "edss_distribution",
                "expected_relapses",
                "relapse_free",
            )
        )
        return {
            str(year): {"outcomes": dict.fromkeys(_OUTCOMES), **nothing}
            for year in years
        }
    at = list(years)
    band = projection.band[at]
    alive = band.sum(axis=1)
    rows = np.stack(
        [
            *(getattr(projection, name)[at] for name in _OUTCOMES),
            band[:, 6:].sum(axis=1),
            band[:, 7:].sum(axis=1),
            # of those alive: the dead have no EDSS
            np.divide(
                (np.arange(BANDS)[:, None] * band).sum(axis=1),
                alive,
                out=np.zeros_like(alive),
                where=alive > 0,
            ),
            *band.swapaxes(0, 1),
            result.relapses[at],
            result.relapse_free[at],
        ],
        axis=1,
    )
    return {
        str(year): _name_rows([name_figures(row) for row in figures])
        for year, figures in zip(years, summarise(rows), strict=True)
    }


def _name_rows(named: list[Document]) -> Document:
    first = len(_OUTCOMES)
    return {
        "outcomes": dict(zip(_OUTCOMES, named[:first], strict=True)),
        "edss_at_least_6": named[first],
        "edss_at_least_7": named[first + 1],
        "mean_edss": named[first + 2],
        "edss_distribution": named[first + 3 : first + 3 + BANDS],
        "expected_relapses": named[-2],
        "relapse_free": named[-1],
    }


def _harms(comparison: Comparison, option: Option, harms: Sequence[Harm]) -> Document:
    request = comparison.request
    result = comparison.options[option]
    sources = {
        "treatment_death": TREATMENT_DEATH_SOURCES.get(option, ()),
        "pml": PML_SOURCES,
    } | {harm.id: harm.sources for harm in harms if harm.option is option}
    found: Document = {
        id: {
            **{
                str(year): name_figures(figures)
                for year, figures in zip(
                    request.horizons,
                    summarise(draws[list(request.horizons)]),
                    strict=True,
                )
            },
            "sources": list(sources[id]),
        }
        for id, draws in result.harms.items()
    }
    for harm in harms:
        if harm.option is option and harm.law is Law.NOT_KNOWN:
            if harm.id == "male_fertility" and request.profile.sex is Sex.FEMALE:
                continue
            found[harm.id] = {
                "not_known": True,
                "reason": _remark(Remark(harm.reason)),
                "sources": list(harm.sources),
            }
    return found


#: Sources of the harms that the model computes rather than reads.
TREATMENT_DEATH_SOURCES = {
    Option.NATALIZUMAB: ("ho_2017", "biogen_pml_2017"),
    Option.ALEMTUZUMAB: ("alemtuzumab_safety_2019",),
    Option.AHSCT: (
        "muraro_2025",
        "silfverberg_2024",
        "burt_2021",
        "muraro_2017",
        "nash_2017",
        "atkins_2016",
        "kvistad_2020",
    ),
}
PML_SOURCES = ("ho_2017", "bloomgren_2012", "uptodate_2016", "olsson_2013")


def _break_even(comparison: Comparison) -> Document:
    survivors = comparison.options[Option.AHSCT].survivors
    years = comparison.request.horizons
    found: Document = {}
    for option in (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.NO_DMT):
        other = comparison.options[option].projection
        if survivors is None or other is None:
            nothing = dict.fromkeys(map(str, years))
            found[option.value] = {outcome: dict(nothing) for outcome in OUTCOMES}
            continue
        levels = {
            outcome: get_break_even(survivors, other, outcome) for outcome in OUTCOMES
        }
        found[option.value] = {
            outcome: {str(year): _tie(level[year]) for year in years}
            for outcome, level in levels.items()
        }
    return found


def _tie(level: FloatArray) -> Document | None:
    """Figures over the draws that tie, with the share that do not.

    None where the outcome is certain, as is EDSS 6 or more from EDSS 7.
    """
    if np.isnan(level).all():
        return None
    ties = level[level >= 0]
    no_tie = float(1 - len(ties) / len(level))
    if len(ties) == 0:
        return {**dict.fromkeys(FIGURES), "no_tie": no_tie}
    return {**name_figures(summarise(ties)), "no_tie": no_tie}
