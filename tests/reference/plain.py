"""The model once more, slowly and plainly, from docs/model.md alone.

One draw at a time, one kind of person at a time, a full dense generator for every
year and SciPy's exponential of it. Written to be read beside the document, and
differently from the engine wherever there is a choice: it shares no function with
it, only the parameters and tables. Numbers in brackets are the document's equations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np
from numpy.polynomial.hermite import hermgauss
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.linalg import expm
from scipy.optimize import brentq

from riskmodel.engine.parameters import Tables
from riskmodel.engine.profile import PatientProfile

Matrix = NDArray[np.float64]
OPTIONS = ("no_dmt", "natalizumab", "alemtuzumab", "ahsct")
#: States: the start, ten settled bands on the option, ten off it, two deaths.
START, ON, OFF, DIED_OTHER, DIED_TREATMENT, STATES = 0, 1, 11, 21, 22, 23
PLATFORM = {"interferon", "glatiramer", "teriflunomide", "dimethyl_fumarate", "other"}


@dataclass
class Case:
    """One person under one draw of the parameters."""

    profile: PatientProfile
    scenario: str
    value: Mapping[str, float]
    tables: Tables
    years: int
    extrapolated: frozenset[str] = frozenset()
    band: int = field(init=False)


@dataclass
class Course:
    """What happens on one option, by year from 0."""

    bands: Matrix  # (year, band)
    died_treatment: list[float]
    died_other: list[float]
    better: list[float]
    same: list[float]
    worse: list[float]
    relapses: list[float]
    relapse_free: list[float]


def follow(
    generator: Matrix, start: Matrix, years: float, *, step: float = 1.0
) -> Matrix:
    """Occupation after some years of one generator."""
    state = start
    left = years
    while left > 1e-15:
        now = min(step, left)
        state = state @ expm(generator * now)
        left -= now
    return state


def drug_ratio(case: Case, drug: str) -> float:
    return case.value["past_hr_platform" if drug in PLATFORM else "past_hr_high"]


def upward(case: Case, course: str) -> Matrix:
    """Intensities of worsening of frailty 1 (1), band to band."""
    rates = np.zeros((10, 10))
    for low in range(10):
        share = "k_low" if low < 4 else "k_mid" if low < 6 else "k_high"
        share = "k_top" if low > 6 else share
        for high in range(low + 1, 10):
            rates[low, high] = (
                case.value[share] * case.tables.worsening_per_year[low, high]
            )
            if course in ("spms", "ppms") and low < 6:
                rates[low, high] *= case.value[f"{course}_factor"]
    return rates


def era(case: Case) -> float:
    return 1.0 if case.scenario == "seed_era" else case.value["era_factor"]


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
    if one:
        above = now * exp(-fade * time)
    elif two:
        above = now * exp(-fade * (time + (0.5 if one is None else 1.0)))
    elif person.years_on_natalizumab > 0:
        return 1.0
    else:
        above = 0.0
    return (1 + above) / (1 + case.value["active_share"] * now * exp(-fade * time))


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


def closed(rates: Matrix) -> Matrix:
    """A generator from which nobody is lost."""
    return rates - np.diag(rates.sum(axis=1))


def dying(case: Case, band: int, year: int) -> float:
    """Rate of death of anything else (10)."""
    person, value = case.profile, case.value
    women, men = case.tables.death_per_year[min(int(person.age_years) + year, 100)]
    share = {"female": 1.0, "male": 0.0}.get(person.sex, value["share_women"])
    shape = 0 if value["death_shape"] < value["death_shape_share_smooth"] else 1
    general = share * women + (1 - share) * men
    return float(general * case.tables.death_multiplier[shape][band])


def hazard_ratio(case: Case, option: str, year: int) -> float:
    if option == "no_dmt":
        return 1.0
    name = f"{option}_worsening_hr"
    if case.profile.course == "spms":
        name += "_spms"
    elif case.scenario in ("comparative_only", "cohort_only"):
        name += f"_{case.scenario}"
    ratio = case.value[name]
    if option == "ahsct" and option in case.extrapolated:
        ratio *= case.value["ahsct_extrapolation_ratio"]
    left = 1.0
    if case.scenario == "waning":
        left = 1.0 if year < 2 else 0.75 if year < 5 else 0.5
    return exp(left * log(ratio))


def improved_share(case: Case, option: str) -> float:
    if case.profile.course != "rrms":
        return case.value["improved_progressive"]
    share = case.value[f"improved_{option}"]
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


def pace(case: Case, option: str, year: int) -> float:
    """Factors on worsening, but for frailty (2)."""
    return era(case) * activity(case, year) * hazard_ratio(case, option, year)


def generator(
    case: Case, option: str, year: int, *, frailty: float, intensity: float
) -> Matrix:
    """The dense generator of one year."""
    matrix = np.zeros((STATES, STATES))
    rates = upward(case, str(case.profile.course)) * frailty
    on, off = (pace(case, name, year) for name in (option, "no_dmt"))
    for low in range(10):
        for high in range(low + 1, 10):
            matrix[ON + low, ON + high] = on * rates[low, high]
            matrix[OFF + low, OFF + high] = off * rates[low, high]
            if low == case.band:
                matrix[START, ON + high] = on * rates[low, high]
        for first in (ON, OFF):
            matrix[first + low, DIED_OTHER] = dying(case, low, year)
    matrix[START, DIED_OTHER] = dying(case, case.band, year)
    if year < 2 and intensity:
        matrix[START, ON + case.band - 1] += intensity
    return closed(matrix)


def pml_risks(case: Case) -> list[float]:
    """Probability of PML in each year on natalizumab, given none before (13)."""
    value, person = case.value, case.profile
    rate = value["jcv_seroconversion_per_year"]
    positive = {"positive": 1.0, "negative": 0.0}.get(
        person.jcv, value["jcv_positive_share"]
    )
    prior = {"yes": 1.0, "no": 0.0}.get(
        person.prior_immunosuppression, value["prior_immunosuppression_share"]
    )
    index = person.jcv_index if isinstance(person.jcv_index, float) else None
    if person.jcv != "positive" or index is None:
        column = "no_index"
    elif index > 1.5:
        column = "index_above_1_5"
    else:
        column = "index_0_9_to_1_5" if index > 0.9 else "index_to_0_9"

    def cell(name: str, year: int) -> float:
        year = min(int(person.years_on_natalizumab) + year, 5)
        if value["pml_table"] < value["pml_share_yearly_table"]:
            risk = case.tables.pml_yearly[name][year]
        else:
            coarse = (
                "index_to_1_5" if name in ("index_to_0_9", "index_0_9_to_1_5") else name
            )
            risk = case.tables.pml_two_yearly[coarse][year // 2] / 2
        return -log(1 - min(risk * value["pml_level"], 0.5))

    def after_prior(year: int) -> float:
        risk = cell("prior_immunosuppression", year)
        return max(risk, cell(column, year)) if column == "index_above_1_5" else risk

    def negative(year: int, later: float) -> float:
        # average over the year of having had antibodies for part of it
        still = quad(lambda t: exp(-rate * t), year, year + 1)[0]
        none = -log(1 - value["pml_jcv_negative"]) / 6
        return still * none + (1 - still) * later

    free = [
        positive * (1 - prior),
        positive * prior,
        (1 - positive) * (1 - prior),
        (1 - positive) * prior,
    ]
    risks = []
    for year in range(case.years):
        hazards = [
            cell(column, year),
            after_prior(year),
            negative(year, cell("no_index", year)),
            negative(year, cell("prior_immunosuppression", year)),
        ]
        if (
            case.scenario == "natalizumab_6weekly"
            and person.years_on_natalizumab + year >= 1
        ):
            hazards = [value["pml_six_weekly_hr"] * hazard for hazard in hazards]
        after = [f * exp(-hazard) for f, hazard in zip(free, hazards, strict=True)]
        risks.append(1 - sum(after) / sum(free))
        free = after
    return risks


def transplant_mortality(case: Case) -> float:
    """Probability of dying of the transplant (11, 12)."""
    value, person = case.value, case.profile
    seed_era = case.scenario == "seed_era"
    year = value["seed_mid_accrual_year" if seed_era else "trm_prediction_year"]
    third = {"experienced": 0, "typical": 1, "new": 2}.get(person.centre)
    uniform = value["trm_centre"]
    if third is not None:
        uniform = (third + uniform) / 3
    centre = value["trm_tau"] * NormalDist().inv_cdf(uniform)
    high = {"high": 1.0, "unknown": value["high_intensity_share_today"]}.get(
        person.conditioning, 0.0
    )
    if seed_era:
        high = 0.0
    total = 0.0
    for edss in person.edss_steps:
        edss = min(max(edss, value["trm_lowest_edss"]), value["trm_highest_edss"])
        for intense, share in ((1, high), (0, 1 - high)):
            logit = value["trm_intercept"] + value["trm_edss_slope"] * (edss - 4)
            logit += value["trm_year_slope"] * (year - 2012) + centre
            logit += value["trm_high_intensity"] * intense
            total += share / (1 + exp(-logit))
    return total / len(person.edss_steps)


def stops_after(case: Case, option: str) -> int | None:
    """Year at whose beginning everybody is off the option, 0 for now."""
    on_it = case.profile.years_on_natalizumab
    if option == "no_dmt" and on_it > 0:
        return 0
    if option == "natalizumab" and case.scenario == "natalizumab_stop_24m":
        return max(2 - int(on_it), 0)
    return None


def run_years(case: Case, option: str) -> Matrix:
    """Occupation of every state by year, everything averaged but the EDSS step."""
    value = case.value
    stop = stops_after(case, option)
    if stop == 0:
        option = "no_dmt"
    people = frailties(case)
    intensity = improving(case, option, people)
    risks = pml_risks(case)
    leave = exp(-value["natalizumab_stopping_per_year"])
    found = np.zeros((case.years + 1, STATES))
    for frailty, weight in people:
        state = np.zeros(STATES)
        state[START] = 1.0
        if option == "ahsct":
            state[DIED_TREATMENT] = transplant_mortality(case)
            state[START] -= state[DIED_TREATMENT]
        found[0] += weight * state
        for year in range(case.years):
            if option == "alemtuzumab" and year < 2:
                survive = sqrt(1 - value["alemtuzumab_treatment_death"])
                state[DIED_TREATMENT] += (1 - survive) * state[:OFF].sum()
                state[:OFF] *= survive
            if stop == year > 0:
                move_off(state, 1.0, case)
            law = generator(case, option, year, frailty=frailty, intensity=intensity)
            state = state @ expm(law)
            if option == "natalizumab":
                get_pml(state, risks[year], case)
                if case.scenario == "stop_natalizumab":
                    move_off(state, 1 - leave, case)
            found[year + 1] += weight * state
    return found


def band_of(case: Case, state: int) -> int:
    return case.band if state == START else (state - ON) % 10


def move_off(state: Matrix, share: float, case: Case) -> None:
    """Let a share leave the option (4)."""
    for index in range(OFF):
        state[OFF + band_of(case, index)] += share * state[index]
    state[:OFF] *= 1 - share


def get_pml(state: Matrix, risk: float, case: Case) -> None:
    """PML among those on natalizumab (14)."""
    for index in range(OFF):
        band = band_of(case, index)
        died = risk * case.value["pml_fatality"] * state[index]
        state[DIED_TREATMENT] += died
        state[OFF + min(band + 3, 9)] += risk * state[index] - died
    state[:OFF] *= 1 - risk


def own_rate(case: Case) -> tuple[float, float]:
    """Shape and exposure of the own relapse rate while untreated (15)."""
    person, value = case.profile, case.value
    if person.course == "rrms":
        fall = 1 - value["relapse_fall_per_5_years"]
        years = person.age_years - value["relapse_reference_age"]
        mean = value["relapse_rate_untreated"] * fall ** (years / 5)
    elif person.course == "spms":
        mean = case.tables.relapses_per_year_spms[case.band]
    else:
        mean = value["relapse_rate_ppms"]
    shape = value["relapse_shape"]
    exposure = shape / max(mean, 1e-3)
    for counted, window in ((person.relapses_2y, 2), (person.relapses_1y, 1)):
        if isinstance(counted, int):
            time = min(window, person.duration_years)
            return shape + counted, exposure + time * counted_under(case)
    return shape, exposure


def counted_under(case: Case) -> float:
    """Relapse ratio of what was taken while the relapses were counted (15)."""
    person, value = case.profile, case.value
    if person.years_on_natalizumab > 0:
        share = min(person.years_on_natalizumab / 2, 1)
        return 1 - share + share * value["natalizumab_relapse_ratio"]
    if not isinstance(person.treatments, tuple):
        return 1.0
    time = sum(had.years for had in person.treatments)
    if time == 0:
        return 1.0
    spared = 0.0
    for had in person.treatments:
        kind = "platform" if had.drug in PLATFORM else "high"
        spared += had.years * (1 - value[f"past_relapse_ratio_{kind}"])
    return 1 - spared / max(time, person.duration_years)


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
            length = fall ** ((year + 0.5) / 5)
            if end is None or year < end:
                length *= ratio
            if end == year:
                none = (1 - value["rebound_relapse_12_months"]) ** (-1 / shape)
                length = max(length, exposure * (none - 1))
            total += length
            expected += length * (alive[year] + alive[year + 1]) / 2
            relapses[year + 1] += share * expected * shape / exposure
            free[year + 1] += share * (1 + total / exposure) ** -shape
    return relapses, free


def solve(case: Case, option: str) -> Course:
    """One option for one person under one draw."""
    steps = case.profile.edss_steps
    bands = np.zeros((case.years + 1, 10))
    died_other, died_treatment = (np.zeros(case.years + 1) for _ in range(2))
    better, same, worse = (np.zeros(case.years + 1) for _ in range(3))
    for step in steps:
        case.band = int(step)
        states = run_years(case, option) / len(steps)
        died_other += states[:, DIED_OTHER]
        died_treatment += states[:, DIED_TREATMENT]
        for state in range(DIED_OTHER):
            band = band_of(case, state)
            bands[:, band] += states[:, state]
            group = better if band < case.band else worse if band > case.band else same
            group += states[:, state]
    alive = [float(total) for total in bands.sum(axis=1)]
    relapses, free = np.zeros(case.years + 1), np.zeros(case.years + 1)
    for step in steps:
        case.band = int(step)
        counted, none = count(case, option, alive)
        relapses += np.array(counted) / len(steps)
        free += np.array(none) / len(steps)
    return Course(
        bands=bands,
        died_treatment=list(died_treatment),
        died_other=list(died_other),
        better=list(better),
        same=list(same),
        worse=list(worse),
        relapses=list(relapses),
        relapse_free=list(free),
    )
