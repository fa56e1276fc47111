"""Harms: a name, what it means, and the sentence that tells how many."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class HarmWords:
    """A harm's name, a plain explanation, and what happens to those who have it."""

    name: str | Promise
    explanation: str | Promise
    verb: str | Promise


HARMS = {
    "treatment_death": HarmWords(
        gettext_lazy("Dying because of the treatment"),
        gettext_lazy("From the treatment itself or from a harm it caused."),
        gettext_lazy("die because of the treatment"),
    ),
    "pml": HarmWords(
        gettext_lazy("PML"),
        gettext_lazy(
            "An infection of the brain by the JC virus. It can kill or disable."
        ),
        gettext_lazy("get PML"),
    ),
    "serious_infection": HarmWords(
        gettext_lazy("Serious infection"),
        gettext_lazy("An infection that needs hospital care."),
        gettext_lazy("have a serious infection"),
    ),
    "infusion_reaction": HarmWords(
        gettext_lazy("Reaction to the drip"),
        gettext_lazy("Such as headache, rash, fever or feeling sick. Mostly mild."),
        gettext_lazy("have a reaction to the drip"),
    ),
    "anaphylaxis": HarmWords(
        gettext_lazy("Severe allergic reaction"),
        gettext_lazy("A sudden reaction that needs treatment at once."),
        gettext_lazy("have a severe allergic reaction"),
    ),
    "thyroid": HarmWords(
        gettext_lazy("Thyroid disease"),
        gettext_lazy("The gland in the neck works too much or too little."),
        gettext_lazy("get thyroid disease"),
    ),
    "itp": HarmWords(
        gettext_lazy("Low platelets (ITP)"),
        gettext_lazy("The body attacks cells that stop bleeding."),
        gettext_lazy("get low platelets"),
    ),
    "nephropathy": HarmWords(
        gettext_lazy("Kidney disease"),
        gettext_lazy("The body attacks the kidneys."),
        gettext_lazy("get kidney disease"),
    ),
    "stroke": HarmWords(
        gettext_lazy("Stroke or torn artery"),
        gettext_lazy("Mostly within three days of the drip."),
        gettext_lazy("have a stroke or a torn artery"),
    ),
    "infection_late": HarmWords(
        gettext_lazy("Serious infection later on"),
        gettext_lazy("Six months or more after treatment."),
        gettext_lazy("have a serious infection later on"),
    ),
    "malignancy": HarmWords(
        gettext_lazy("Cancer"),
        gettext_lazy("New cancers in the years after treatment."),
        gettext_lazy("get cancer"),
    ),
    "febrile_neutropenia": HarmWords(
        gettext_lazy("Fever with few white blood cells"),
        gettext_lazy("In hospital after the chemotherapy. Treated with antibiotics."),
        gettext_lazy("have fever with few white blood cells"),
    ),
    "periods_stop": HarmWords(
        gettext_lazy("Periods that do not come back"),
        gettext_lazy("Counted in women. More often at an older age."),
        gettext_lazy("have periods that do not come back"),
    ),
    "male_fertility": HarmWords(
        gettext_lazy("Fertility in men"),
        gettext_lazy("Chemotherapy can harm sperm."),
        gettext_lazy("lose fertility"),
    ),
}


WOMEN = gettext_lazy("Women")
WOMEN_BY_AGE = gettext_lazy("Women, by age")
NOT_KNOWN_BY_AGE = gettext_lazy(
    "Not known in numbers. In the one study, 43 women were counted. It happened more "
    "often at an older age."
)
MEN = gettext_lazy("Men")


def get_harm_words(harm_id: str) -> HarmWords:
    """Get a harm's words; a harm from a newer model keeps its id, made readable."""
    if harm_id in HARMS:
        return HARMS[harm_id]
    name = harm_id.replace("_", " ")
    return HarmWords(name.capitalize(), "", name)
