from typing import Any

import numpy as np
import pytest

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import Centre, Conditioning, Scenario
from riskmodel.engine.transplant import (
    get_centre_variate,
    get_conditioning_shares,
    get_transplant_mortality,
)
from tests.engine_cases import fix_draws, get_draws, profile_with

DRAWS = get_draws()
#: Mean of a standard normal variate in its lower third: -phi(z) / (1/3).
LOWER_THIRD_MEAN = -1.0908


def mortality(scenario: Scenario = Scenario.DEFAULT, **answers: Any) -> FloatArray:
    return get_transplant_mortality(DRAWS, profile_with(**answers), scenario)


def test_thirds_of_the_centres_are_in_order() -> None:
    experienced, typical, new = (
        mortality(centre=centre)
        for centre in (Centre.EXPERIENCED, Centre.TYPICAL, Centre.NEW)
    )
    assert (experienced < typical).all()
    assert (typical < new).all()


def test_unknown_centre_is_any_centre() -> None:
    draws = get_draws(4000)
    whole = get_centre_variate(draws, Centre.UNKNOWN)
    # four standard errors of 4000 draws
    assert abs(whole.mean()) < 4 / np.sqrt(4000)
    assert abs(whole.std() - 1) < 4 / np.sqrt(8000)
    lower = get_centre_variate(draws, Centre.EXPERIENCED)
    assert lower.mean() == pytest.approx(LOWER_THIRD_MEAN, abs=0.05)
    assert lower.max() < get_centre_variate(draws, Centre.TYPICAL).min() + 1e-3


def test_high_intensity_kills_more() -> None:
    draws = fix_draws(DRAWS, trm_high_intensity=0.7)
    low, high, unknown = (
        get_transplant_mortality(
            draws, profile_with(conditioning=conditioning), Scenario.DEFAULT
        )
        for conditioning in (
            Conditioning.BEAM_ATG,
            Conditioning.HIGH,
            Conditioning.UNKNOWN,
        )
    )
    assert (low < unknown).all()
    assert (unknown < high).all()
    share = draws["high_intensity_share_today"]
    assert unknown == pytest.approx(share * high + (1 - share) * low)
    cy = mortality(conditioning=Conditioning.CY_ATG)
    assert np.array_equal(cy, mortality(conditioning=Conditioning.BEAM_ATG))


def test_odds_rise_with_edss_by_the_slope() -> None:
    low = mortality(edss=4.0, conditioning=Conditioning.BEAM_ATG)
    high = mortality(edss=6.0, conditioning=Conditioning.BEAM_ATG)
    ratio = np.log(high / (1 - high)) - np.log(low / (1 - low))
    assert ratio == pytest.approx(2 * DRAWS["trm_edss_slope"])


def test_edss_range_is_averaged() -> None:
    steps = [mortality(edss=edss) for edss in (4.0, 4.5, 5.0)]
    ranged = mortality(edss_low=4.0, edss_high=5.0)
    assert ranged == pytest.approx(np.mean(steps, axis=0))


def test_era_of_the_2011_report_was_more_dangerous() -> None:
    assert mortality(Scenario.SEED_ERA).mean() > mortality().mean()
    profile = profile_with(conditioning=Conditioning.HIGH)
    # that era's conditioning was intermediate, whatever is asked for now
    shares = get_conditioning_shares(DRAWS, profile, Scenario.SEED_ERA)
    assert [high for high, _ in shares] == [0]
