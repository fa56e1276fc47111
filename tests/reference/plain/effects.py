"""What an option does to worsening and to improvement, and for how long."""

from __future__ import annotations

from math import exp, log

from scipy.integrate import quad
from scipy.optimize import brentq

from tests.reference.plain.case import Case, dying, era, upward


def activity(case: Case, year: int) -> float:
    """Factor of recent relapses in one coming year (5)."""
    person = case.profile
    one = person.relapses_1y if isinstance(person.relapses_1y, int) else None
    two = person.relapses_2y if isinstance(person.relapses_2y, int) else None
    if person.course != "rrms" or (one is None and two is None):
        return 1.0
    now, later = (case.value[f"activity_excess_{when}"] for when in ("now", "10_years"))
    fade = max(log(now / later) / 10, 0)
    time = year + 0.5
    share = case.value["active_share"]

    def excess(years: float) -> float:
        return now * exp(-fade * (time + years))

    mean = 1 + share * excess(0) + (1 - share) * share * excess(1)

    def factor(years: float) -> float:
        return (1 + excess(years)) / mean

    if one:
        return factor(0)
    if two:
        return factor(0.5 if one is None else 1)
    # no relapse: only without a drug does it mean a quiet disease
    if person.years_on_natalizumab > 0:
        on_drugs = 1.0
    elif isinstance(person.treatments, tuple):
        taken = sum(had.years for had in person.treatments)
        on_drugs = taken / max(person.duration_years, taken, 1e-9)
    else:
        on_drugs = (0 + 1 + 1) / 3 * case.value["history_treated_share"]
    quiet = on_drugs + (1 - on_drugs) / mean
    if two == 0:
        return quiet
    return share * factor(1) + (1 - share) * quiet


def hazard_ratio(case: Case, option: str, year: int) -> float:
    if option == "no_dmt":
        return 1.0
    name = f"{option}_worsening_hr"
    if case.profile.course == "spms":
        name += "_spms"
    elif case.scenario in ("comparative_only", "cohort_only"):
        name += f"_{case.scenario}"
    ratio = case.value[name]
    if option == "ahsct" and option in case.extrapolated[case.profile.edss_low]:
        ratio *= case.value["ahsct_extrapolation_ratio"]
    left = 1.0
    if case.scenario == "waning":
        left = 1.0 if year < 2 else 0.75 if year < 5 else 0.5
    return exp(left * log(ratio))


def pace(case: Case, option: str, year: int) -> float:
    """Factors on worsening, but for frailty (2)."""
    return era(case) * activity(case, year) * hazard_ratio(case, option, year)


def improved_share(case: Case, option: str) -> float:
    if case.profile.course != "rrms" or case.band >= 7:
        return case.value["improved_progressive"]
    share = case.value[f"improved_{option}"]
    if option == "natalizumab":
        # the rest of the two years that the study's people had
        rest = max(2 - case.profile.years_on_natalizumab, 0) / 2
        later = min(share, case.value["improved_no_dmt"])
        share = rest * share + (1 - rest) * later
    if option == "ahsct" and case.profile.duration_years > 10:
        odds = share / (1 - share) * case.value["ahsct_late_improvement_odds_ratio"]
        share = odds / (1 + odds)
    return share


def improving(case: Case, option: str, people: list[tuple[float, float]]) -> float:
    """The intensity of improvement, by bisection on an integral (9)."""
    if case.band < 2:
        return 0.0
    leaving = [
        [
            frailty * pace(case, option, year) * upward_sum(case)
            + dying(case, case.band, year)
            for year in range(2)
        ]
        for frailty, _ in people
    ]

    def missing(intensity: float) -> float:
        reached = 0.0
        for (_, weight), rates in zip(people, leaving, strict=True):
            for year in range(2):
                total = intensity + rates[year]
                before = exp(-(intensity + rates[0])) if year else 1.0
                within = quad(lambda t, r=total: exp(-r * t), 0, 1, epsabs=1e-14)[0]
                reached += weight * before * intensity * within
        return reached - improved_share(case, option)

    return float(brentq(missing, 0, 50, xtol=1e-15, rtol=1e-14))


def upward_sum(case: Case) -> float:
    return float(upward(case, str(case.profile.course))[case.band].sum())


def stops_after(case: Case, option: str) -> int | None:
    """Year at whose beginning everybody is off the option, 0 for now."""
    on_it = case.profile.years_on_natalizumab
    if option == "no_dmt" and on_it > 0:
        return 0
    if option == "natalizumab" and case.scenario == "natalizumab_stop_24m":
        return max(2 - int(on_it), 0)
    return None
