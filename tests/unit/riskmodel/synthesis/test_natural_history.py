from typing import Any

import numpy as np
import pytest

from riskmodel.engine.profile import Course, Option
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.schema import CheckStatus, Target
from riskmodel.synthesis.fitting import take_point_values
from riskmodel.synthesis.natural_history import (
    ERA_MEAN,
    NAMES,
    START,
    fit_natural_history,
    spread,
)
from riskmodel.synthesis.prediction import predict, predict_worse, with_era
from tests.engine_cases import (
    compare_profile,
    fix_draws,
    get_point_draws,
    profile_with,
)

BASE = take_point_values(get_evidence())
TRUTH = np.log([0.4, 0.3, 0.8, 0.5, 1.4, 1.3, 0.85])


def target(kind: str, **changes: Any) -> Target:
    row: dict[str, Any] = {
        "id": "made_up",
        "label": "Made up",
        "kind": kind,
        "course": "rrms",
        "value": 0.5,
        "low": 0.0,
        "high": 100.0,
        "weight_sd": 0.02,
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
    target("worse_share", years=3, after_years=9, mix=(0, 0, 1), course="spms"),
    target("worse_share", years=3, after_years=9, mix=(0, 0, 1), course="ppms"),
    target("worse_share", years=3, after_years=5, mix=(0, 0, 1), era=1.0),
    target("reach_share", years=15, to_band=6),
]


def test_fit_finds_the_natural_history_that_made_the_targets() -> None:
    draws = spread(BASE, TRUTH[:, None])
    made = [
        Target(**{**vars(one), "value": float(predict(one, draws)[0])})
        for one in SHAPES
    ]
    fit = fit_natural_history(made, BASE)
    assert fit.cost < 1e-8
    assert fit.mean == pytest.approx(TRUTH, abs=1e-3)
    assert np.linalg.eigvalsh(fit.covariance).min() > 0


def test_era_is_held_by_its_prior_where_nothing_speaks_of_it() -> None:
    made = [
        Target(
            **{
                **vars(one),
                "value": float(predict(one, spread(BASE, START[:, None]))[0]),
            }
        )
        for one in SHAPES
        if not one.era
    ]
    fit = fit_natural_history(made, BASE)
    assert fit.mean[NAMES.index("era_factor")] == pytest.approx(ERA_MEAN, abs=1e-4)


def test_what_is_held_aside_does_not_move_the_fit() -> None:
    draws = spread(BASE, TRUTH[:, None])
    made = [
        Target(**{**vars(one), "value": float(predict(one, draws)[0])})
        for one in SHAPES
    ]
    aside = target("worse_share", value=0.99, weight_sd=0.0, years=1, mix=(1,))
    assert np.array_equal(
        fit_natural_history(made, BASE).mean,
        fit_natural_history([*made, aside], BASE).mean,
    )


def test_spread_changes_the_fitted_only() -> None:
    draws = spread(BASE, np.stack([TRUTH, START], axis=1))
    assert draws.count == 2
    assert draws["k_low"] == pytest.approx(np.exp([TRUTH[0], START[0]]))
    assert draws["active_share"] == pytest.approx([0.5, 0.5])


def test_prediction_is_the_engines_own_course() -> None:
    """One person of one band, nobody dying or improving: both say the same."""
    draws = fix_draws(get_point_draws(), improved_no_dmt=1e-12)
    tables = draws.tables
    draws = type(draws)(
        draws.values,
        type(tables)(**{**vars(tables), "death_per_year": tables.death_per_year * 0}),
        draws.count,
    )
    person = profile_with(
        edss=3.0, duration_years=7.0, treatments=(), relapses_1y=1, age_years=60.0
    )
    study = target("worse_share", after_years=7, active=True, mix=(0, 0, 0, 1))
    projection = compare_profile(person, draws=draws).options[Option.NO_DMT].projection
    assert projection is not None
    for years in (1, 2, 5, 10):
        share = predict_worse(study, draws, Course.RRMS, years=years)
        assert projection.worse[years] == pytest.approx(share, abs=1e-9)


def test_part_of_a_year_counts_as_such() -> None:
    draws = get_point_draws()
    study = target("worse_share", after_years=7, mix=(0, 0, 0, 1))
    shares = [
        predict_worse(study, draws, Course.RRMS, years=years)[0]
        for years in (1.0, 1.5, 2.0)
    ]
    assert shares[0] < shares[1] < shares[2]


def test_median_is_where_half_have_arrived() -> None:
    draws = get_point_draws()
    median = float(predict(target("reach_median", to_band=6), draws)[0])
    for years, above in ((median - 0.5, False), (median + 0.5, True)):
        share = predict(target("reach_share", years=years, to_band=6), draws)[0]
        assert (share > 0.5) is np.bool_(above)


def test_era_is_a_share_of_the_way() -> None:
    draws = get_point_draws()
    full = draws["era_factor"]
    assert with_era(draws, 0.0)["era_factor"] == pytest.approx([1])
    assert with_era(draws, 0.5)["era_factor"] == pytest.approx(np.sqrt(full))


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        predict(target("guess"), get_point_draws())
