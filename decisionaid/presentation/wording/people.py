"""Who "people like you" are, from the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from decisionaid.presentation.wording.labels import word_years

COURSES = {
    "rrms": gettext_lazy("relapsing MS"),
    "spms": gettext_lazy("secondary progressive MS"),
    "ppms": gettext_lazy("primary progressive MS"),
}
PERSONS = {
    "female": gettext_lazy("a woman aged %(age)s"),
    "male": gettext_lazy("a man aged %(age)s"),
    "unknown": gettext_lazy("aged %(age)s"),
}
#: Fields of the profile as a sentence names them.
FIELDS = {
    "edss": gettext_lazy("your EDSS"),
    "sex": gettext_lazy("your sex"),
    "relapses_1y": gettext_lazy("your relapses in the last year"),
    "relapses_2y": gettext_lazy("your relapses in the last two years"),
    "new_mri": gettext_lazy("your last MRI scan"),
    "treatments": gettext_lazy("the MS drugs you have had"),
    "jcv": gettext_lazy("your JC virus test"),
    "jcv_index": gettext_lazy("your JC virus index"),
    "prior_immunosuppression": gettext_lazy("earlier immune-suppressing drugs"),
    "years_on_natalizumab": gettext_lazy("your years on natalizumab"),
    "centre": gettext_lazy("the transplant centre"),
    "conditioning": gettext_lazy("the chemotherapy before a transplant"),
    "children": gettext_lazy("your plans for children"),
}


def word_edss(profile: Mapping[str, Any]) -> str:
    """Write the EDSS, a step or the range it lies in."""
    if "edss" in profile:
        return gettext("EDSS %(edss)s") % {"edss": f"{profile['edss']:g}"}
    return gettext("EDSS between %(low)s and %(high)s") % {
        "low": f"{profile['edss_low']:g}",
        "high": f"{profile['edss_high']:g}",
    }


def word_person(profile: Mapping[str, Any]) -> str:
    """Write who the numbers are about: course, time since onset, EDSS, sex, age."""
    sentence = gettext("You told us: %(course)s %(since)s, %(edss)s, %(person)s.")
    return sentence % _describe(profile)


def word_patient(profile: Mapping[str, Any]) -> str:
    """Write the same for whoever looks after the person."""
    words = gettext("%(course)s %(since)s, %(edss)s, %(person)s") % _describe(profile)
    return words[0].upper() + words[1:]


def _describe(profile: Mapping[str, Any]) -> dict[str, Any]:
    duration = int(profile["duration"])
    if duration:
        since = gettext("for %(time)s") % {"time": word_years(duration)}
    else:
        since = gettext("for less than a year")
    person = PERSONS[profile["sex"]] % {"age": f"{int(profile['age'])}"}
    return {
        "course": COURSES[profile["course"]],
        "since": since,
        "edss": word_edss(profile),
        "person": person,
    }
