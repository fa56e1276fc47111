"""The past: how frail the person is, given the band that is read today."""

from __future__ import annotations

from math import exp, sqrt

import numpy as np
from numpy.polynomial.hermite import hermgauss

from tests.reference.plain.case import PLATFORM, Case, closed, era, follow, upward


def frailties(case: Case) -> list[tuple[float, float]]:
    """Frailty and its probability given the band read today (6, 7, 8)."""
    points, weights = hermgauss(7)
    sigma = case.value["frailty_sigma"]
    found = []
    for point, weight in zip(points, weights, strict=True):
        frailty = exp(sqrt(2) * sigma * point)
        likelihood = np.mean(
            [read_today(case, frailty, years) for years in pasts(case)]
        )
        found.append((frailty, float(weight * likelihood)))
    whole = sum(weight for _, weight in found)
    return [(frailty, weight / whole) for frailty, weight in found]


def pasts(case: Case) -> list[float]:
    """Untreated years that each possible past amounts to (8)."""
    person = case.profile
    time = person.duration_years
    on: dict[str, float] = {}
    if isinstance(person.treatments, tuple):
        for had in person.treatments:
            on[had.drug] = had.years
    on["natalizumab"] = max(on.get("natalizumab", 0.0), person.years_on_natalizumab)
    treated = sum(on.values())
    if treated > time:
        on = {drug: years * time / treated for drug, years in on.items()}
        treated = time
    saved = sum(years * (1 - drug_ratio(case, drug)) for drug, years in on.items())
    known = max(time - saved, 0)
    if isinstance(person.treatments, tuple):
        return [known]
    unknown = (time - treated) * case.value["history_treated_share"]
    return [known] + [
        max(known - unknown * (1 - case.value[f"past_hr_{kind}"]), 0)
        for kind in ("platform", "high")
    ]


def drug_ratio(case: Case, drug: str) -> float:
    return case.value["past_hr_platform" if drug in PLATFORM else "past_hr_high"]


def read_today(case: Case, frailty: float, years: float) -> float:
    """Probability of reading the band after the past (7)."""
    years = max(years, 1 / 12)
    onset = np.zeros(10)
    onset[:3] = [case.value[f"onset_band_{band}"] for band in range(3)]
    course = str(case.profile.course)
    last = years
    if course == "spms":
        last = years * case.value["spms_share_of_duration"]
        onset = follow(
            closed(frailty * era(case) * upward(case, "rrms")), onset, years - last
        )
    true = follow(closed(frailty * era(case) * upward(case, course)), onset, last)
    off = case.value["reading_error_one_band"] / 2
    read = 0.0
    for band in range(10):
        if abs(band - case.band) == 1:
            read += off * true[band]
    misread = off if case.band in (0, 9) else 2 * off
    return float(read + (1 - misread) * true[case.band])
