"""How far two builds differ that share no random number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from riskmodel.engine.comparison import compare_draws
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import (
    ComparisonRequest,
    Course,
    Option,
    PatientProfile,
)
from riskmodel.engine.sampling import sample_parameters
from riskmodel.evidence.release import Evidence
from riskmodel.synthesis.sampling import get_monte_carlo_error

if TYPE_CHECKING:
    from riskmodel.synthesis.building import Fit

#: The person whose shown result is compared, and after how many years.
PERSON = PatientProfile(
    course=Course.RRMS, edss_low=3.5, edss_high=3.5, duration_years=6.0, age_years=35.0
)
YEARS = 5
#: What is compared of every parameter against its Monte Carlo error; and the ends of
#: its interval, of which that error cannot be told well from some thousand draws.
FIGURES = ("mean", "sd")
ENDS = (0.025, 0.975)


def compare_builds(
    evidence: Evidence, ids: Sequence[str], first: Fit, again: Fit
) -> list[dict[str, Any]]:
    """Hold two builds beside each other.

    Parameters
    ----------
    evidence : Evidence
        Without fitted parameters.
    ids : sequence of str
        Of the stored draws' columns.
    first, again : Fit

    Returns
    -------
    list of dict
        ``id``, ``figure``, ``one`` and ``other``, of each build, and ``error``, the
        Monte Carlo standard error of their difference: of every stored parameter's
        mean and standard deviation, and of the share worse that a default person is
        shown.
    """
    found = []
    for column, id in enumerate(ids):
        one, other = (build.draws[:, column] for build in (first, again))
        for figure in FIGURES:
            pick = np.mean if figure == "mean" else np.std
            errors = [
                get_monte_carlo_error(build.whole[:, column], figure)
                for build in (first, again)
            ]
            found.append(
                {
                    "id": id,
                    "figure": figure,
                    "one": float(pick(one)),
                    "other": float(pick(other)),
                    "error": float(np.hypot(errors[0], errors[1])),
                }
            )
    shown = [_show(evidence, ids, one.draws) for one in (first, again)]
    for option in Option:
        one, other = (worse[option] for worse in shown)
        # what is not fitted is the same in both, so that it cannot set them apart
        error = get_monte_carlo_error(one - other)
        found.append(
            {
                "id": f"worse at {YEARS} years, {option}",
                "figure": "mean",
                "one": float(one.mean()),
                "other": float(other.mean()),
                "error": float(error),
            }
        )
    return found


def measure_ends(first: Fit, again: Fit) -> float:
    """Find how far the ends of intervals lie apart in two builds, at most.

    Parameters
    ----------
    first, again : Fit

    Returns
    -------
    float
        As a share of the interval's width.
    """
    one, other = (np.quantile(build.draws, ENDS, axis=0) for build in (first, again))
    return float((np.abs(one - other) / (one[1] - one[0])).max())


def _show(
    evidence: Evidence, ids: Sequence[str], draws: FloatArray
) -> dict[Option, FloatArray]:
    """Share worse of the default person on each option, by draw.

    The draws stay in their order, chain after chain, and each meets the same draw of
    what is not fitted in every build.
    """
    rest = sample_parameters(evidence.inputs, count=len(draws), seed=1)
    sampled = rest.replace(**dict(zip(ids, draws.T, strict=True)))
    request = ComparisonRequest(PERSON, horizons=(YEARS,))
    (result,) = compare_draws(sampled, [request], limits=evidence.limits, harms=())
    return {
        option: found.projection.worse[YEARS]
        for option, found in result.options.items()
        if found.projection is not None
    }
