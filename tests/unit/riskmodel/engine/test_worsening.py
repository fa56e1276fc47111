import numpy as np
import pytest

from riskmodel.engine.profile import Course
from riskmodel.engine.worsening import (
    BAND_GROUPS,
    get_band_rates,
    get_jump_shares,
)
from tests.engine_cases import get_draws

DRAWS = get_draws()


def test_rates_are_the_upward_generator_times_the_share_that_lasts() -> None:
    leaving = DRAWS.tables.worsening_per_year.sum(axis=1)
    rates = get_band_rates(DRAWS, Course.RRMS)
    for band, group in enumerate(BAND_GROUPS):
        assert rates[band] == pytest.approx(leaving[band] * DRAWS[group])
    assert (rates[9] == 0).all()


@pytest.mark.parametrize(
    ("course", "factor"), [(Course.SPMS, "spms_factor"), (Course.PPMS, "ppms_factor")]
)
def test_course_acts_below_band_6_only(course: Course, factor: str) -> None:
    relapsing, other = get_band_rates(DRAWS, Course.RRMS), get_band_rates(DRAWS, course)
    for band in range(6):
        assert other[band] == pytest.approx(relapsing[band] * DRAWS[factor])
    assert np.array_equal(other[6:], relapsing[6:])


def test_jumps_go_up_only_and_sum_to_one() -> None:
    shares = get_jump_shares(DRAWS)
    assert np.array_equal(shares, np.triu(shares, k=1))
    assert shares.sum(axis=1) == pytest.approx([1] * 9 + [0])
