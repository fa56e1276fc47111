"""Are the results of people like those of the studies what the studies found?

The ranges are of the published results and their differences; they are wider than
the Monte Carlo error of the draws by far.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from riskmodel.engine.profile import Answer, Course, JcvStatus, Option, Scenario
from riskmodel.engine.results import Comparison
from tests.engine_cases import WOMAN_35, compare_profile, get_draws, profile_with

NO_DMT, NATALIZUMAB = Option.NO_DMT, Option.NATALIZUMAB
ALEMTUZUMAB, AHSCT = Option.ALEMTUZUMAB, Option.AHSCT
DRAWS = 1000


@cache
def result_of(scenario: Scenario = Scenario.DEFAULT, edss: float = 3.5) -> Comparison:
    profile = WOMAN_35 if edss == WOMAN_35.edss_low else profile_with(edss=edss)
    return compare_profile(profile, draws=get_draws(DRAWS), scenario=scenario)


def worse(
    option: Option, year: int = 5, scenario: Scenario = Scenario.DEFAULT
) -> float:
    projection = result_of(scenario).options[option].projection
    assert projection is not None
    return float(projection.worse[year].mean())


@pytest.mark.parametrize(
    ("option", "low", "high"),
    [
        (NO_DMT, 0.30, 0.60),
        (NATALIZUMAB, 0.12, 0.32),
        (ALEMTUZUMAB, 0.12, 0.32),
        (AHSCT, 0.06, 0.27),
    ],
)
def test_worse_at_five_years(option: Option, low: float, high: float) -> None:
    assert low < worse(option) < high


@pytest.mark.parametrize(
    ("scenario", "low", "high"),
    [(Scenario.DEFAULT, 0.5, 1.2), (Scenario.COMPARATIVE_ONLY, 0.75, 1.4)],
)
def test_transplant_against_natalizumab(
    scenario: Scenario, low: float, high: float
) -> None:
    ratio = worse(AHSCT, scenario=scenario) / worse(NATALIZUMAB, scenario=scenario)
    assert low < ratio < high


@pytest.mark.parametrize(
    ("edss", "low", "high"),
    [(3.0, 0.003, 0.012), (4.0, 0.003, 0.012), (6.0, 0.008, 0.03), (7.0, 0.008, 0.03)],
)
def test_transplant_mortality_today(edss: float, low: float, high: float) -> None:
    assert low < result_of(edss=edss).transplant_mortality.mean() < high


def test_transplant_mortality_of_the_2011_report() -> None:
    # 2 of 74: 0.33 to 9.4 of 100, at a median EDSS of 6
    mortality = result_of(Scenario.SEED_ERA, 6.0).transplant_mortality.mean()
    assert 0.0033 < mortality < 0.094


def test_pml_with_a_high_index() -> None:
    profile = profile_with(
        jcv=JcvStatus.POSITIVE, jcv_index=2.0, prior_immunosuppression=Answer.NO
    )
    result = compare_profile(profile, draws=get_draws(DRAWS))
    pml = result.options[NATALIZUMAB].harms["pml"][5].mean()
    assert 0.010 < pml < 0.025


def test_thyroid_disease_after_alemtuzumab() -> None:
    # 42 of 100 by six years
    thyroid = result_of().options[ALEMTUZUMAB].harms["thyroid"]
    assert 0.386 < thyroid[6].mean() < 0.454


@pytest.mark.parametrize(
    ("option", "low", "high"),
    [
        (NO_DMT, 0.06, 0.18),
        (NATALIZUMAB, 0.12, 0.30),
        (ALEMTUZUMAB, 0.08, 0.28),
        (AHSCT, 0.25, 0.55),
    ],
)
def test_improved_at_two_years(option: Option, low: float, high: float) -> None:
    # a few of those who improved have worsened again by then
    projection = result_of().options[option].projection
    assert projection is not None
    assert low < projection.better[2].mean() < high


def test_relapses_untreated_and_on_natalizumab() -> None:
    untreated = result_of().options[NO_DMT].relapses
    treated = result_of().options[NATALIZUMAB].relapses
    assert untreated is not None and treated is not None
    # AFFIRM: .73 of a relapse a year on placebo, ratio .325 (.256-.412)
    assert 0.6 < untreated[1].mean() < 0.87
    assert 0.256 < (treated[1] / untreated[1]).mean() < 0.412


def test_people_with_the_history_of_affirm_have_its_relapses() -> None:
    # 59 of 100 had one relapse in the year before, or none; the others more
    share = {1: 0.59, 2: 0.41}
    found = [
        (weight, compare_profile(profile, draws=get_draws(DRAWS)).options)
        for count, weight in share.items()
        for profile in (
            profile_with(
                edss=2.0,
                age_years=36.0,
                duration_years=5.0,
                treatments=(),
                relapses_1y=count,
            ),
        )
    ]

    def average(option: Option, name: str, year: int) -> float:
        return sum(
            weight * getattr(options[option], name)[year].mean()
            for weight, options in found
        )

    # .73 (.62-.87) a year on placebo, .23 (.19-.28) on natalizumab
    assert 0.62 < average(NO_DMT, "relapses", 1) < 0.87
    assert 0.19 < average(NATALIZUMAB, "relapses", 1) < 0.28
    # 44 and 71 of 100 without a relapse in two years: fewer are told (docs/model.md)
    assert 0.30 < average(NO_DMT, "relapse_free", 2) < 0.44
    assert 0.60 < average(NATALIZUMAB, "relapse_free", 2) < 0.71


@pytest.mark.parametrize(
    ("edss", "age", "duration"),
    [(3.0, 40.0, 10.0), (4.0, 45.0, 12.0), (6.0, 50.0, 18.0), (6.5, 55.0, 20.0)],
)
def test_transplant_is_not_clearly_better_than_natalizumab_in_spms(
    edss: float, age: float, duration: float
) -> None:
    profile = profile_with(
        course=Course.SPMS, edss=edss, age_years=age, duration_years=duration
    )
    options = compare_profile(profile, draws=get_draws(DRAWS)).options
    transplant, natalizumab = (options[o].projection for o in (AHSCT, NATALIZUMAB))
    assert transplant is not None and natalizumab is not None
    for bad in (("worse",), ("worse", "died_treatment", "died_other")):
        # on the same draws
        difference = sum(
            getattr(transplant, of)[5] - getattr(natalizumab, of)[5] for of in bad
        )
        low, high = np.quantile(difference, [0.025, 0.975])
        assert low < 0 < high, bad
        assert np.mean(difference < 0) < 0.9, bad


def test_the_spread_tells_of_our_ignorance() -> None:
    projection = result_of().options[AHSCT].projection
    assert projection is not None
    low, high = np.quantile(projection.worse[5], [0.025, 0.975])
    # cohorts and comparisons disagree by more than a factor of two
    assert high / low > 2
