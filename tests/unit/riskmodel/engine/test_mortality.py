import numpy as np
import pytest

from riskmodel.engine.mortality import get_death_multiplier, get_general_death
from riskmodel.engine.profile import Sex
from tests.engine_cases import fix_draws, get_draws, profile_with

DRAWS = get_draws()


def test_unknown_sex_averages_the_rates() -> None:
    women, men, either = (
        get_general_death(DRAWS, profile_with(sex=sex), 3)
        for sex in (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN)
    )
    share = DRAWS["share_women"]
    assert either == pytest.approx(share * women + (1 - share) * men)
    assert (men > women).all()


def test_rate_rises_with_age_and_never_falls_with_edss() -> None:
    young, older = (get_general_death(DRAWS, profile_with(), year) for year in (0, 10))
    assert (older > young).all()
    assert (np.diff(get_death_multiplier(DRAWS), axis=0) >= 0).all()


def test_age_is_held_at_the_end_of_the_table() -> None:
    oldest = profile_with(age_years=85.0)
    last = get_general_death(DRAWS, oldest, 15)
    assert np.array_equal(last, get_general_death(DRAWS, oldest, 40))
    assert np.isfinite(last).all()


def test_each_draw_takes_one_of_the_two_shapes() -> None:
    smooth, wales = DRAWS.tables.death_multiplier
    for variate, shape in ((0.49, smooth), (0.51, wales)):
        factor = get_death_multiplier(fix_draws(DRAWS, death_shape=variate))
        assert factor[:, 0] == pytest.approx(shape)
    both = get_death_multiplier(DRAWS)[3]
    # half of 100 draws, five standard deviations of a coin apart
    assert 25 < (both == both.min()).sum() < 75


def test_below_edss_7_wales_has_no_excess() -> None:
    _, wales = DRAWS.tables.death_multiplier
    assert (wales[:7] == 1).all()
    assert (wales[7:] > 1).all()
