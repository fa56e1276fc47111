from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from riskmodel.engine.profile import UNKNOWN, Course, Option
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.schema import CheckStatus, Target
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.building import take_point_values
from riskmodel.synthesis.prediction import predict, predict_worse, with_era
from tests.engine_cases import compare_profile, get_draws, profile_with

BASE = take_point_values(get_evidence())
TRUTH = np.log([0.4, 0.3, 0.8, 0.6, 0.5, 1.4, 1.3, 0.85])


def target(kind: str, **changes: Any) -> Target:
    row: dict[str, Any] = {
        "id": "made_up",
        "label": "Made up",
        "kind": kind,
        "course": "rrms",
        "value": 0.5,
        "sampling_sd": 0.001,
        "source_ids": (),
        "status": CheckStatus.SEEN,
    }
    return Target(**{**row, **changes})


#: Results that between them pin every fitted parameter down.
SHAPES = [
    target("worse_share", years=3, after_years=5, mix=(0, 0, 1)),
    target("worse_share", years=10, after_years=5, mix=(0, 0, 1)),
    target("worse_share", years=3, after_years=5, mix=(0, 0, 0, 0, 1)),
    target("worse_share", years=3, after_years=9, mix=(0,) * 6 + (1,)),
    target("worse_share", years=3, after_years=9, mix=(0,) * 7 + (1,)),
    target("worse_share", years=3, after_years=9, mix=(0, 0, 1), course="spms"),
    target("worse_share", years=3, after_years=9, mix=(0, 0, 1), course="ppms"),
    target("worse_share", years=3, after_years=5, mix=(0, 0, 1), era=1.0),
    target("reach_share", years=15, to_band=6),
    target("reach_median", to_band=6),
]


def make(shapes: list[Target], logs: Any = TRUTH) -> list[Target]:
    """Targets that report what the model says at some parameters."""
    draws = nh.spread(BASE, logs[None])
    return [replace(one, value=float(predict(one, draws)[0])) for one in shapes]


def test_mode_is_near_the_natural_history_that_made_the_targets() -> None:
    mode, covariance = nh.find_mode(make(SHAPES), BASE)
    # the priors and the assumed spread of cohorts draw it a little
    sd = np.sqrt(np.diag(covariance))
    assert (np.abs(mode - TRUTH) < 1.5 * sd).all()
    assert np.linalg.eigvalsh(covariance).min() > 0


def test_era_is_held_by_its_prior_where_nothing_speaks_of_it() -> None:
    shapes = [one for one in SHAPES if not one.era]
    mode, covariance = nh.find_mode(make(shapes), BASE)
    era = nh.NAMES.index("era_factor")
    assert mode[era] == pytest.approx(np.log(0.85), abs=1e-3)
    assert covariance[era, era] == pytest.approx(nh.PRIOR_SD[era] ** 2, rel=0.01)


@pytest.mark.parametrize(
    "shape", [SHAPES[0], target("reach_median", value=20.0, sampling_sd=1.0)]
)
def test_pace_goes_there_and_back(shape: Target) -> None:
    values = np.array([0.2, 0.5, 0.8])
    there = nh.to_pace(shape, values)
    assert nh.from_pace(shape, there) == pytest.approx(values)
    # in a faster disease more people are worse, and times are shorter
    assert ((np.diff(there) > 0) == nh.is_share(shape)).all()


def test_a_hazard_ratio_is_a_shift_of_the_pace() -> None:
    shape = target("worse_share", years=2)
    hazard = 0.3
    one, half = (-np.expm1(-np.array([h])) for h in (hazard, hazard / 2))
    shift = nh.to_pace(shape, one) - nh.to_pace(shape, half)
    assert shift == pytest.approx([np.log(2)])


def test_standard_errors_are_put_on_the_scale_of_the_pace() -> None:
    shape = target("worse_share", value=0.23, sampling_sd=0.024)
    ends = nh.to_pace(shape, np.array([0.23 - 1e-5, 0.23 + 1e-5]))
    slope = float(np.diff(ends)[0] / 2e-5)
    assert nh.get_sampling_sd(shape) == pytest.approx(slope * 0.024, rel=1e-4)
    median = target("reach_median", value=20.0, sampling_sd=1.0)
    assert nh.get_sampling_sd(median) == pytest.approx(0.05)


def test_share_worse_is_the_engine_s() -> None:
    """People of a study are carried as a patient would be."""
    draws = get_draws(50)
    shape = target("worse_share", after_years=6, mix=(0, 0, 0, 1), treated_before=True)
    shares = predict_worse(shape, draws, Course.RRMS, years=[2, 5])
    profile = profile_with(edss=3.5, age_years=36.0, sex=UNKNOWN)
    projection = compare_profile(profile, draws=draws).options[Option.NO_DMT].projection
    assert projection is not None
    for row, year in zip(shares, (2, 5), strict=True):
        assert row == pytest.approx(projection.worse[year] / projection.alive[year])


def test_between_two_years_the_hazard_is_constant() -> None:
    draws = get_draws(20)
    shape = target("worse_share", after_years=6, mix=(0, 0, 1))
    two, half, three = predict_worse(shape, draws, Course.RRMS, years=[2, 2.5, 3])
    assert 1 - half == pytest.approx(np.sqrt((1 - two) * (1 - three)))


def test_era_moves_part_of_the_way() -> None:
    draws = get_draws(20)
    assert with_era(draws, 0.0)["era_factor"] == pytest.approx(np.ones(20))
    assert with_era(draws, 1.0)["era_factor"] == pytest.approx(draws["era_factor"])


@pytest.mark.parametrize(
    "target", [*get_evidence().targets, *get_evidence().aside], ids=lambda t: t.id
)
def test_every_target_has_a_prediction(target: Target) -> None:
    found = predict(target, get_draws(3))
    assert found.shape == (3,)
    assert (found > 0).all()


def test_who_dies_as_everybody_does_has_a_ratio_of_one() -> None:
    draws = get_draws(3)
    everybody = np.ones_like(draws.tables.death_multiplier)
    alike = replace(draws, tables=replace(draws.tables, death_multiplier=everybody))
    ratio = target("death_ratio", from_band=1, years=25)
    # deaths within a year are counted at its middle
    assert predict(ratio, alike) == pytest.approx(np.ones(3), abs=1e-3)
    assert (predict(ratio, draws) > 1.5).all()
    of_one_course = target("death_ratio_of_courses", from_band=1, years=25)
    assert predict(of_one_course, draws) == pytest.approx(np.ones(3))
    women, men = (target(f"death_age_{sex}", from_band=1) for sex in ("women", "men"))
    assert (predict(women, draws) > predict(men, draws)).all()
    assert (predict(women, draws) < predict(women, alike)).all()


def test_edss_rises_by_those_who_worsen() -> None:
    still = {name: np.full(3, 1e-12) for name in nh.NAMES if name.startswith("k_")}
    still["improved_no_dmt"] = np.full(3, 1e-12)
    change = target("yearly_change", years=2, after_years=5, mix=(0, 0, 0.5, 0.5))
    moved = predict(change, get_draws(3))
    assert (moved > 0).all()
    unmoved = predict(change, get_draws(3).replace(**still))
    assert unmoved == pytest.approx(np.zeros(3), abs=1e-9)


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        predict(target("lottery"), get_draws(1))
