"""Sensitivity as a JSON-ready document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from riskmodel.document import Document, build_head, name_figures
from riskmodel.engine.comparison import compare_draws, sample_draws
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import ComparisonRequest, Option
from riskmodel.engine.sampling import get_stream
from riskmodel.engine.summaries import summarise
from riskmodel.evidence.release import Evidence
from riskmodel.sensitivity.information import (
    DEGREE,
    Worth,
    get_noise,
    get_perfect,
    get_worth,
)
from riskmodel.sensitivity.one_way import (
    ONE_WAY_DRAWS,
    Effect,
    get_effects,
    get_measures,
)
from riskmodel.sensitivity.uncertain import Uncertain, list_uncertain


def build_sensitivity(
    evidence: Evidence, request: ComparisonRequest, *, years: int
) -> Document:
    """See what "worse or dead" hangs on for one person.

    Parameters
    ----------
    evidence : Evidence
    request : ComparisonRequest
        Its horizons are not used.
    years : int
        The horizon looked at.

    Returns
    -------
    dict
        See ``riskmodel.interface.sensitivity``.
    """
    request = replace(request, horizons=(years,))
    draws = sample_draws(evidence.inputs, request)
    (whole,) = compare_draws(draws, [request], limits=evidence.limits, harms=())
    measures = get_measures(whole, years)
    uncertain = list_uncertain(evidence, draws)
    effects = get_effects(draws, request, uncertain, limits=evidence.limits)
    moving = [one for one in uncertain if one.id in effects]
    compared = [option.value for option in Option if option.value in measures]
    losses = np.stack([measures[option] for option in compared])
    worths = {}
    if len(compared) > 1:
        worths = {one.id: get_worth(one.get_level(draws), losses) for one in moving}
    widest = {id: float(effect.width.max()) for id, effect in effects.items()}
    return {
        **build_head(request, release=evidence.release),
        "years": years,
        "outcome": "dead_or_worse",
        "measures": {
            name: name_figures(figures)
            for name, figures in zip(
                measures, summarise(np.stack(list(measures.values()))), strict=True
            )
        },
        "one_way": {
            "method": "each at the ends of its interval, all others as drawn",
            "draws": min(ONE_WAY_DRAWS, request.draws),
        },
        "value_of_information": _information(request, compared, losses),
        "parameters": [
            _parameter(
                one,
                names=list(measures),
                effects=effects,
                worth=worths.get(one.id),
            )
            for one in sorted(moving, key=lambda one: -widest[one.id])
        ],
        "without_effect": [one.id for one in uncertain if one.id not in effects],
    }


def _information(
    request: ComparisonRequest, compared: Sequence[str], losses: FloatArray
) -> Document | None:
    """Tell what knowing everything, and knowing nothing, seems to be worth."""
    if len(compared) == 1:
        return None
    noise = get_noise(losses, get_stream(request.seed, "value of information"))
    return {
        "method": f"regression of degree {DEGREE} on the normal score of the rank",
        "options": list(compared),
        "everything": get_perfect(losses),
        "nothing": {"mean": noise.mean, "upper95": noise.upper95},
    }


def _parameter(
    one: Uncertain,
    *,
    names: Sequence[str],
    effects: Mapping[str, Effect],
    worth: Worth | None,
) -> Document:
    effect = effects[one.id]
    widths = np.stack([effect.width for effect in effects.values()])
    return {
        "id": one.id,
        "label": one.label,
        "unit": one.unit,
        "lower": one.lower,
        "upper": one.upper,
        "status": one.status.value,
        "certainty": one.certainty.value,
        "sources": list(one.source_ids),
        "effects": {
            name: {
                "rank": 1 + int((widths[:, at] > effect.width[at]).sum()),
                "at_lower": _end(effect, 0, at),
                "at_upper": _end(effect, 1, at),
            }
            for at, name in enumerate(names)
        },
        "value_of_information": None
        if worth is None
        else {"value": worth.value, "standard_error": worth.standard_error},
    }


def _end(effect: Effect, end: int, measure: int) -> Document:
    return {
        "change": float(effect.change[end, measure]),
        "standard_error": float(effect.standard_error[end, measure]),
    }
