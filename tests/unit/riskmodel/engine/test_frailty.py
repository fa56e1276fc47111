from functools import partial
from typing import Any

import numpy as np
import pytest

from riskmodel.engine import asked
from riskmodel.engine.frailty import (
    NODES,
    Frailty,
    get_histories,
    get_posterior,
    get_prior,
)
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import Course, Option, PatientProfile
from riskmodel.engine.readings import SHORTEST_YEARS
from tests.engine_cases import (
    compare_profile,
    fix_draws,
    get_draws,
    had,
    profile_with,
)

DRAWS = get_draws()
#: Said in riskmodel/engine/frailty.py: one in 10,000 of most people, and below one
#: in 1,000 of those much disabled after decades.
NODES_ENOUGH, NODES_ENOUGH_LATE = 1e-4, 1e-3
MANY_NODES = 31


def mean_log(frailty: Frailty) -> FloatArray:
    """Average log frailty, by draw."""
    return (frailty.weight * np.log(frailty.value)).sum(axis=0)


def untreated(profile: PatientProfile, year: int = 5) -> FloatArray:
    """Share worse without a drug, by draw."""
    projection = compare_profile(profile).options[Option.NO_DMT].projection
    assert projection is not None
    return projection.worse[year]


def test_prior_is_lognormal_with_median_one() -> None:
    prior = get_prior(DRAWS)
    assert prior.weight.sum(axis=0) == pytest.approx(np.ones(100))
    assert mean_log(prior) == pytest.approx(np.zeros(100), abs=1e-12)
    spread = (prior.weight * np.log(prior.value) ** 2).sum(axis=0)
    assert np.sqrt(spread) == pytest.approx(DRAWS["frailty_sigma"])


@pytest.mark.parametrize("course", list(Course))
@pytest.mark.parametrize("band", [0, 3, 9])
@pytest.mark.parametrize("years", [0.0, 6.0, 25.0])
def test_posterior_weights_sum_to_one(course: Course, band: int, years: float) -> None:
    profile = profile_with(course=course, duration_years=years)
    weight = get_posterior(DRAWS, profile, band).weight
    assert (weight >= 0).all()
    assert weight.sum(axis=0) == pytest.approx(np.ones(100))


def test_much_disability_early_tells_of_a_fast_disease() -> None:
    prior = get_prior(DRAWS)
    early = get_posterior(DRAWS, profile_with(duration_years=3.0), 6)
    late = get_posterior(DRAWS, profile_with(duration_years=25.0), 1)
    assert (mean_log(early) > mean_log(prior)).all()
    assert (mean_log(late) < mean_log(prior)).all()


def test_at_one_duration_a_higher_band_is_a_faster_disease() -> None:
    profile = profile_with(duration_years=10.0)
    by_band = [mean_log(get_posterior(DRAWS, profile, band)) for band in range(9)]
    assert (np.diff(by_band, axis=0) > 0).all()


def test_first_symptoms_today_at_a_high_edss_have_an_answer() -> None:
    today, month = (
        get_posterior(DRAWS, profile_with(duration_years=years, treatments=()), 8)
        for years in (0.0, SHORTEST_YEARS)
    )
    assert np.isfinite(today.weight).all()
    assert np.array_equal(today.weight, month.weight)
    assert (mean_log(today) > 0).all()


def test_progressive_course_counts_since_conversion_only() -> None:
    faster = fix_draws(DRAWS, spms_factor=1.7)
    whole = fix_draws(faster, spms_share_of_duration=1.0)
    never = fix_draws(faster, spms_share_of_duration=0.0)
    profile = profile_with(course=Course.SPMS, duration_years=20.0)
    relapsing = profile_with(duration_years=20.0)
    assert mean_log(get_posterior(never, profile, 5)) == pytest.approx(
        mean_log(get_posterior(DRAWS, relapsing, 5))
    )
    # the faster law explains the same band with less frailty
    slower = mean_log(get_posterior(whole, profile, 5))
    assert (slower < mean_log(get_posterior(never, profile, 5))).all()


