from itertools import pairwise

import numpy as np
import pytest

from riskmodel.engine.activity import get_activity, years_since_relapse
from riskmodel.engine.profile import UNKNOWN, Course
from tests.engine_cases import get_draws, had, profile_with

DRAWS = get_draws()
NO_RELAPSE = {"relapses_1y": 0, "relapses_2y": 0}
CALM = profile_with(**NO_RELAPSE, treatments=())


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
    for year in (0, 4, 9):
        assert (get_activity(DRAWS, profile_with(), year) == 1).all()
        assert (get_activity(DRAWS, CALM, year) < 1).all()
        above = get_activity(DRAWS, active, year) - get_activity(DRAWS, earlier, year)
        assert above.mean() > 0
        assert (above >= 0).all()
        assert (get_activity(DRAWS, active, year) > 1).all()
    first, tenth = (get_activity(DRAWS, active, year).mean() for year in (0, 9))
    assert first > tenth


def test_unknown_is_the_average_of_active_and_inactive() -> None:
    share = DRAWS["active_share"]
    active = get_activity(DRAWS, profile_with(relapses_1y=1), 3)
    earlier = get_activity(DRAWS, profile_with(relapses_1y=0, relapses_2y=1), 3)
    calm = get_activity(DRAWS, CALM, 3)
    rest = share * earlier + (1 - share) * calm
    assert share * active + (1 - share) * rest == pytest.approx(np.ones(100))
    # and so when only the last year is known
    inactive = get_activity(DRAWS, profile_with(relapses_1y=0, treatments=()), 3)
    assert inactive == pytest.approx(rest)


def test_ratio_of_active_to_inactive_is_the_published_excess() -> None:
    active = get_activity(DRAWS, profile_with(relapses_1y=1), 0)
    inactive = get_activity(DRAWS, CALM, 0)
    excess = active / inactive - 1
    # in the middle of the first year it has faded by half a year
    assert (excess <= DRAWS["activity_excess_now"]).all()
    assert (excess >= DRAWS["activity_excess_now"] * 0.8).all()


@pytest.mark.parametrize("course", [Course.SPMS, Course.PPMS])
def test_relapses_do_not_act_in_progressive_courses(course: Course) -> None:
    profile = profile_with(course=course, relapses_1y=3)
    assert (get_activity(DRAWS, profile, 0) == 1).all()


def test_no_relapse_on_natalizumab_is_no_sign_of_a_quiet_disease() -> None:
    quiet = profile_with(**NO_RELAPSE, years_on_natalizumab=4.0)
    assert (get_activity(DRAWS, quiet, 0) == 1).all()
    broken_through = profile_with(relapses_1y=1, years_on_natalizumab=4.0)
    assert (get_activity(DRAWS, broken_through, 0) > 1).all()


def test_no_relapse_says_less_the_longer_a_drug_was_taken() -> None:
    found = [
        get_activity(DRAWS, profile_with(**NO_RELAPSE, treatments=treatments), 0)
        for treatments in ((), had(interferon=2), had(ocrelizumab=5), had(other=6))
    ]
    for calmer, less_calm in pairwise(found):
        assert (calmer < less_calm).all()
    assert found[-1] == pytest.approx(np.ones(100))
    # nothing known of treatments: none, or one of two kinds for half of the years
    unknown = get_activity(DRAWS, profile_with(**NO_RELAPSE), 0)
    assert unknown == pytest.approx(found[0] * 2 / 3 + 1 / 3)


def test_a_year_that_is_not_known_is_as_anybodys() -> None:
    before = get_activity(DRAWS, profile_with(relapses_1y=0, relapses_2y=1), 0)
    calm = get_activity(DRAWS, CALM, 0)
    found = get_activity(DRAWS, profile_with(relapses_1y=0, treatments=()), 0)
    share = DRAWS["active_share"]
    assert found == pytest.approx(share * before + (1 - share) * calm)
