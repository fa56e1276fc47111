"""Drugs so far, JC virus, and the transplant centre."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisionaid.core.fields import (
    DONT_KNOW,
    UNKNOWN,
    ChoiceQuestion,
    NumberQuestion,
    Option,
    Text,
    TickQuestion,
)
from decisionaid.core.forms.base import PageForm
from riskmodel.interface import Drug

NONE = "none"

#: Names as people meet them: on the box and at the clinic.
DRUG_LABELS: dict[Drug, Text] = {
    Drug.INTERFERON: gettext_lazy("Interferon (Avonex, Betaferon, Plegridy, Rebif)"),
    Drug.GLATIRAMER: gettext_lazy("Glatiramer (Copaxone)"),
    Drug.TERIFLUNOMIDE: gettext_lazy("Teriflunomide (Aubagio)"),
    Drug.DIMETHYL_FUMARATE: gettext_lazy("Dimethyl fumarate (Tecfidera)"),
    Drug.FINGOLIMOD: gettext_lazy("Fingolimod (Gilenya)"),
    Drug.CLADRIBINE: gettext_lazy("Cladribine (Mavenclad)"),
    Drug.OCRELIZUMAB: gettext_lazy("Ocrelizumab (Ocrevus)"),
    Drug.NATALIZUMAB: gettext_lazy("Natalizumab (Tysabri)"),
    Drug.ALEMTUZUMAB: gettext_lazy("Alemtuzumab (Lemtrada)"),
    Drug.OTHER: gettext_lazy("Another MS drug"),
}


def years_field(drug: Drug) -> str:
    return f"years_{drug.value}"


class TreatmentsForm(PageForm):
    treatments = TickQuestion(
        [
            *(
                Option(drug.value, label, reveals=years_field(drug))
                for drug, label in DRUG_LABELS.items()
            ),
            Option(NONE, gettext_lazy("None so far"), after_or=True),
            Option(UNKNOWN, gettext_lazy("I don't know")),
        ],
        label=gettext_lazy("Which MS drugs have you had?"),
        hint=gettext_lazy("Tick all that you have now or had before."),
        error=gettext_lazy("Tick the drugs you have had, or “None so far”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for drug, label in DRUG_LABELS.items():
            self.fields[years_field(drug)] = NumberQuestion(
                label=_("For about how many years?"),
                name=_("Years of %(drug)s") % {"drug": str(label).split(" (")[0]},
                hint=_("Half a year is 0.5"),
                unit=gettext_lazy("years"),
                low=0,
                high=50,
                whole=False,
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        chosen = set(self.cleaned_data.get("treatments") or ())
        if len(chosen) > 1 and chosen & {NONE, UNKNOWN}:
            self.add_error(
                "treatments",
                _("Tick drugs, or only “None so far”, or only “I don't know”."),
            )
        return self.cleaned_data


class NatalizumabForm(PageForm):
    on_natalizumab = ChoiceQuestion(
        [
            Option("yes", gettext_lazy("Yes"), reveals="years_on_natalizumab"),
            Option("no", gettext_lazy("No, I have stopped it")),
        ],
        label=gettext_lazy("Are you on natalizumab (Tysabri) now?"),
        error=gettext_lazy("Choose whether you are on natalizumab now."),
    )
    years_on_natalizumab = NumberQuestion(
        label=gettext_lazy("For how many years without a break?"),
        name=gettext_lazy("Years on natalizumab"),
        hint=gettext_lazy("Half a year is 0.5"),
        unit=gettext_lazy("years"),
        low=0,
        high=20,
        whole=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Most people never paused it, so both numbers are the same.
        self.initial.setdefault("years_on_natalizumab", self._years_in_all())

    def clean(self) -> dict[str, Any]:
        super().clean()
        now, in_all = (
            self.cleaned_data.get("years_on_natalizumab"),
            self._years_in_all(),
        )
        if now is not None and in_all is not None and now > in_all:
            self.add_error(
                "years_on_natalizumab",
                _(
                    "Years on natalizumab: “%(now)s” is more than the %(in_all)s years"
                    " in all that you told us before. Enter %(in_all)s or less."
                )
                % {"now": f"{now:g}", "in_all": f"{in_all:g}"},
            )
        return self.cleaned_data

    def _years_in_all(self) -> float | None:
        years: float | None = self.answers.get("treatments", {}).get(
            years_field(Drug.NATALIZUMAB)
        )
        return years


class JcvForm(PageForm):
    jcv = ChoiceQuestion(
        [
            Option("positive", gettext_lazy("Positive"), reveals="jcv_index"),
            Option("negative", gettext_lazy("Negative")),
            Option(
                UNKNOWN,
                gettext_lazy("I don't know or I have not had this test"),
                after_or=True,
            ),
        ],
        label=gettext_lazy("What did your JC virus test show?"),
        hint=gettext_lazy(
            "A blood test for the JC virus. It is done before and during natalizumab."
        ),
        error=gettext_lazy("Choose what the test showed, or “I don't know”."),
    )
    jcv_index = NumberQuestion(
        label=gettext_lazy("Your index, if you know it"),
        name=gettext_lazy("JC virus index"),
        hint=gettext_lazy("For example, 1.2. Leave it empty if you don't know it."),
        low=0,
        high=10,
        whole=False,
        needed=False,
    )


class ImmunosuppressionForm(PageForm):
    prior_immunosuppression = ChoiceQuestion(
        [
            Option("yes", gettext_lazy("Yes")),
            Option("no", gettext_lazy("No")),
            DONT_KNOW,
        ],
        label=gettext_lazy(
            "Have you ever had a drug that holds down the immune system?"
        ),
        hint=gettext_lazy(
            "For example mitoxantrone, azathioprine, methotrexate,"
            " cyclophosphamide or mycophenolate. Steroids for a relapse do not count."
        ),
        error=gettext_lazy("Choose yes, no or “I don't know”."),
    )


class CentreForm(PageForm):
    centre = ChoiceQuestion(
        [
            Option("experienced", gettext_lazy("Many")),
            Option("typical", gettext_lazy("Some")),
            Option("new", gettext_lazy("Few or none so far")),
            Option(
                UNKNOWN,
                gettext_lazy("I don't know or I have no centre yet"),
                after_or=True,
            ),
        ],
        label=gettext_lazy(
            "How many people with MS has your transplant centre treated?"
        ),
        error=gettext_lazy("Choose how many, or “I don't know”."),
    )


class ConditioningForm(PageForm):
    conditioning = ChoiceQuestion(
        [
            Option("beam_atg", gettext_lazy("BEAM with ATG")),
            Option("cy_atg", gettext_lazy("Cyclophosphamide with ATG")),
            Option(
                "high",
                gettext_lazy("A stronger one"),
                gettext_lazy("With busulfan, or with radiation of the whole body."),
            ),
            DONT_KNOW,
        ],
        label=gettext_lazy("Which chemotherapy does the centre use?"),
        hint=gettext_lazy("It comes before the stem cells are given back."),
        error=gettext_lazy("Choose the chemotherapy, or “I don't know”."),
    )
