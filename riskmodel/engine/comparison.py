"""All options for one person, on the same draws of the parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

import numpy as np

from riskmodel.engine.asked import Asked
from riskmodel.engine.eligibility import Limits
from riskmodel.engine.harms import Harm
from riskmodel.engine.parameters import ModelInputs, ParameterDraws
from riskmodel.engine.profile import ComparisonRequest
from riskmodel.engine.projection import project_many
from riskmodel.engine.results import Comparison, join_draws
from riskmodel.engine.sampling import sample_parameters

#: Draws compared at once: what bounds the memory.
CHUNK = 4096
#: People times draws that are compared together: what bounds the memory of many.
TOGETHER = 20_000


def compare(
    inputs: ModelInputs,
    request: ComparisonRequest,
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> Comparison:
    """Compare the options for one person.

    Parameters
    ----------
    inputs : ModelInputs
    request : ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    Comparison

    Raises
    ------
    NumericalError
        When outcomes do not sum to 1.
    """
    draws = sample_draws(inputs, request)
    return compare_draws(draws, [request], limits=limits, harms=harms)[0]


def compare_many(
    inputs: ModelInputs,
    requests: Iterable[ComparisonRequest],
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> Iterator[Comparison]:
    """Compare the options for many people, on draws sampled once.

    Parameters
    ----------
    inputs : ModelInputs
    requests : iterable of ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Yields
    ------
    Comparison
        In the order of the requests.
    """
    for (count, _), alike in groupby(requests, key=lambda one: (one.draws, one.seed)):
        draws = None
        while some := list(islice(alike, max(TOGETHER // count, 1))):
            # one set of draws at a time: they are the largest thing there is
            draws = draws or sample_draws(inputs, some[0])
            yield from compare_draws(draws, some, limits=limits, harms=harms)


def sample_draws(inputs: ModelInputs, request: ComparisonRequest) -> ParameterDraws:
    """Sample the parameters for a request, in the order that is fastest to carry.

    Parameters
    ----------
    inputs : ModelInputs
    request : ComparisonRequest

    Returns
    -------
    ParameterDraws
    """
    draws = sample_parameters(inputs, count=request.draws, seed=request.seed)
    # draws of a like spread of frailty need a like number of terms, and the order
    # of draws means nothing
    return draws.select(np.argsort(draws["frailty_sigma"], kind="stable"))


def compare_draws(
    draws: ParameterDraws,
    requests: Sequence[ComparisonRequest],
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> list[Comparison]:
    """Compare the options for some people on many draws, part by part.

    Parameters
    ----------
    draws : ParameterDraws
    requests : sequence of ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    list of Comparison
        In the order of the requests and of the draws.
    """
    parts = [
        compare_together(
            draws.select(slice(first, first + CHUNK)),
            requests,
            limits=limits,
            harms=harms,
        )
        for first in range(0, draws.count, CHUNK)
    ]
    return [join_draws(of_one) for of_one in zip(*parts, strict=True)]


def compare_together(
    draws: ParameterDraws,
    requests: Sequence[ComparisonRequest],
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> list[Comparison]:
    """Compare the options for some people on the same draws, carried together.

    Parameters
    ----------
    draws : ParameterDraws
    requests : sequence of ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    list of Comparison
        Each the same, to the bit, as if it had been made alone.
    """
    asked = [Asked(draws, request, limits) for request in requests]
    carried = iter(project_many([course for one in asked for course in one.courses]))
    return [
        one.answer([next(carried) for _ in one.courses], harms=harms) for one in asked
    ]
