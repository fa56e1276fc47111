from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq

from riskmodel.engine.break_even import OUTCOMES, get_break_even
from riskmodel.engine.profile import Option
from riskmodel.engine.projection import Projection, add_deaths
from tests.engine_cases import compare_profile

RESULT = compare_profile().options
#: The tie is linear, so bisection and formula differ by rounding only.
ROUNDING = 1e-12


def parts(option: Option) -> tuple[Projection, Projection]:
    survivors, other = RESULT[Option.AHSCT].survivors, RESULT[option].projection
    assert survivors is not None and other is not None
    return survivors, other


@pytest.mark.parametrize("outcome", list(OUTCOMES))
@pytest.mark.parametrize(
    "option", [Option.NO_DMT, Option.NATALIZUMAB, Option.ALEMTUZUMAB]
)
def test_at_the_break_even_both_options_tie(outcome: str, option: Option) -> None:
    survivors, other = parts(option)
    level = get_break_even(survivors, other, outcome)
    bad = OUTCOMES[outcome]
    tied = bad(add_deaths(survivors, level[5])) - bad(other)
    assert np.abs(tied[5]).max() < ROUNDING

    def difference(mortality: float, draw: int) -> float:
        died = np.full(100, mortality)
        return float((bad(add_deaths(survivors, died)) - bad(other))[5, draw])

    ties = np.flatnonzero(level[5] >= 0)[:3]
    for draw in ties:
        found = brentq(difference, 0, 1, args=(draw,), xtol=1e-14)
        assert level[5, draw] == pytest.approx(found, abs=1e-10)
    assert len(ties) == 3


def test_below_zero_the_transplant_loses_at_any_mortality() -> None:
    survivors, other = parts(Option.NATALIZUMAB)
    level = get_break_even(survivors, other, "dead_or_worse")[5]
    bad = OUTCOMES["dead_or_worse"]
    loses = bad(survivors)[5] > bad(other)[5]
    assert np.array_equal(level < 0, loses)
    assert loses.any()
    assert level.max() <= 1


def test_where_all_are_worse_every_mortality_would_tie() -> None:
    survivors, other = parts(Option.NO_DMT)
    certain = replace(
        survivors,
        worse=np.ones_like(survivors.worse),
        died_other=np.zeros_like(survivors.died_other),
        died_treatment=np.zeros_like(survivors.died_treatment),
    )
    level = get_break_even(certain, other, "dead_or_worse")
    assert np.isnan(level).all()
