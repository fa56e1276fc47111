"""Harms of an option, from how fast they come in each stretch of time (18)."""

from __future__ import annotations

from math import exp, log

from riskmodel.engine.harms import Harm
from tests.reference.plain.case import Case


def share_harmed(case: Case, harm: Harm) -> list[float]:
    """Share who have had it by the end of each year, from year 0 on."""
    figure = case.value[harm.parameter]
    if harm.law == "once":
        return [0.0] + [figure] * case.years
    if harm.law == "within":
        # an even hazard that gives the figure when its years are over
        begins, ends, hazard = 0.0, harm.years, -log(1 - figure) / harm.years
    else:
        begins, ends, hazard = harm.years, float(case.years), figure
    free, found = 1.0, [0.0]
    for year in range(case.years):
        exposed = max(min(ends, year + 1) - max(begins, year), 0)
        free *= exp(-hazard * exposed)
        found.append(1 - free)
    return found