def test_years_on_a_drug_count_as_its_ratio() -> None:
    draws = fix_draws(DRAWS, past_hr_high=0.5, past_hr_platform=0.75)
    profile = profile_with(treatments=had(natalizumab=2, interferon=2))
    (years,) = get_histories(draws, profile)
    assert years == pytest.approx(np.full(100, 6 - 2 * 0.5 - 2 * 0.25))


def test_years_on_drugs_are_no_more_than_years_with_the_disease() -> None:
    draws = fix_draws(DRAWS, past_hr_high=0.5)
    profile = profile_with(treatments=had(natalizumab=30, fingolimod=30))
    (years,) = get_histories(draws, profile)
    assert years == pytest.approx(np.full(100, 3.0))


def test_natalizumab_now_counts_once() -> None:
    draws = fix_draws(DRAWS, past_hr_high=0.5)
    profile = profile_with(treatments=had(natalizumab=2), years_on_natalizumab=4.0)
    (years,) = get_histories(draws, profile)
    assert years == pytest.approx(np.full(100, 4.0))


def test_unknown_history_is_three_possible_ones() -> None:
    draws = fix_draws(
        DRAWS, past_hr_high=0.5, past_hr_platform=0.75, history_treated_share=0.5
    )
    years = get_histories(draws, profile_with())
    assert [one[0] for one in years] == pytest.approx([6, 6 - 0.75, 6 - 1.5])


def test_a_good_course_on_a_strong_drug_does_not_make_no_drug_look_safe() -> None:
    without = untreated(profile_with(treatments=()))
    strong = untreated(profile_with(treatments=had(natalizumab=5)))
    unknown = untreated(profile_with())
    assert (strong > without).mean() > 0.95
    assert strong.mean() > unknown.mean() > without.mean()


def test_nodes_are_enough() -> None:
    for profile, band in (
        (profile_with(), 3),
        (profile_with(duration_years=1.0), 6),
        (profile_with(age_years=60.0, duration_years=30.0), 1),
    ):
        counts = (NODES, MANY_NODES)
        few, many = (get_posterior(DRAWS, profile, band, n) for n in counts)
        for hazard in (0.05, 0.3, 1.0):
            stayed = [
                (f.weight * np.exp(-hazard * f.value)).sum(axis=0) for f in (few, many)
            ]
            assert abs((stayed[0] - stayed[1]).mean()) < NODES_ENOUGH


@pytest.mark.parametrize(
    ("answers", "enough"),
    [
        ({}, NODES_ENOUGH),
        ({"edss": 6.0, "duration_years": 15.0}, NODES_ENOUGH),
        ({"edss": 6.0, "duration_years": 35.0}, NODES_ENOUGH_LATE),
        (
            {"course": Course.SPMS, "edss": 5.0, "duration_years": 35.0},
            NODES_ENOUGH_LATE,
        ),
        (
            {"course": Course.PPMS, "edss": 5.0, "duration_years": 35.0},
            NODES_ENOUGH_LATE,
        ),
        # the furthest off of all that were tried
        (
            {
                "course": Course.PPMS,
                "edss": 6.0,
                "duration_years": 50.0,
                "treatments": (),
            },
            NODES_ENOUGH_LATE,
        ),
    ],
)
def test_nodes_are_enough_for_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any], enough: float
) -> None:
    profile = profile_with(age_years=60.0, **answers)

    def show() -> dict[Option, float]:
        found = compare_profile(profile, draws=get_draws(400), horizons=(5,)).options
        return {
            option: one.projection.worse[5].mean()
            for option, one in found.items()
            if one.projection is not None
        }

    few = show()
    monkeypatch.setattr(
        asked, "get_posterior", partial(get_posterior, nodes=MANY_NODES)
    )
    many = show()
    assert few != many
    assert max(abs(few[option] - many[option]) for option in few) < enough


def test_readings_do_not_depend_on_who_was_asked_about_before() -> None:
    long, short = (profile_with(duration_years=years) for years in (20.0, 2.0))
    draws, others = (DRAWS.select(slice(None)) for _ in range(2))
    get_posterior(draws, long, 3)
    after = get_posterior(draws, short, 3).weight
    assert np.array_equal(after, get_posterior(others, short, 3).weight)
