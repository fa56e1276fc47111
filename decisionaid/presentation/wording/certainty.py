"""Certainty, checks and equations in a patient's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

#: GRADE's words and what they mean.
CERTAINTY = {
    "high": gettext_lazy("high"),
    "moderate": gettext_lazy("moderate"),
    "low": gettext_lazy("low"),
    "very low": gettext_lazy("very low"),
}
CERTAINTY_MEANS = {
    "high": gettext_lazy("More research would hardly change it."),
    "moderate": gettext_lazy("More research may change it."),
    "low": gettext_lazy("More research is likely to change it."),
    "very low": gettext_lazy("It is a best guess. New studies may well change it."),
}
STATUS = {
    "seen in the source": gettext_lazy("checked against the paper"),
    "seen on a secondary page": gettext_lazy("seen where others quote the paper"),
    "needs checking against the paper": gettext_lazy(
        "still needs checking against the paper"
    ),
    "judgement": gettext_lazy("our own judgement"),
    "derived": gettext_lazy("worked out from other figures"),
}
#: Each numbered equation of docs/model.md in plain words.
EQUATIONS = {
    1: gettext_lazy("MS gets worse at a pace that depends on your EDSS and type."),
    2: gettext_lazy("A treatment slows that pace. So do less active MS and our time."),
    3: gettext_lazy("Year by year, people move between levels, or die."),
    4: gettext_lazy("Some things happen once a year, such as deaths and PML."),
    5: gettext_lazy("A recent relapse makes worsening quicker. That fades in time."),
    6: gettext_lazy("People differ: some have a quicker course than others."),
    7: gettext_lazy("Your EDSS and years with MS tell something of your own pace."),
    8: gettext_lazy("Years on a drug count for less when we judge your own pace."),
    9: gettext_lazy("Some people get better, once, in the first two years."),
    10: gettext_lazy("Deaths of other things come from tables by age, sex and EDSS."),
    11: gettext_lazy("Deaths from a transplant depend on EDSS, year and chemotherapy."),
    12: gettext_lazy("For today we take the newest large study, not a further fall."),
    13: gettext_lazy("PML depends on the JC virus test and years on natalizumab."),
    14: gettext_lazy("Some people with PML die. The others are more disabled."),
    15: gettext_lazy("Your own relapses are weighed with those of people like you."),
    16: gettext_lazy("Relapses become fewer with age and with treatment."),
    17: gettext_lazy("Many people relapse in the year after stopping natalizumab."),
    18: gettext_lazy("A harm comes once, within some years, or year after year."),
    19: gettext_lazy("Two choices are level when as many are dead or worse with both."),
}
STRATA = {
    "negative": gettext_lazy("Test negative today"),
    "index_to_0_9": gettext_lazy("Positive, index up to 0.9"),
    "index_0_9_to_1_5": gettext_lazy("Positive, index 0.9 to 1.5"),
    "index_above_1_5": gettext_lazy("Positive, index above 1.5"),
    "no_index": gettext_lazy("Positive, index not known"),
    "prior_immunosuppression": gettext_lazy(
        "Positive, and immune-suppressing drugs before"
    ),
}
#: The line of the same table that is of all the person's answers.
OWN_ROW = {
    "from_start": gettext_lazy("All your answers together"),
    # everybody else's years count from the first drip
    "on_it": gettext_lazy("All your answers together, in years from today"),
}
STUDIED = gettext_lazy("%(people)s people were in studies that took people like you.")
STUDIED_NOBODY = gettext_lazy("No study is known to have taken people like you.")
STUDIED_BESIDES = gettext_lazy(
    "Another %(people)s were in studies whose limits of age or EDSS we have not seen."
)
