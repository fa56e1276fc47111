"""PML on natalizumab: by JC virus antibodies, years on the drug and history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.profile import (
    Answer,
    Drug,
    JcvStatus,
    PatientProfile,
    Scenario,
    Unknown,
)

#: Columns of the yearly table, and of the two-year table it is mixed with.
NO_INDEX, LOW, MIDDLE, HIGH, PRIOR = (
    "no_index",
    "index_to_0_9",
    "index_0_9_to_1_5",
    "index_above_1_5",
    "prior_immunosuppression",
)
FALLBACK = {
    NO_INDEX: NO_INDEX,
    LOW: "index_to_1_5",
    MIDDLE: "index_to_1_5",
    HIGH: HIGH,
    PRIOR: PRIOR,
}
#: Years of the table; later years are held at the last one.
TABLE_YEARS = 6
LOW_INDEX, HIGH_INDEX = 0.9, 1.5


@dataclass(frozen=True)
class Stratum:
    """People who share a risk of PML.

    Parameters
    ----------
    share : array, shape (draw,)
        Probability that the person is one of them.
    columns : tuple of str
        Columns of the table; the larger risk counts where there are two.
    negative : bool
        Whether they have no antibodies yet.
    """

    share: FloatArray
    columns: tuple[str, ...]
    negative: bool = False


def get_strata(draws: ParameterDraws, profile: PatientProfile) -> list[Stratum]:
    """Strata a person may belong to; what is unknown is averaged over.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile

    Returns
    -------
    list of Stratum
        Shares sum to 1.
    """
    one = np.ones(draws.count)
    match profile.jcv_found:
        case JcvStatus.POSITIVE:
            positive = one
        case JcvStatus.NEGATIVE:
            positive = 0 * one
        case _:
            positive = draws["jcv_positive_share"]
    match profile.prior_immunosuppression:
        case Answer.YES:
            prior = one
        case Answer.NO:
            prior = 0 * one
        case _:
            prior = draws["prior_immunosuppression_share"]
    column = get_column(profile)
    # earlier immunosuppression wins over a low index; over a high one the
    # larger of the two risks counts
    with_prior = (PRIOR, HIGH) if column == HIGH else (PRIOR,)
    strata = [
        Stratum(positive * (1 - prior), (column,)),
        Stratum(positive * prior, with_prior),
        Stratum((1 - positive) * (1 - prior), (NO_INDEX,), negative=True),
        Stratum((1 - positive) * prior, (PRIOR,), negative=True),
    ]
    return [stratum for stratum in strata if stratum.share.max() > 0]


def get_column(profile: PatientProfile) -> str:
    """Column of the table for people with antibodies.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    str
    """
    index = profile.jcv_index
    if isinstance(index, Unknown) or profile.jcv_found is not JcvStatus.POSITIVE:
        return NO_INDEX
    if index > HIGH_INDEX:
        return HIGH
    return MIDDLE if index > LOW_INDEX else LOW


def get_years_exposed(profile: PatientProfile) -> float:
    """Years on natalizumab so far, now or earlier.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    float
        A gap is not taken to set the clock back: studies count infusions (judgement).
    """
    had = () if isinstance(profile.treatments, Unknown) else profile.treatments
    earlier = sum(one.years for one in had if one.drug is Drug.NATALIZUMAB)
    return max(profile.years_on_natalizumab, earlier)


def get_pml_hazard(
    draws: ParameterDraws,
    profile: PatientProfile,
    scenario: Scenario,
    years: int,
) -> FloatArray:
    """Hazard of PML in each coming year on natalizumab (eq. 13).

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    scenario : Scenario
        Six-weekly dosing lowers the hazard after the first year.
    years : int
        Years ahead.

    Returns
    -------
    array, shape (year, draw)
        Per year, for a person on the drug who has not had PML.
    """
    hazard = np.empty((years, draws.count))
    strata = get_strata(draws, profile)
    alive = [stratum.share for stratum in strata]
    for year in range(years):
        now = sum(alive)
        six_weekly = (
            scenario is Scenario.NATALIZUMAB_6WEEKLY
            and get_years_exposed(profile) + year >= 1
        )
        rates = [_stratum_hazard(draws, profile, s, year, six_weekly) for s in strata]
        # people at high risk get PML first: the mixture's hazard is of those left
        alive = [a * np.exp(-r) for a, r in zip(alive, rates, strict=True)]
        hazard[year] = np.log(now / sum(alive))
    return np.maximum(hazard, 0.0)


def _stratum_hazard(
    draws: ParameterDraws,
    profile: PatientProfile,
    stratum: Stratum,
    year: int,
    six_weekly: bool,
) -> FloatArray:
    """Hazard of one stratum in one coming year, per year."""
    on_drug = int(get_years_exposed(profile)) + year
    since = year if stratum.negative else None
    key = ("pml", stratum.columns, since, on_drug, six_weekly)
    if key not in draws.shared:
        draws.shared[key] = _hazard_of(draws, stratum, year, on_drug, six_weekly)
    found: FloatArray = draws.shared[key]
    return found


def _hazard_of(
    draws: ParameterDraws, stratum: Stratum, year: int, on_drug: int, six_weekly: bool
) -> FloatArray:
    columns = [_column_hazard(draws, column, on_drug) for column in stratum.columns]
    positive = np.max(columns, axis=0)
    low_share = draws.values.get("jcv_low_at_seroconversion")
    if stratum.negative and stratum.columns == (NO_INDEX,) and low_share is not None:
        # who gets antibodies on the drug is not as those who have had them long
        low = _column_hazard(draws, LOW, on_drug)
        positive = low_share * low + (1 - low_share) * positive
    if six_weekly:
        # seen in people with antibodies: the others' own small risk stays
        positive = positive * draws["pml_six_weekly_hr"]
    if not stratum.negative:
        return np.asarray(positive)
    # share of the year's person-time after seroconversion, from today on
    rate = draws["jcv_seroconversion_per_year"]
    negative = (np.exp(-rate * year) - np.exp(-rate * (year + 1))) / rate
    residual = -np.log1p(-draws["pml_jcv_negative"]) / TABLE_YEARS
    return np.asarray(negative * residual + (1 - negative) * positive)


def _column_hazard(draws: ParameterDraws, column: str, on_drug: int) -> FloatArray:
    """Mix of the yearly table and the two-year table, by draw."""
    year = min(on_drug, TABLE_YEARS - 1)
    period = year // 2
    yearly = draws.tables.pml_yearly[column][year]
    two_years = draws.tables.pml_two_yearly[FALLBACK[column]][period]
    first = draws["pml_table"] < draws["pml_share_yearly_table"]
    risk = np.where(first, yearly, two_years / 2)
    return np.asarray(-np.log1p(-np.minimum(risk * draws["pml_level"], 0.5)))
