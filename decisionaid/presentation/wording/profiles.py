"""The answers behind the numbers, as the model read them, in a patient's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

NOT_KNOWN = gettext_lazy("not known")
DRUGS = {
    "interferon": gettext_lazy("interferon beta"),
    "glatiramer": gettext_lazy("glatiramer"),
    "teriflunomide": gettext_lazy("teriflunomide"),
    "dimethyl_fumarate": gettext_lazy("dimethyl fumarate"),
    "fingolimod": gettext_lazy("fingolimod"),
    "cladribine": gettext_lazy("cladribine"),
    "ocrelizumab": gettext_lazy("ocrelizumab"),
    "natalizumab": gettext_lazy("natalizumab"),
    "alemtuzumab": gettext_lazy("alemtuzumab"),
    "other": gettext_lazy("another MS drug"),
}
YES_NO = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no")}
#: Fields whose answer is one of a list, with the words for each.
CHOICES = {
    "new_mri": (gettext_lazy("New spots on MRI"), YES_NO),
    "prior_immunosuppression": (
        gettext_lazy("Earlier drugs that hold down the immune system"),
        YES_NO,
    ),
    "centre": (
        gettext_lazy("People with MS treated at the transplant centre"),
        {
            "experienced": gettext_lazy("many"),
            "typical": gettext_lazy("some"),
            "new": gettext_lazy("few or none so far"),
        },
    ),
    "conditioning": (
        gettext_lazy("Chemotherapy"),
        {
            "beam_atg": gettext_lazy("BEAM with ATG"),
            "cy_atg": gettext_lazy("cyclophosphamide with ATG"),
            "high": gettext_lazy("a stronger one"),
        },
    ),
    "children": (
        gettext_lazy("Wish for children"),
        {**YES_NO, "maybe": gettext_lazy("maybe")},
    ),
}


def list_answers(profile: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List the answers that "You told us" leaves out: what was asked, and the answer.

    What the profile of an older release does not have is left out.
    """
    rows = [
        (gettext("Relapses in 12 months"), _count(profile, "relapses_1y")),
        (gettext("Relapses in 2 years"), _count(profile, "relapses_2y")),
        _choice(profile, "new_mri"),
        (gettext("MS drugs so far"), _treatments(profile)),
        (gettext("JC virus"), _jcv(profile)),
        *(
            _choice(profile, field)
            for field in (
                "prior_immunosuppression",
                "centre",
                "conditioning",
                "children",
            )
        ),
    ]
    return [(name, words) for name, words in rows if words]


def _count(profile: Mapping[str, Any], field: str) -> str:
    given = profile.get(field, "")
    return str(NOT_KNOWN) if given == "unknown" else str(given)


def _choice(profile: Mapping[str, Any], field: str) -> tuple[str, str]:
    name, words = CHOICES[field]
    given = profile.get(field)
    if given is None:
        return str(name), ""
    return str(name), str(words.get(given, NOT_KNOWN))


def _treatments(profile: Mapping[str, Any]) -> str:
    given = profile.get("treatments", "")
    if given == "unknown":
        return str(NOT_KNOWN)
    if given in ("", "none"):
        return gettext("none") if given else ""
    drugs = (part.split(":") for part in given.split(","))
    return ", ".join(_word_drug(name, years) for name, years in drugs)


def _word_drug(name: str, years: str) -> str:
    # Plural by the number itself: 1 year, but 0.5 and 1.5 years.
    words = ngettext(
        "%(drug)s for %(n)s year", "%(drug)s for %(n)s years", 1 if years == "1" else 2
    )
    return words % {"drug": str(DRUGS.get(name, name)), "n": years}


def _jcv(profile: Mapping[str, Any]) -> str:
    index = profile.get("jcv_index", "unknown")
    if index != "unknown":
        return gettext("positive, index %(index)s") % {"index": f"{index:g}"}
    known = {"positive": gettext("positive"), "negative": gettext("negative")}
    given = profile.get("jcv", "")
    return known.get(given, str(NOT_KNOWN)) if given else ""
