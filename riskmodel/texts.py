"""English fallback texts of reasons and warnings; the site words them by id."""

from __future__ import annotations

from riskmodel.engine.eligibility import Remark

_TEXTS = {
    "ppms_no_estimate": (
        "No study says what this treatment does in primary progressive MS."
    ),
    "spms_no_estimate": (
        "No controlled study says what this treatment does in secondary progressive MS."
    ),
    "edss_above_7": "The studies had too few people with an EDSS above {limit:g}.",
    "age_above_65": "The studies had too few people older than {limit:g}.",
    "untreated_today": (
        "Few people go untreated today; most studies of untreated MS are from 1975 "
        "to 1995."
    ),
    "edss_above_studies": (
        "Most people in the trials had an EDSS below or around {limit:g}."
    ),
    "edss_below_studies": "Nobody in the trial had an EDSS below {limit:g}.",
    "age_above_studies": "Most people in the trials were younger than {limit:g}.",
    "duration_above_studies": (
        "Most people in the trials had had MS for less than {limit:g} years."
    ),
    "spms_one_trial": (
        "One trial only looked at this treatment in secondary progressive MS."
    ),
    "edss_above_guidance": (
        "Guidelines ask for an EDSS below {limit:g}, with exceptions."
    ),
    "age_above_guidance": (
        "Guidelines ask for an age below {limit:g}, with exceptions."
    ),
    "duration_above_guidance": (
        "Guidelines ask for less than {limit:g} years of MS, with exceptions."
    ),
    "no_recent_activity": (
        "Most people in the studies had had a relapse or new MRI activity."
    ),
    "no_strong_drug_before": (
        "Guidelines ask that a strong drug has failed first, with exceptions."
    ),
    "scenario": "These numbers use the assumption called {scenario}.",
    "outside_studies": (
        "Some options are estimated beyond their studies or guidelines: {options}."
    ),
    "band_definition": (
        "Worse and better mean a lasting change of about one point on the EDSS. "
        "Trials count some smaller steps too."
    ),
    "half_steps": "Half steps within one point of the EDSS give the same result.",
    "worse_impossible_at_9": (
        "At an EDSS of 9 the scale has no room to show worsening."
    ),
    "better_impossible_below_2": (
        "Below an EDSS of 2 the model counts nobody as better: studies count a lasting "
        "improvement from 2 on."
    ),
    "scenario_changes_nothing": (
        "In progressive MS this assumption changes nothing: there the numbers rest on "
        "comparisons alone, or on no treatment at all."
    ),
    "pml_high": (
        "The risk of PML is high for people like this. Clinics often give "
        "natalizumab every six weeks or stop it once two years have passed."
    ),
    "rebound": (
        "No drug means stopping natalizumab here. Relapses often come back within "
        "a year of stopping."
    ),
    "switch_washout": (
        "PML can appear up to six months after natalizumab. The centre decides how "
        "long to wait before another treatment."
    ),
    "alemtuzumab_restricted": (
        "Alemtuzumab is not given with another autoimmune disease, stroke, heart "
        "attack, angina, a torn artery, uncontrolled blood pressure, a bleeding "
        "disorder, HIV or a serious infection."
    ),
    "pregnancy_fertility": (
        "A transplant can end fertility. The drugs have rules for pregnancy. Ask "
        "before treatment."
    ),
    "treatment_history_unknown": (
        "Past treatment is not known. A mild course so far may be due to a drug."
    ),
    "unknown_averaged": (
        "Not known, and averaged over people with all answers: {fields}."
    ),
    "horizon_extrapolated": "Beyond ten years the numbers are extrapolation.",
    "not_compared": (
        "Other treatments are not compared here: ocrelizumab, ofatumumab, "
        "cladribine, siponimod, and trials."
    ),
    "no_controlled_estimate": "No long study compared this with people not treated.",
    "no_good_rate": "Reported. No study gives a good figure.",
    "counted_unlike": "Studies counted this in too different ways.",
    "no_study_found": "No study was found.",
}


def word_remark(remark: Remark) -> str:
    """Word a reason or a warning in English.

    Parameters
    ----------
    remark : Remark

    Returns
    -------
    str

    Raises
    ------
    KeyError
        When there is no text for the id.
    """
    values = {
        name: ", ".join(value) if isinstance(value, list | tuple) else value
        for name, value in remark.values.items()
        if name != "years"
    }
    return _TEXTS[remark.id].format(**values)
