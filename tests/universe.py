r"""A world of three states that can be solved by hand.

::

            0.3 per year
      well --------------> ill
        \                  /
    0.02 \                / 0.11
          \              /
           +--> dead <--+

No two numbers are equal, so that no mistake can hide behind a symmetry.
"""

from __future__ import annotations

from math import exp

WORSENING = 0.3
DEATH_WELL = 0.02
DEATH_ILL = 0.11
YEARS = 1.7


def well(years: float = YEARS) -> float:
    """Share still well."""
    return exp(-(WORSENING + DEATH_WELL) * years)


def ill(years: float = YEARS) -> float:
    """Share ill and alive: those who fell ill at each moment and lived on."""
    leaving = WORSENING + DEATH_WELL
    reached = WORSENING / (leaving - DEATH_ILL)
    return reached * (exp(-DEATH_ILL * years) - exp(-leaving * years))


def dead(years: float = YEARS) -> float:
    """Share dead."""
    return 1 - well(years) - ill(years)
