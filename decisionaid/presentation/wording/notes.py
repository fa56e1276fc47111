"""Reasons and warnings: what the numbers do not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from decisionaid.presentation.wording.changes import stops_now
from decisionaid.presentation.wording.labels import OPTION_NAMES, join_words
from decisionaid.presentation.wording.people import FIELDS

#: Why an option has no numbers, or less sure ones.
REASONS = {
    "ppms_no_estimate": gettext_lazy(
        "No good study shows what this does in primary progressive MS."
    ),
    "spms_no_estimate": gettext_lazy(
        "No good study shows what this does in secondary progressive MS."
    ),
    "edss_above_7": gettext_lazy("Hardly anyone with EDSS above 7 was in the studies."),
    "age_above_65": gettext_lazy("Hardly anyone over 65 was in the studies."),
    "untreated_today": gettext_lazy(
        "Few people go without an MS drug today. "
        "Most of these studies followed people from 1975 to 1995."
    ),
    "edss_above_studies": gettext_lazy(
        "Few people in the studies had an EDSS of %(limit)s or more."
    ),
    "edss_below_studies": gettext_lazy(
        "Nobody in the study had an EDSS below %(limit)s."
    ),
    "age_above_studies": gettext_lazy(
        "Few people in the studies were %(limit)s or older."
    ),
    "duration_above_studies": gettext_lazy(
        "Few people in the studies had had MS for %(limit)s years or more."
    ),
    "spms_one_trial": gettext_lazy(
        "Only one trial looked at this in secondary progressive MS."
    ),
    "edss_above_guidance": gettext_lazy(
        "Guidelines ask for an EDSS below %(limit)s, with exceptions. "
        "Above it the numbers are less sure."
    ),
    "age_above_guidance": gettext_lazy(
        "Guidelines ask for an age below %(limit)s, with exceptions. "
        "Above it the numbers are less sure."
    ),
    "duration_above_guidance": gettext_lazy(
        "Guidelines ask for less than %(limit)s years of MS, with exceptions. "
        "Beyond it the numbers are less sure."
    ),
    "no_recent_activity": gettext_lazy(
        "Most people in the studies had had a relapse or new MRI spots recently."
    ),
    "no_strong_drug_before": gettext_lazy(
        "Guidelines ask that a strong MS drug has failed first, with exceptions. "
        "Without that the numbers are less sure."
    ),
}

#: Warnings that bear on somebody's safety: they go to the consultation on the sheet.
FOR_THE_CONSULTATION = frozenset(
    {
        "alemtuzumab_restricted",
        "pml_high",
        "pregnancy_fertility",
        "rebound",
        "switch_washout",
    }
)

WARNING_TITLES = {
    "alemtuzumab_restricted": gettext_lazy("Who cannot have a treatment"),
    "switch_washout": gettext_lazy("Changing from a drug you take now"),
    "pregnancy_fertility": gettext_lazy("Having children"),
    "not_compared": gettext_lazy("There are other choices"),
    "rebound": gettext_lazy("Stopping natalizumab"),
    "pml_high": gettext_lazy("Your chance of PML is higher than most people's"),
    "band_definition": gettext_lazy("What counts as more or less disabled"),
    "outside_studies": gettext_lazy("Where the studies fit you less well"),
    "treatment_history_unknown": gettext_lazy("Drugs you have had"),
    "unknown_averaged": gettext_lazy("What you did not know"),
    "half_steps": gettext_lazy("Half steps of EDSS"),
    "horizon_extrapolated": gettext_lazy("Beyond ten years"),
    "worse_impossible_at_9": gettext_lazy("No room to count as more disabled"),
    "better_impossible_below_2": gettext_lazy("No room to count as less disabled"),
    "scenario": gettext_lazy("A what-if is switched on"),
    "scenario_changes_nothing": gettext_lazy("The what-if changes nothing here"),
}
WARNINGS = {
    "alemtuzumab_restricted": gettext_lazy(
        "Alemtuzumab is not given to people with another autoimmune disease, bleeding "
        "problems, HIV or an infection. Nor is it given after a stroke, heart attack, "
        "angina or torn artery. High blood pressure must be under control. "
        "Natalizumab is not given to people who have had PML. Nor is it given to "
        "people with a weak immune system or active cancer. Both drugs and the "
        "transplant are usually offered only for active MS, often after another drug."
    ),
    "switch_washout": gettext_lazy(
        "You may need a gap between two treatments, and the centre decides how long. "
        "PML can still appear up to six months after natalizumab."
    ),
    "pregnancy_fertility": gettext_lazy(
        "Each choice affects pregnancy in its own way. A transplant can end "
        "fertility. Ask about storing eggs or sperm before it."
    ),
    "not_compared": gettext_lazy(
        "Ocrelizumab, ofatumumab, cladribine, siponimod and research trials are not "
        "compared here. Ask your team about them. In primary progressive MS, "
        "ocrelizumab is the first to ask about."
    ),
    "rebound": gettext_lazy(
        "You take natalizumab now, so no MS drug means stopping it. MS often comes "
        "back in the year after stopping, sometimes strongly."
    ),
    "pml_high": gettext_lazy(
        "Your answers put you in a group with more PML. Ask your team about longer "
        "gaps between drips, or stopping after two years."
    ),
    "band_definition": gettext_lazy(
        "We count whole bands of the EDSS scale. A change counts when it lasts six "
        "months. Changes inside one band are not counted."
    ),
    "outside_studies": gettext_lazy(
        "For these the studies fit you less well, or you are beyond what guidelines "
        "ask: %(options)s. Those numbers are less sure."
    ),
    "treatment_history_unknown": gettext_lazy(
        "We do not know which MS drugs you have had. The numbers average over what "
        "is usual."
    ),
    "unknown_averaged": gettext_lazy(
        "You did not know: %(fields)s. The numbers average over people with every "
        "answer."
    ),
    "half_steps": gettext_lazy(
        "The model works in whole EDSS bands. Two half steps in one band give the same "
        "numbers."
    ),
    "horizon_extrapolated": gettext_lazy(
        "Few people have been followed for more than ten years. Later numbers carry "
        "the trend on."
    ),
    "worse_impossible_at_9": gettext_lazy(
        "At EDSS 9 and above there is no higher band. So nobody can be counted as more "
        "disabled. It does not mean that nothing gets worse."
    ),
    "better_impossible_below_2": gettext_lazy(
        "Below EDSS 2 we count nobody as less disabled. Studies count lasting "
        "improvement from EDSS 2 on."
    ),
    "scenario_changes_nothing": gettext_lazy(
        "In progressive MS the numbers already come from studies that compare, or "
        "there are none."
    ),
    "scenario": gettext_lazy(
        "The numbers answer a what-if, not the usual question: %(scenario)s."
    ),
}
#: In the place of a warning, for whom two years on natalizumab are over.
STOPPING_NOW = {
    "pml_high": gettext_lazy(
        "Your answers put you in a group with more PML. Ask your team about longer "
        "gaps between drips, or stopping now."
    ),
}
SCENARIOS = {
    "default": gettext_lazy("the usual assumptions"),
    "comparative_only": gettext_lazy("only studies that compare treatments count"),
    "cohort_only": gettext_lazy("only studies that follow one treatment count"),
    "natalizumab_6weekly": gettext_lazy("natalizumab every six weeks"),
    "natalizumab_stop_24m": gettext_lazy("stopping natalizumab after two years"),
    "stop_natalizumab": gettext_lazy("people stop natalizumab as often as they do now"),
    "waning": gettext_lazy("every treatment slowly loses its effect"),
    "seed_era": gettext_lazy("transplants as they were done around 2002"),
}
#: Why a harm has no number.
NOT_KNOWN = {
    "no_controlled_estimate": gettext_lazy(
        "Not known. No long study compared this with people who were not treated."
    ),
    "no_good_rate": gettext_lazy(
        "It has happened. How often is not known: no study gives a good figure."
    ),
    "counted_unlike": gettext_lazy(
        "It happens. Studies counted it in different ways, so no one figure fits."
    ),
    "no_study_found": gettext_lazy("Not known. No study that counted it was found."),
}


def word_reason(reason: Mapping[str, Any]) -> str:
    """Write why an option is not known, or less sure."""
    return _word(REASONS, reason)


def word_not_known(reason: Mapping[str, Any]) -> str:
    """Write why a harm has no number."""
    return _word(NOT_KNOWN, reason)


def word_warning(
    warning: Mapping[str, Any], profile: Mapping[str, Any] | None = None
) -> str:
    """Write a warning; a reason's id is worded as the reason.

    Some words depend on the answers in ``profile``.
    """
    own = STOPPING_NOW if stops_now(profile or {}) else {}
    return _word({**REASONS, **WARNINGS, **own}, warning)


def word_warning_title(warning: Mapping[str, Any]) -> str:
    """Write a warning's title, or nothing where the text says it all."""
    return str(WARNING_TITLES.get(warning["id"], ""))


def _word(words: Mapping[str, Any], note: Mapping[str, Any]) -> str:
    if note["id"] not in words:
        return str(note["text"])
    values = {name: _word_value(name, value) for name, value in note["values"].items()}
    try:
        return str(words[note["id"]]) % values
    except KeyError:
        # The model gave other values than these words need; its own text fits.
        return str(note["text"])


def _word_value(name: str, value: Any) -> str:
    if name == "options":
        return join_words([str(OPTION_NAMES.get(option, option)) for option in value])
    if name == "fields":
        return join_words([str(FIELDS.get(field, field)) for field in value])
    if name == "scenario":
        return str(SCENARIOS.get(value, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
