"""How an answer reads on the check page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decisionaid.core.answers import Answers
from decisionaid.core.edss import find_range
from decisionaid.core.forms.activity import MriForm
from decisionaid.core.forms.person import ChildrenForm, CourseForm, OnsetForm, SexForm
from decisionaid.core.forms.treatment import (
    DRUG_LABELS,
    NONE,
    CentreForm,
    ConditioningForm,
    ImmunosuppressionForm,
    JcvForm,
    years_field,
)
from riskmodel.interface import Drug


def _label(form: Any, field: str, value: str) -> str:
    options = form.base_fields[field].options
    return next(str(o.label) for o in options if o.value == value)


def _years(number: float) -> str:
    # Plural by the number itself: 1 year, but 0.5 and 1.5 years.
    words = ngettext("%(n)s year", "%(n)s years", 1 if number == 1 else 2)
    return words % {"n": f"{number:g}"}


def word_course(answers: Answers) -> str:
    return _label(CourseForm, "course", answers["course"]["course"])


def word_onset(answers: Answers) -> str:
    given = answers["onset"]
    if given["onset_known"] == "year":
        return str(given["onset_year"])
    if given["onset_known"] == "diagnosis":
        return _("Diagnosed in %(year)s; we count from then") % {
            "year": given["diagnosis_year"]
        }
    return _label(OnsetForm, "rough_years", given["rough_years"])


def word_edss(answers: Answers) -> str:
    found = find_range(answers)
    if found is None:
        return ""
    low, high = found
    if answers["edss"]["edss_known"] == "known":
        return f"{low:g}"
    return _("About %(low)s to %(high)s, worked out from your answers") % {
        "low": f"{low:g}",
        "high": f"{high:g}",
    }


def word_age(answers: Answers) -> str:
    return _years(answers["age"]["age"])


def word_sex(answers: Answers) -> str:
    return _label(SexForm, "sex", answers["sex"]["sex"])


def word_relapses(answers: Answers) -> str:
    given = answers["relapses"]
    one, two = given["relapses_1y"], given["relapses_2y"]
    if one is None and two is None:
        return _("I don't know")
    unknown = _("not known")
    return _("%(one)s in the last 12 months, %(two)s in the last 2 years") % {
        "one": unknown if one is None else one,
        "two": unknown if two is None else two,
    }


def word_mri(answers: Answers) -> str:
    return _label(MriForm, "new_mri", answers["mri"]["new_mri"])


def word_treatments(answers: Answers) -> str:
    given = answers["treatments"]
    if NONE in given["treatments"]:
        return _("None so far")
    if "unknown" in given["treatments"]:
        return _("I don't know")
    return "; ".join(
        _("%(drug)s, %(years)s")
        % {
            "drug": str(DRUG_LABELS[Drug(name)]).split(" (")[0],
            "years": _years(given[years_field(Drug(name))]),
        }
        for name in given["treatments"]
    )


def word_natalizumab(answers: Answers) -> str:
    given = answers["natalizumab"]
    if given["on_natalizumab"] == "no":
        return _("Not now")
    return _("Yes, for %(years)s") % {"years": _years(given["years_on_natalizumab"])}


def word_jcv(answers: Answers) -> str:
    given = answers["jcv"]
    if given["jcv_index"] is not None:
        return _("Positive, index %(index)s") % {"index": f"{given['jcv_index']:g}"}
    return _label(JcvForm, "jcv", given["jcv"])


def word_immunosuppression(answers: Answers) -> str:
    given = answers["immunosuppression"]["prior_immunosuppression"]
    return _label(ImmunosuppressionForm, "prior_immunosuppression", given)


def word_centre(answers: Answers) -> str:
    return _label(CentreForm, "centre", answers["centre"]["centre"])


def word_conditioning(answers: Answers) -> str:
    given = answers["conditioning"]["conditioning"]
    return _label(ConditioningForm, "conditioning", given)


def word_children(answers: Answers) -> str:
    return _label(ChildrenForm, "children", answers["children"]["children"])
