"""Transplant mortality by the year of the transplant, beside the studies' own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import betaincinv

from riskmodel.document import Document, build_head, name_figures
from riskmodel.engine.comparison import sample_draws
from riskmodel.engine.profile import ComparisonRequest
from riskmodel.engine.summaries import summarise
from riskmodel.engine.transplant import get_transplant_mortality
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.studies import TransplantDeaths

#: The first year of the curve: the registry's first transplants.
FIRST_YEAR = 1995
#: Probability left outside at each end of an exact interval.
TAIL = 0.025


def build_era_curve(
    evidence: Evidence,
    request: ComparisonRequest,
    *,
    studies: Sequence[TransplantDeaths],
) -> Document:
    """Follow transplant mortality over the years, for a person like this.

    Parameters
    ----------
    evidence : Evidence
    request : ComparisonRequest
        EDSS, conditioning, centre, scenario, draws and seed are used.
    studies : sequence of TransplantDeaths

    Returns
    -------
    dict
        See ``riskmodel.interface.era_curve``.
    """
    draws = sample_draws(evidence.inputs, request)
    today = draws["trm_prediction_year"]
    last = int(evidence.release.made_on[:4])
    years = range(FIRST_YEAR, last + 1)
    # no fall is assumed beyond the newest large study (docs/model.md, eq. 12)
    mortality = np.stack(
        [
            get_transplant_mortality(
                draws.replace(trm_prediction_year=held, seed_mid_accrual_year=held),
                request.profile,
                request.scenario,
            )
            for held in (np.minimum(year, today) for year in years)
        ]
    )
    return {
        **build_head(request, release=evidence.release),
        "held_from_year": float(today[0]),
        "years": {
            str(year): name_figures(figures)
            for year, figures in zip(years, summarise(mortality), strict=True)
        },
        "studies": [describe_study(study) for study in studies],
    }


def describe_study(study: TransplantDeaths) -> Document:
    """Write the deaths of one study, with their share and its exact interval.

    Parameters
    ----------
    study : TransplantDeaths

    Returns
    -------
    dict
    """
    lower, upper = find_exact_interval(study.deaths, study.transplanted)
    return {
        "study": study.label,
        "source": study.source_id,
        "mid_year": study.mid_year,
        "edss": study.edss,
        "deaths": study.deaths,
        "transplanted": study.transplanted,
        "share": study.deaths / study.transplanted,
        "lower95": lower,
        "upper95": upper,
        "status": study.status.value,
        "note": study.note,
    }


def find_exact_interval(cases: int, people: int) -> tuple[float, float]:
    """Find the exact (Clopper-Pearson) 95 % interval of a share.

    Parameters
    ----------
    cases : int
    people : int

    Returns
    -------
    lower, upper : float
        Shares, 0 to 1.
    """
    # SciPy has it in scipy.stats too, which takes a second to import
    rest = people - cases
    lower = betaincinv(cases, rest + 1, TAIL) if cases else 0.0
    upper = betaincinv(cases + 1, rest, 1 - TAIL) if rest else 1.0
    return float(lower), float(upper)
