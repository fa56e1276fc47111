import numpy as np
import pytest

from riskmodel.engine.profile import UNKNOWN, Course
from riskmodel.engine.worsening import (
    BAND_GROUPS,
    get_activity,
    get_band_rates,
    get_jump_shares,
    years_since_relapse,
)
from tests.engine_cases import get_draws, profile_with

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


@pytest.mark.parametrize(
    ("one", "two", "since"),
    [
        (UNKNOWN, UNKNOWN, None),
        (1, UNKNOWN, 0.0),
        (2, 3, 0.0),
        (0, 1, 1.0),
        (UNKNOWN, 1, 0.5),
        (0, UNKNOWN, np.inf),
        (UNKNOWN, 0, np.inf),
        (0, 0, np.inf),
    ],
)
def test_years_since_the_last_relapse(one: int, two: int, since: float | None) -> None:
    found = years_since_relapse(profile_with(relapses_1y=one, relapses_2y=two))
    assert found == since


def test_active_is_above_unknown_above_inactive_and_fades() -> None:
    active = profile_with(relapses_1y=1)
    earlier = profile_with(relapses_1y=0, relapses_2y=1)
    inactive = profile_with(relapses_1y=0, relapses_2y=0)
    for year in (0, 4, 9):
        assert (get_activity(DRAWS, profile_with(), year) == 1).all()
        assert (get_activity(DRAWS, inactive, year) < 1).all()
        above = get_activity(DRAWS, active, year) - get_activity(DRAWS, earlier, year)
        assert above.mean() > 0
        assert (above >= 0).all()
        assert (get_activity(DRAWS, active, year) > 1).all()
    first, tenth = (get_activity(DRAWS, active, year).mean() for year in (0, 9))
    assert first > tenth


def test_unknown_is_the_average_of_active_and_inactive() -> None:
    share = DRAWS["active_share"]
    active = get_activity(DRAWS, profile_with(relapses_1y=1), 3)
    inactive = get_activity(DRAWS, profile_with(relapses_1y=0), 3)
    assert share * active + (1 - share) * inactive == pytest.approx(np.ones(100))


def test_ratio_of_active_to_inactive_is_the_published_excess() -> None:
    active = get_activity(DRAWS, profile_with(relapses_1y=1), 0)
    inactive = get_activity(DRAWS, profile_with(relapses_1y=0), 0)
    excess = active / inactive - 1
    # in the middle of the first year it has faded by half a year
    assert (excess <= DRAWS["activity_excess_now"]).all()
    assert (excess >= DRAWS["activity_excess_now"] * 0.8).all()


@pytest.mark.parametrize("course", [Course.SPMS, Course.PPMS])
def test_relapses_do_not_act_in_progressive_courses(course: Course) -> None:
    profile = profile_with(course=course, relapses_1y=3)
    assert (get_activity(DRAWS, profile, 0) == 1).all()


def test_no_relapse_on_natalizumab_is_no_sign_of_a_quiet_disease() -> None:
    quiet = profile_with(relapses_1y=0, relapses_2y=0, years_on_natalizumab=4.0)
    assert (get_activity(DRAWS, quiet, 0) == 1).all()
    broken_through = profile_with(relapses_1y=1, years_on_natalizumab=4.0)
    assert (get_activity(DRAWS, broken_through, 0) > 1).all()
