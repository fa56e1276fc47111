"""Harms of an option, from how fast they come in each stretch of time (18)."""

from __future__ import annotations

from math import exp, log

from riskmodel.engine.harms import Harm
from tests.reference.plain.case import Case
from tests.reference.plain.effects import stops_after


def share_harmed(case: Case, harm: Harm) -> list[float]:
    """Share who have had it by the end of each year, from year 0 on."""
    figure = case.value[harm.parameter]
    natalizumab = harm.option == "natalizumab"
    before = case.profile.years_on_natalizumab if natalizumab else 0.0
    stop = stops_after(case, str(harm.option))
    if harm.law == "once":
        return [0.0] + [figure] * case.years
    if harm.law == "within":
        # an even hazard that gives the figure when its years are over
        ends = max(harm.years - before, 0.0)
        begins, hazard = 0.0, -log(1 - figure) / harm.years
    elif harm.law == "while_on":
        begins, ends = 0.0, float(case.years)
        hazard = -log(1 - figure) / harm.years
    else:
        begins, ends, hazard = harm.years, float(case.years), figure
    free, found = 1.0, [0.0]
    for year in range(case.years):
        exposed = max(min(ends, year + 1) - max(begins, year), 0)
        if stop is not None and year >= stop:
            exposed = 0
        if natalizumab and case.scenario == "stop_natalizumab":
            exposed *= exp(-case.value["natalizumab_stopping_per_year"] * year)
        free *= exp(-hazard * exposed)
        found.append(1 - free)
    return found
