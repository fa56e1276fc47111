"""Hypothesis strategies: people, requests and intensities.

Common cases come often; the ends of every range stay possible.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import (
    EDSS_STEPS,
    UNKNOWN,
    Answer,
    Centre,
    Children,
    ComparisonRequest,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    PatientProfile,
    Scenario,
    Sex,
)

_UNKNOWN = st.just(UNKNOWN)


def _quarters(low: float, high: float) -> st.SearchStrategy[float]:
    """Times to a quarter of a year, as people say them."""
    return st.integers(int(4 * low), int(4 * high)).map(lambda quarter: quarter / 4)


_ages = st.one_of(_quarters(25, 50), _quarters(25, 50), _quarters(18, 85))
_edss = st.one_of(
    st.sampled_from([step for step in EDSS_STEPS if 1 <= step <= 6.5]),
    st.sampled_from(EDSS_STEPS),
)
_courses = st.sampled_from([Course.RRMS, Course.RRMS, Course.SPMS, Course.PPMS])


@st.composite
def profiles(
    draw: st.DrawFn,
    *,
    courses: st.SearchStrategy[Course] = _courses,
    edss: st.SearchStrategy[float] = _edss,
    ages: st.SearchStrategy[float] = _ages,
) -> PatientProfile:
    """Valid profiles."""
    age = draw(ages)
    low = draw(edss)
    high = draw(st.one_of(st.just(low), st.just(low), edss.filter(lambda e: e >= low)))
    longest = age - 10
    one = draw(st.one_of(_UNKNOWN, st.integers(0, 3), st.integers(0, 20)))
    least = 0 if one is UNKNOWN else one
    two = draw(st.one_of(_UNKNOWN, st.integers(least, max(least, 4))))
    return PatientProfile(
        course=draw(courses),
        edss_low=low,
        edss_high=high,
        duration_years=draw(
            st.one_of(_quarters(0, min(15, longest)), _quarters(0, longest))
        ),
        age_years=age,
        sex=draw(st.sampled_from(Sex)),
        relapses_1y=one,
        relapses_2y=two,
        new_mri=draw(st.sampled_from(Answer)),
        treatments=draw(st.one_of(_UNKNOWN, treatments())),
        jcv=draw(st.sampled_from(JcvStatus)),
        jcv_index=draw(st.one_of(_UNKNOWN, _quarters(0, 10))),
        prior_immunosuppression=draw(st.sampled_from(Answer)),
        years_on_natalizumab=draw(st.one_of(st.just(0.0), _quarters(0, 20))),
        centre=draw(st.sampled_from(Centre)),
        conditioning=draw(st.sampled_from(Conditioning)),
        children=draw(st.sampled_from(Children)),
    )


def treatments() -> st.SearchStrategy[tuple[DrugYears, ...]]:
    """Drugs so far, in the order of the list, each once."""
    drugs = st.lists(st.sampled_from(Drug), unique=True, max_size=3)
    years = _quarters(0, 12)
    return drugs.flatmap(
        lambda some: st.tuples(
            *(
                years.map(lambda time, drug=drug: DrugYears(drug, time))  # type: ignore[misc]
                for drug in sorted(some, key=list(Drug).index)
            )
        )
    )


def scenarios() -> st.SearchStrategy[Scenario]:
    """Every named assumption, the default most often."""
    return st.one_of(st.just(Scenario.DEFAULT), st.sampled_from(Scenario))


@st.composite
def requests(draw: st.DrawFn, **people: Any) -> ComparisonRequest:
    """Requests of a person, a scenario and some years."""
    years = st.lists(st.integers(1, 15), min_size=1, max_size=4, unique=True)
    return ComparisonRequest(
        profile=draw(profiles(**people)),
        scenario=draw(scenarios()),
        horizons=tuple(sorted(draw(years))),
        draws=100,
        seed=draw(st.integers(0, 2**32 - 1)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, FloatArray]:
    """Arguments of ``advance``: a few states, any pace up to frantic."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    states, draws = draw(st.integers(2, 11)), draw(st.integers(1, 3))
    pace = draw(st.sampled_from([0.0, 1e-9, 1e-3, 0.1, 1.0, 10.0, 100.0]))
    jumps = np.triu(rng.random((states, states)) + 0.01, k=1)
    jumps[:-1] /= jumps[:-1].sum(axis=1, keepdims=True)
    worsening = pace * rng.random((states, draws))
    worsening[-1] = 0.0
    return {
        "occupation": rng.dirichlet(np.ones(states), draws).T.copy(),
        "worsening": worsening,
        "jumps": jumps,
        "death": pace * rng.random((states, draws)),
        "improvement": pace * rng.random(draws),
    }
