"""What studies counted, of 1,000 and with the exact interval."""

import pytest
from scipy.stats import binom

from decisionaid.about.counted import (
    REPORT_DEATHS,
    REPORT_IMPROVED_PROGRESSIVE,
    REPORT_IMPROVED_RELAPSING,
    SWEDEN_DEATHS,
)
from riskmodel.interface import find_exact_interval


def show(count):
    figure = count.make_figure()
    return tuple(
        number.text for number in (figure.best, figure.lower, figure.upper, figure.rest)
    )


def test_the_report_of_2011():
    lower, upper = find_exact_interval(2, 74)
    assert round(100 * lower, 2) == 0.33
    assert round(100 * upper, 1) == 9.4
    assert show(REPORT_DEATHS) == ("27", "3", "94", "973")
    assert show(REPORT_IMPROVED_RELAPSING) == ("320", "149", "535", "680")
    assert show(REPORT_IMPROVED_PROGRESSIVE) == ("28", "1", "145", "972")


def test_nobody_counted_is_not_nobody_at_risk():
    assert show(SWEDEN_DEATHS) == ("0", "0", "21", "1,000")


@pytest.mark.parametrize(("cases", "people"), [(2, 74), (8, 25), (1, 36), (5, 364)])
def test_each_end_leaves_a_fortieth_outside(cases, people):
    lower, upper = find_exact_interval(cases, people)
    assert binom.sf(cases - 1, people, lower) == pytest.approx(0.025)
    assert binom.cdf(cases, people, upper) == pytest.approx(0.025)


def test_all_of_them():
    assert find_exact_interval(5, 5)[1] == 1.0
    assert find_exact_interval(0, 5)[0] == 0.0
