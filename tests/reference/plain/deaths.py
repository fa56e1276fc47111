"""What treatments may do: PML on natalizumab, death of the transplant."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist

from scipy.integrate import quad

from tests.reference.plain.case import Case


def pml_risks(case: Case) -> list[float]:
    """Probability of PML in each year on natalizumab, given none before (13)."""
    value, person = case.value, case.profile
    rate = value["jcv_seroconversion_per_year"]
    index = person.jcv_index if isinstance(person.jcv_index, float) else None
    seen = "positive" if index is not None and index > 0.4 else person.jcv
    positive = {"positive": 1.0, "negative": 0.0}.get(seen, value["jcv_positive_share"])
    prior = {"yes": 1.0, "no": 0.0}.get(
        person.prior_immunosuppression, value["prior_immunosuppression_share"]
    )
    if seen != "positive" or index is None:
        column = "no_index"
    elif index > 1.5:
        column = "index_above_1_5"
    else:
        column = "index_0_9_to_1_5" if index > 0.9 else "index_to_0_9"

    had = person.treatments if isinstance(person.treatments, tuple) else ()
    exposed = max(
        [person.years_on_natalizumab]
        + [one.years for one in had if one.drug == "natalizumab"]
    )

    def cell(name: str, year: int) -> float:
        year = min(int(exposed) + year, 5)
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
        carriers = [cell(column, year), after_prior(year)]
        low = value["jcv_low_at_seroconversion"]
        new = low * cell("index_to_0_9", year) + (1 - low) * cell("no_index", year)
        carriers += [new, cell("prior_immunosuppression", year)]
        if case.scenario == "natalizumab_6weekly" and exposed + year >= 1:
            carriers = [value["pml_six_weekly_hr"] * hazard for hazard in carriers]
        hazards = [*carriers[:2], *(negative(year, later) for later in carriers[2:])]
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
