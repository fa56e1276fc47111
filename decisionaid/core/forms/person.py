"""Course, first symptoms, age, sex, children."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from decisionaid.core.fields import (
    DONT_KNOW,
    UNKNOWN,
    ChoiceQuestion,
    NumberQuestion,
    Option,
)
from decisionaid.core.forms.base import PageForm

#: Youngest age at first symptoms that the studies cover.
YOUNGEST_ONSET_YEARS = 10
#: For a rough answer: the years counted, in the middle of what was chosen.
ROUGH_YEARS = {
    "under_2": 1.0,
    "from_2": 3.5,
    "from_5": 7.5,
    "from_10": 15.0,
    "from_20": 25.0,
}


class CourseForm(PageForm):
    course = ChoiceQuestion(
        [
            Option(
                "rrms",
                gettext_lazy("Relapsing-remitting MS (RRMS)"),
                gettext_lazy(
                    "Attacks come, then get better in part or in full."
                    " In between, little changes."
                ),
            ),
            Option(
                "spms",
                gettext_lazy("Secondary progressive MS (SPMS)"),
                gettext_lazy("It began with attacks. Now it slowly gets worse."),
            ),
            Option(
                "ppms",
                gettext_lazy("Primary progressive MS (PPMS)"),
                gettext_lazy("It has slowly got worse from the very start."),
            ),
            DONT_KNOW,
        ],
        label=gettext_lazy("Which type of MS do you have?"),
        error=gettext_lazy("Choose your type of MS, or “I don't know”."),
    )


class OnsetForm(PageForm):
    onset_known = ChoiceQuestion(
        [
            Option("year", gettext_lazy("I know the year"), reveals="onset_year"),
            Option(
                "diagnosis",
                gettext_lazy("I only know when I was diagnosed"),
                reveals="diagnosis_year",
            ),
            Option(
                "rough", gettext_lazy("I can only say roughly"), reveals="rough_years"
            ),
        ],
        label=gettext_lazy("When did you have your first symptoms of MS?"),
        hint=gettext_lazy(
            "The first ones count, even if nobody called it MS at that time."
        ),
        error=gettext_lazy("Choose how you can tell us when your symptoms began."),
    )
    onset_year = NumberQuestion(
        label=gettext_lazy("Year of your first symptoms"),
        name=gettext_lazy("Year of first symptoms"),
        hint=gettext_lazy("For example, 2019"),
        low=1,
        high=9999,
        allowed=gettext_lazy("a year in four digits, like 2019"),
    )
    diagnosis_year = NumberQuestion(
        label=gettext_lazy("Year of your diagnosis"),
        name=gettext_lazy("Year of diagnosis"),
        hint=gettext_lazy("We then count from that year."),
        low=1,
        high=9999,
        allowed=gettext_lazy("a year in four digits, like 2019"),
    )
    rough_years = ChoiceQuestion(
        [
            Option("under_2", gettext_lazy("Less than 2 years ago")),
            Option("from_2", gettext_lazy("2 to 5 years ago")),
            Option("from_5", gettext_lazy("5 to 10 years ago")),
            Option("from_10", gettext_lazy("10 to 20 years ago")),
            Option("from_20", gettext_lazy("More than 20 years ago")),
        ],
        label=gettext_lazy("About how long ago?"),
        error=gettext_lazy("Choose about how long ago your symptoms began."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in ("onset_year", "diagnosis_year"):
            year = self.cleaned_data.get(name)
            if year is not None:
                self._check_year(name, year)
        if not self.errors:
            self.cleaned_data["duration"] = self._count_years()
            self._check_age()
        return self.cleaned_data

    def _check_year(self, name: str, year: int) -> None:
        earliest = self.today.year - 75
        if not earliest <= year <= self.today.year:
            self.add_error(
                name,
                _(
                    "%(name)s: “%(year)s” cannot be used."
                    " Enter a year from %(low)s to %(high)s."
                )
                % {
                    "name": self.fields[name].label,
                    "year": year,
                    "low": earliest,
                    "high": self.today.year,
                },
            )

    def _count_years(self) -> float:
        known = self.cleaned_data["onset_known"]
        if known == "rough":
            return ROUGH_YEARS[self.cleaned_data["rough_years"]]
        name = "onset_year" if known == "year" else "diagnosis_year"
        return float(self.today.year - self.cleaned_data[name])

    def _check_age(self) -> None:
        age = self.answers.get("age", {}).get("age")
        years = self.cleaned_data["duration"]
        if age is None or age - years >= YOUNGEST_ONSET_YEARS:
            return
        field = {
            "year": "onset_year",
            "diagnosis": "diagnosis_year",
            "rough": "rough_years",
        }[self.cleaned_data["onset_known"]]
        self.add_error(field, _describe_mismatch(age, years))
        self.also_change, self.also_change_label = "age", _("Change your age")


class AgeForm(PageForm):
    age = NumberQuestion(
        label=gettext_lazy("How old are you?"),
        name=gettext_lazy("Your age"),
        unit=gettext_lazy("years"),
        low=18,
        high=85,
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        age = self.cleaned_data.get("age")
        years = self.answers.get("onset", {}).get("duration")
        if age is None or years is None:
            return self.cleaned_data
        if age - years < YOUNGEST_ONSET_YEARS:
            self.add_error("age", _describe_mismatch(age, years))
            self.also_change = "onset"
            self.also_change_label = _("Change when your symptoms began")
        return self.cleaned_data


def _describe_mismatch(age: float, years: float) -> str:
    ago = ngettext(
        "about %(years)s year ago", "about %(years)s years ago", 1 if years == 1 else 2
    )
    return _(
        "Age %(age)s and first symptoms %(ago)s do not fit together."
        " This site is for people whose first symptoms came at age %(youngest)s or"
        " later. Check both."
    ) % {
        "age": f"{age:g}",
        "ago": ago % {"years": f"{years:g}"},
        "youngest": YOUNGEST_ONSET_YEARS,
    }


class SexForm(PageForm):
    sex = ChoiceQuestion(
        [
            Option("female", gettext_lazy("Female")),
            Option("male", gettext_lazy("Male")),
            Option(
                UNKNOWN,
                gettext_lazy("I'd rather not say"),
                gettext_lazy("We then count the average of both."),
                after_or=True,
            ),
        ],
        label=gettext_lazy("What is your sex?"),
        hint=gettext_lazy("As your doctors would record it for a treatment."),
        error=gettext_lazy("Choose your sex, or “I'd rather not say”."),
    )


class ChildrenForm(PageForm):
    children = ChoiceQuestion(
        [
            Option("yes", gettext_lazy("Yes")),
            Option("no", gettext_lazy("No")),
            Option("maybe", gettext_lazy("Maybe")),
            Option(
                UNKNOWN,
                gettext_lazy("I don't know or I'd rather not say"),
                after_or=True,
            ),
        ],
        label=gettext_lazy("Would you like to have a child, or another one?"),
        error=gettext_lazy("Choose one answer. “Maybe” and “I don't know” are fine."),
    )
