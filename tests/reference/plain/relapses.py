"""Relapses: the own rate, and how many are counted on an option."""

from __future__ import annotations

from math import exp

from tests.reference.plain.case import PLATFORM, Case
from tests.reference.plain.effects import stops_after


def own_rate(case: Case) -> tuple[float, float]:
    """Shape and exposure of the own relapse rate while untreated (15)."""
    person, value = case.profile, case.value
    if person.course == "rrms":
        fall = 1 - value["relapse_fall_per_5_years"]
        years = max(30, person.age_years) - value["relapse_reference_age"]
        mean = value["relapse_rate_untreated"] * fall ** (years / 5)
    elif person.course == "spms":
        mean = case.tables.relapses_per_year_spms[case.band]
    else:
        mean = value["relapse_rate_ppms"]
    shape = value["relapse_shape"]
    exposure = shape / max(mean, 1e-3)
    for counted, window in ((person.relapses_2y, 2), (person.relapses_1y, 1)):
        time = min(window, person.duration_years)
        if not isinstance(counted, int) or time == 0:
            continue
        if person.course == "rrms":
            # such that the trial's people, with their count of one year, have the
            # trial's rate
            exposure = (shape + value["relapses_before_trial"]) / mean - 1
        on_it = min(person.years_on_natalizumab, time)
        under = on_it * value["natalizumab_relapse_ratio"]
        under += (time - on_it) * counted_under(case)
        return shape + counted, exposure + under
    return shape, exposure


def counted_under(case: Case) -> float:
    """Relapse ratio of what was taken before natalizumab, if that is taken now (15)."""
    person, value = case.profile, case.value
    if not isinstance(person.treatments, tuple):
        under = [1.0]
        for kind in ("platform", "high"):
            spared = 1 - value[f"past_relapse_ratio_{kind}"]
            under.append(1 - value["history_treated_share"] * spared)
        return sum(under) / 3
    now = person.years_on_natalizumab
    others = [
        had for had in person.treatments if not (now and had.drug == "natalizumab")
    ]
    time = sum(had.years for had in others)
    if time == 0:
        return 1.0
    spared = 0.0
    for had in others:
        kind = "platform" if had.drug in PLATFORM else "high"
        spared += had.years * (1 - value[f"past_relapse_ratio_{kind}"])
    return 1 - spared / max(time, person.duration_years - now)


def count(
    case: Case, option: str, alive: list[float]
) -> tuple[list[float], list[float]]:
    """Expected relapses and the probability of none, by year (16, 17)."""
    value = case.value
    shape, exposure = own_rate(case)
    fall = 1 - value["relapse_fall_per_5_years"]
    ratio = 1.0 if option == "no_dmt" else value[f"{option}_relapse_ratio"]
    stop = stops_after(case, option)
    ways: list[tuple[float, int | None]] = [(1.0, stop)]
    if option == "natalizumab" and case.scenario == "stop_natalizumab":
        stay = exp(-value["natalizumab_stopping_per_year"])
        ways = [
            (stay ** (year - 1) * (1 - stay), year) for year in range(1, case.years)
        ]
        ways.append((stay ** (case.years - 1), None))
    relapses, free = [0.0] * (case.years + 1), [0.0] * (case.years + 1)
    for share, end in ways:
        total = expected = 0.0
        free[0] += share
        for year in range(case.years):
            age = case.profile.age_years
            older = max(age + year + 0.5, 30) - max(age, 30)
            length = fall ** (older / 5)
            if end is None or year < end:
                length *= ratio
            if end == year and case.profile.course != "ppms":
                none = (1 - value["rebound_relapse_12_months"]) ** (-1 / shape)
                length = max(length, exposure * (none - 1))
            total += length
            expected += length * (alive[year] + alive[year + 1]) / 2
            relapses[year + 1] += share * expected * shape / exposure
            free[year + 1] += share * (1 + total / exposure) ** -shape
    return relapses, free
