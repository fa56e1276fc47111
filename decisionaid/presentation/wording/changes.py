"""What-ifs in a patient's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

#: The model stops natalizumab when a person has had it for so long in all.
STOP_AFTER_YEARS = 2
#: A change as a line of a table.
CHANGES = {
    "comparative_only": gettext_lazy("Only studies that compare treatments"),
    "cohort_only": gettext_lazy("Only studies that follow one treatment"),
    "waning": gettext_lazy("If every treatment slowly loses its effect"),
    "natalizumab_6weekly": gettext_lazy("A drip every six weeks"),
    "natalizumab_stop_24m": gettext_lazy("Stopping after two years"),
    "stop_natalizumab": gettext_lazy("If people stop natalizumab as often as now"),
    "centre_experienced": gettext_lazy("A centre with much experience"),
    "centre_typical": gettext_lazy("A typical centre"),
    "centre_new": gettext_lazy("A centre that is new to it"),
    "edss_lower": gettext_lazy("EDSS one point lower"),
    "edss_higher": gettext_lazy("EDSS one point higher"),
    "no_relapse": gettext_lazy("No relapse in two years"),
    "two_relapses": gettext_lazy("Two relapses in the last year"),
    "jcv_negative": gettext_lazy("JC virus test negative"),
    "jcv_high": gettext_lazy("JC virus index 2"),
    "duration_less": gettext_lazy("Five fewer years with MS"),
    "duration_more": gettext_lazy("Five more years with MS"),
    "age_less": gettext_lazy("Ten years younger"),
    "age_more": gettext_lazy("Ten years older"),
    "sex_female": gettext_lazy("A woman"),
    "sex_male": gettext_lazy("A man"),
}
#: Answers by which changes stand for them.
ANSWERS = (
    (gettext_lazy("Your EDSS"), ("edss_lower", "edss_higher")),
    (gettext_lazy("Your relapses"), ("no_relapse", "two_relapses")),
    (gettext_lazy("Your years with MS"), ("duration_less", "duration_more")),
    (gettext_lazy("Your age"), ("age_less", "age_more")),
    (gettext_lazy("Your sex"), ("sex_female", "sex_male")),
    (gettext_lazy("Your JC virus test"), ("jcv_negative", "jcv_high")),
    (gettext_lazy("The transplant centre"), ("centre_experienced", "centre_new")),
)
AS_ANSWERED = gettext_lazy("As you answered")
ALL_STUDIES = gettext_lazy("All studies together")
EVERY_FOUR_WEEKS = gettext_lazy("A drip every four weeks, going on")
#: In the place of a change's name, for whom two years on natalizumab are over.
STOPPING_NOW = {"natalizumab_stop_24m": gettext_lazy("Stopping now")}
MOVES = gettext_lazy(
    "%(change)s: after %(time)s, %(then)s of 1,000 %(people)s have died or are more "
    "disabled; %(rest)s are alive and not more disabled. As you answered: %(now)s."
)
MOVES_NOBODY = gettext_lazy("Changing it moves nobody of 1,000 within %(time)s.")

NOW = gettext_lazy("Transplant now")
NO_TRANSPLANT = gettext_lazy("No transplant and no MS drug")
LATER = {
    "no_dmt": gettext_lazy("In two years, with no MS drug until then"),
    "natalizumab": gettext_lazy("In two years, on natalizumab until then"),
}


def stops_now(profile: Mapping[str, Any]) -> bool:
    """Say whether to stop natalizumab after two years is to stop it now."""
    return bool(profile.get("years_on_natalizumab", 0) >= STOP_AFTER_YEARS)


def name_change(name: str, profile: Mapping[str, Any]) -> str:
    """Name a change as it is for this person; a new one keeps its id, readable."""
    if name in STOPPING_NOW and stops_now(profile):
        return str(STOPPING_NOW[name])
    return str(CHANGES.get(name, name.replace("_", " ")))
