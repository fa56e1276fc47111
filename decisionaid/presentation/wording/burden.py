"""What each option is like: one list of features, every option in every one.

A test keeps the options' words within a fifth of each other, so that none looks
larger or easier only because more is said about it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy

#: Feature title to each option's text.
FEATURES = (
    (
        gettext_lazy("How it is given"),
        {
            "no_dmt": gettext_lazy(
                "Nothing is given for the MS itself. Treatment for symptoms and "
                "relapses goes on as before."
            ),
            "natalizumab": gettext_lazy(
                "A one-hour drip, or injections, every four weeks. You are watched for "
                "an hour afterwards."
            ),
            "alemtuzumab": gettext_lazy(
                "Drips of about four hours on five days. Three more days follow a year "
                "later."
            ),
            "ahsct": gettext_lazy(
                "Once. Your own blood cells are collected, strong chemotherapy "
                "follows, then they come back."
            ),
        },
    ),
    (
        gettext_lazy("Time it takes"),
        {
            "no_dmt": gettext_lazy(
                "No treatment days. You still see your MS team, as you would with any "
                "other choice."
            ),
            "natalizumab": gettext_lazy(
                "About 13 short visits a year, for as long as you stay on it. No end "
                "is planned."
            ),
            "alemtuzumab": gettext_lazy(
                "Eight days of drips over two years, each with two hours of being "
                "watched after."
            ),
            "ahsct": gettext_lazy(
                "About 18 weeks in all. Three to four of these weeks are spent in "
                "hospital, kept apart."
            ),
        },
    ),
    (
        gettext_lazy("Blood tests and scans"),
        {
            "no_dmt": gettext_lazy(
                "No blood tests for a drug. Your team may still want regular MRI scans "
                "to watch the MS."
            ),
            "natalizumab": gettext_lazy(
                "A JC virus blood test every six months. MRI scans yearly, or every "
                "three to six months."
            ),
            "alemtuzumab": gettext_lazy(
                "Blood and urine tests every month, until four years after the last "
                "dose. Yearly cervical screening."
            ),
            "ahsct": gettext_lazy(
                "Many tests before and in hospital. Frequent tests go on for the first "
                "year after it."
            ),
        },
    ),
    (
        gettext_lazy("What else to take or avoid"),
        {
            "no_dmt": gettext_lazy(
                "Nothing to avoid because of a drug. Nothing extra to take either, "
                "apart from your other medicines."
            ),
            "natalizumab": gettext_lazy(
                "You and those close to you watch for PML signs, until six months "
                "after stopping it."
            ),
            "alemtuzumab": gettext_lazy(
                "Steroids with the drips, a virus tablet for a month, and no risky "
                "foods for weeks."
            ),
            "ahsct": gettext_lazy(
                "You may need blood transfusions. Later, you have your childhood "
                "vaccinations all over again."
            ),
        },
    ),
    (
        gettext_lazy("Your body"),
        {
            "no_dmt": gettext_lazy(
                "No side effects of a drug. Relapses and MS itself go on as they would."
            ),
            "natalizumab": gettext_lazy(
                "Some people react to a drip with headache, rash or feeling sick. "
                "Infections can be serious."
            ),
            "alemtuzumab": gettext_lazy(
                "Most people react to the drips with headache, rash or fever. Thyroid "
                "disease often follows."
            ),
            "ahsct": gettext_lazy(
                "Feeling sick, fever, infections and hair loss for weeks. Strength "
                "comes back over months."
            ),
        },
    ),
    (
        gettext_lazy("Your daily life"),
        {
            "no_dmt": gettext_lazy(
                "No treatment to plan around. Relapses can still put work, family and "
                "plans on hold."
            ),
            "natalizumab": gettext_lazy(
                "A drip every four weeks stands in your diary. Between drips, usual "
                "life goes on."
            ),
            "alemtuzumab": gettext_lazy(
                "Two short stretches of drips, a year apart. A blood test every month "
                "for years."
            ),
            "ahsct": gettext_lazy(
                "Expect three to six months or more before usual life returns. Plan "
                "help at home."
            ),
        },
    ),
    (
        gettext_lazy("How it can feel"),
        {
            "no_dmt": gettext_lazy(
                "Free of hospital days and side effects. Waiting for the next relapse "
                "can be a worry."
            ),
            "natalizumab": gettext_lazy(
                "Most days feel normal. Planning life around drips, and thinking about "
                "PML, can be a worry."
            ),
            "alemtuzumab": gettext_lazy(
                "The drip days are tiring. Then life is free of drips, but years of "
                "tests can worry."
            ),
            "ahsct": gettext_lazy(
                "Weeks of feeling ill, hair loss and being alone. Recovery takes "
                "months, then treatment is over."
            ),
        },
    ),
    (
        gettext_lazy("Pregnancy and fertility"),
        {
            "no_dmt": gettext_lazy(
                "Nothing to stop and no waiting time. Nothing here changes the chance "
                "of having children."
            ),
            "natalizumab": gettext_lazy(
                "May go on until about week 34 of pregnancy. The baby's blood is "
                "checked after birth."
            ),
            "alemtuzumab": gettext_lazy(
                "Contraception during each course and for four months after it. Then "
                "pregnancy is possible."
            ),
            "ahsct": gettext_lazy(
                "Can end fertility or bring early menopause. Eggs or sperm can be "
                "stored before it."
            ),
        },
    ),
    (
        gettext_lazy("Changing your mind"),
        {
            "no_dmt": gettext_lazy(
                "You can start a treatment at any time. Ability lost before then may "
                "not come back."
            ),
            "natalizumab": gettext_lazy(
                "You can stop at any time. MS often comes back in the year after "
                "stopping."
            ),
            "alemtuzumab": gettext_lazy(
                "It cannot be taken back. The risk of other immune diseases lasts for "
                "years."
            ),
            "ahsct": gettext_lazy(
                "It cannot be taken back. Other MS drugs can still be used if MS "
                "returns."
            ),
        },
    ),
)

#: Treatments people ask about that the model does not compare.
NOT_COMPARED = (
    gettext_lazy("Ocrelizumab"),
    gettext_lazy("Ofatumumab"),
    gettext_lazy("Cladribine"),
    gettext_lazy("Siponimod"),
    gettext_lazy("Research trials"),
)
