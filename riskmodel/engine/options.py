"""What each option does to a person: its plan under a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np

from riskmodel.engine.eligibility import Status
from riskmodel.engine.improvement import HIGHEST_BAND, IMPROVEMENT_YEARS
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.pml import get_pml_hazard
from riskmodel.engine.profile import Course, Option, PatientProfile, Scenario
from riskmodel.engine.transplant import get_transplant_mortality

#: Names of the worsening hazard ratios, by option, in relapsing MS; scenarios
#: that use one kind of evidence only have ratios of their own.
HAZARD_RATIO = {
    Option.NATALIZUMAB: "natalizumab_worsening_hr",
    Option.ALEMTUZUMAB: "alemtuzumab_worsening_hr",
    Option.AHSCT: "ahsct_worsening_hr",
}
EVIDENCE_SUFFIX = {
    Scenario.COMPARATIVE_ONLY: "_comparative_only",
    Scenario.COHORT_ONLY: "_cohort_only",
}
#: Share of the effect (on the log hazard ratio) left when it wanes, from which
#: year on.
WANING = ((0, 1.0), (2, 0.75), (5, 0.5))
#: Months after which the scenario of that name stops natalizumab, as years.
STOP_AFTER_YEARS = 2
#: Years that begin with a course of alemtuzumab.
ALEMTUZUMAB_YEARS = 2
#: Years since onset beyond which improvement after a transplant is rarer.
LATE_YEARS = 10


@dataclass(frozen=True)
class Plan:
    """An option, as the projection needs it.

    Parameters
    ----------
    hazard_ratio : array, shape (year, draw)
        Factor on the intensities of worsening while on the option.
    improved : array, shape (draw,)
        Share improved within two years, where improvement is possible.
    relapse_ratio : array, shape (draw,)
        Factor on the relapse rate while on the option.
    initial_death : array, shape (draw,)
        Probability of dying of the treatment at the start.
    initial_of_year : array, shape (year, draw)
        Probability of dying of the treatment at the start of each year.
    pml_in_year : array, shape (year, draw)
        Probability of PML in each year on the option, given none before.
    pml_fatality : array, shape (draw,)
        Probability of dying of PML, given PML.
    stopping_in_year : array, shape (draw,)
        Probability of stopping the option in a year.
    stop_after : int or None
        Year after which everybody stops; 0 where the option is to stop natalizumab
        now.
    """

    hazard_ratio: FloatArray
    improved: FloatArray
    relapse_ratio: FloatArray
    initial_death: FloatArray
    initial_of_year: FloatArray
    pml_in_year: FloatArray
    pml_fatality: FloatArray
    stopping_in_year: FloatArray
    stop_after: int | None = None


def get_plan(
    option: Option,
    draws: ParameterDraws,
    profile: PatientProfile,
    *,
    scenario: Scenario,
    years: int,
    status: Status,
) -> Plan:
    """Make the plan of an option (docs/model.md, section "Options").

    Parameters
    ----------
    option : Option
    draws : ParameterDraws
    profile : PatientProfile
    scenario : Scenario
    years : int
        Years ahead.
    status : Status
        How far the studies of the option reach for the person.

    Returns
    -------
    Plan
    """
    none = np.zeros(draws.count)
    never = np.zeros((years, draws.count))
    effect = get_hazard_ratio(option, draws, profile, scenario=scenario, status=status)
    deaths, pml, stop = never, never, none
    initial = none
    stop_after = None
    fatality = draws["pml_fatality"]
    if option is Option.AHSCT:
        initial = get_transplant_mortality(draws, profile, scenario)
    if option is Option.ALEMTUZUMAB:
        risk = draws["alemtuzumab_treatment_death"]
        deaths = never.copy()
        # as much at each course, so that both together have the published risk
        deaths[:ALEMTUZUMAB_YEARS] = -np.expm1(np.log1p(-risk) / ALEMTUZUMAB_YEARS)
    if option is Option.NO_DMT and profile.years_on_natalizumab > 0:
        stop_after = 0
    if option is Option.NATALIZUMAB:
        pml = -np.expm1(-get_pml_hazard(draws, profile, scenario, years))
        if scenario is Scenario.STOP_NATALIZUMAB:
            stop = -np.expm1(-draws["natalizumab_stopping_per_year"])
        if scenario is Scenario.NATALIZUMAB_STOP_24M:
            stop_after = max(STOP_AFTER_YEARS - floor(profile.years_on_natalizumab), 0)
            if stop_after == 0:
                # stopping at once is what "no drug" means for this person
                return get_plan(
                    Option.NO_DMT,
                    draws,
                    profile,
                    scenario=scenario,
                    years=years,
                    status=status,
                )
            pml[stop_after:] = 0.0
    return Plan(
        hazard_ratio=effect ** get_effect_left(scenario, years)[:, None],
        improved=get_improved(option, draws, profile),
        relapse_ratio=get_relapse_ratio(option, draws),
        initial_death=initial,
        initial_of_year=deaths,
        pml_in_year=pml,
        pml_fatality=fatality,
        stopping_in_year=stop,
        stop_after=stop_after,
    )


def get_hazard_ratio(
    option: Option,
    draws: ParameterDraws,
    profile: PatientProfile,
    *,
    scenario: Scenario,
    status: Status,
) -> FloatArray:
    """Hazard ratio of lasting worsening against no drug.

    Parameters
    ----------
    option : Option
    draws : ParameterDraws
    profile : PatientProfile
    scenario : Scenario
    status : Status
        A transplant outside its studies is less certain; an option without an
        estimate has no effect that anybody knows.

    Returns
    -------
    array, shape (draw,)
    """
    if option is Option.NO_DMT or status is Status.NOT_ESTIMABLE:
        return np.ones(draws.count)
    id = HAZARD_RATIO[option]
    if profile.course is Course.SPMS:
        ratio = draws[f"{id}_spms"]
    else:
        ratio = draws[id + EVIDENCE_SUFFIX.get(scenario, "")]
    if option is Option.AHSCT and status is Status.EXTRAPOLATED:
        ratio = ratio * draws["ahsct_extrapolation_ratio"]
    return ratio


def get_effect_left(scenario: Scenario, years: int) -> FloatArray:
    """Share of the effect left in each coming year, shape (year,)."""
    left = np.ones(years)
    if scenario is Scenario.WANING:
        for since, share in WANING:
            left[since:] = share
    return left


def get_improved(
    option: Option, draws: ParameterDraws, profile: PatientProfile
) -> FloatArray:
    """Share improved within two years (eq. 9).

    Parameters
    ----------
    option : Option
    draws : ParameterDraws
    profile : PatientProfile
        Of one EDSS band. Very disabled people improve as rarely as in progressive
        MS: no study of relapsing MS saw them. What natalizumab brings in its first
        two years is not brought again to those who take it already.

    Returns
    -------
    array, shape (draw,)
    """
    if profile.course is not Course.RRMS or profile.edss_low >= HIGHEST_BAND + 1:
        return draws["improved_progressive"]
    share = draws[f"improved_{option}"]
    if option is Option.NATALIZUMAB:
        left = max(1 - profile.years_on_natalizumab / IMPROVEMENT_YEARS, 0.0)
        later = np.minimum(share, draws["improved_no_dmt"])
        share = left * share + (1 - left) * later
    if option is Option.AHSCT and profile.duration_years > LATE_YEARS:
        odds = share / (1 - share) * draws["ahsct_late_improvement_odds_ratio"]
        share = odds / (1 + odds)
    return share


def get_relapse_ratio(option: Option, draws: ParameterDraws) -> FloatArray:
    """Ratio of the relapse rate to that without a drug, shape (draw,)."""
    if option is Option.NO_DMT:
        return np.ones(draws.count)
    return draws[f"{option}_relapse_ratio"]
