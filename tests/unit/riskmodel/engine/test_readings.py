import numpy as np
import pytest
from scipy.linalg import expm

from riskmodel.engine import readings
from riskmodel.engine.frailty import get_prior
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import Course
from riskmodel.engine.readings import (
    get_likelihood,
    get_onset,
    get_reading_error,
)
from riskmodel.engine.worsening import get_band_rates, get_jump_shares
from tests.engine_cases import fix_draws, get_draws

DRAWS = get_draws()
FEW = DRAWS.select(slice(0, 6))
#: Of the matrix exponential, with its squarings.
ROUNDING = 1e-11
#: Years so long that a fast draw expects hundreds of jumps.
LIFETIME = 70.0


def read(draws: ParameterDraws, course: Course, band: int, *years: float) -> FloatArray:
    """Likelihood at the nodes of the prior."""
    histories = np.repeat(np.array(years)[:, None], draws.count, axis=1)
    return get_likelihood(
        draws, course, frailty=get_prior(draws).value, years=histories, band=band
    )


def read_by_exponentials(
    draws: ParameterDraws, course: Course, band: int, years: float
) -> FloatArray:
    """The same by a matrix exponential for each node, draw and law."""
    found = np.empty((len(get_prior(draws).value), draws.count))
    converted = draws["spms_share_of_duration"] if course is Course.SPMS else None
    for node, value in enumerate(get_prior(draws).value):
        for draw in range(draws.count):
            since = years if converted is None else years * converted[draw]
            people = get_onset(draws)[:, draw]
            for law, lasting in ((Course.RRMS, years - since), (course, since)):
                leaving = (
                    get_band_rates(draws, law)[:, draw] * draws["era_factor"][draw]
                )
                generator = leaving[:, None] * (get_jump_shares(draws) - np.eye(10))
                people = people @ expm(generator * value[draw] * lasting)
            found[node, draw] = people @ get_reading_error(draws, band)[:, draw]
    return found


@pytest.mark.parametrize("course", list(Course))
@pytest.mark.parametrize("band", [0, 3, 4, 5, 6, 9])
@pytest.mark.parametrize("years", [1.0, 12.0, LIFETIME])
def test_series_are_the_matrix_exponential(
    course: Course, band: int, years: float
) -> None:
    exact = read_by_exponentials(FEW, course, band, years)
    assert np.abs(read(FEW, course, band, years) - exact).max() < ROUNDING


@pytest.mark.parametrize("course", list(Course))
@pytest.mark.parametrize("band", [2, 7])
def test_histories_are_equally_likely(course: Course, band: int) -> None:
    apart = [read(DRAWS, course, band, years) for years in (3.0, 8.0, 20.0)]
    together = read(DRAWS, course, band, 3.0, 8.0, 20.0)
    assert together == pytest.approx(np.mean(apart, axis=0), rel=1e-12)


@pytest.mark.parametrize("course", list(Course))
@pytest.mark.parametrize("band", [2, 7])
def test_draws_are_read_block_by_block(
    course: Course, band: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(DRAWS.select(slice(None)), course, band, 9.0)
    monkeypatch.setattr(readings, "BLOCK", 30)
    blocks = read(DRAWS.select(slice(None)), course, band, 9.0)
    assert blocks == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("course", list(Course))
def test_two_laws_of_many_draws_are_not_kept(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = DRAWS.select(slice(None))
    monkeypatch.setattr(readings, "BLOCK", 30)
    read(draws, course, 6, 9.0)
    assert bool(draws.shared) is (course is not Course.SPMS)


@pytest.mark.parametrize("course", list(Course))
@pytest.mark.parametrize("band", [0, 5, 9])
def test_a_disease_beyond_any_life_has_an_answer(course: Course, band: int) -> None:
    fast = fix_draws(FEW, frailty_sigma=1.5)
    likelihood = read(fast, course, band, LIFETIME)
    assert np.isfinite(likelihood).all()
    assert ((likelihood >= 0) & (likelihood <= 1)).all()
    assert likelihood.sum(axis=0).min() > 0
    assert likelihood == pytest.approx(
        read_by_exponentials(fast, course, band, LIFETIME), abs=1e-6
    )


def test_onset_sums_to_one() -> None:
    assert get_onset(DRAWS).sum(axis=0) == pytest.approx(np.ones(100))


@pytest.mark.parametrize("band", [0, 4, 9])
def test_reading_is_off_by_one_band_at_most(band: int) -> None:
    reading = get_reading_error(fix_draws(DRAWS, reading_error_one_band=0.3), band)
    assert reading[band, 0] == pytest.approx(0.7 if band == 4 else 0.85)
    assert (np.flatnonzero(reading[:, 0]) >= band - 1).all()
    assert (np.flatnonzero(reading[:, 0]) <= band + 1).all()


def test_every_true_band_is_read_as_some_band() -> None:
    total = sum(get_reading_error(DRAWS, band) for band in range(10))
    assert total == pytest.approx(np.ones((10, 100)))
