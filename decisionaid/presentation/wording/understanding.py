"""Six questions about one's own numbers, in words, and what each is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

#: Each question and its topic, as the sheet names what is still unclear.
TOPICS = {
    "worse": gettext_lazy("how many people get worse with no MS drug"),
    "died": gettext_lazy("how many people die because of a transplant"),
    "not_died": gettext_lazy("how many people do not die because of a transplant"),
    "aid": gettext_lazy("how many people need a walking aid after natalizumab"),
    "range": gettext_lazy("what a range means"),
    "who": gettext_lazy("whether anybody can say who stays the same"),
}
QUESTIONS = {
    "worse": gettext_lazy(
        "After %(time)s with no MS drug, how many of 1,000 people like you are more"
        " disabled?"
    ),
    "died": gettext_lazy(
        "Within %(time)s, how many of 1,000 people like you die because of a"
        " transplant?"
    ),
    "not_died": gettext_lazy(
        "And how many of these 1,000 people do not die because of the transplant within"
        " %(time)s?"
    ),
    "aid": gettext_lazy(
        "After %(time)s on natalizumab, how many of 1,000 people like you need a"
        " walking aid?"
    ),
    "range": gettext_lazy(
        "With no MS drug, %(best)s of 1,000 are about the same after %(time)s. The"
        " range is %(lower)s to %(upper)s. What does it mean?"
    ),
    "who": gettext_lazy(
        "Can anybody say whether you would be one of these %(best)s people of 1,000"
        " after %(time)s?"
    ),
}

PEOPLE = gettext_lazy("%(count)s of 1,000")
NOT_KNOWN = gettext_lazy("Not known for people like me")

RANGE_RIGHT = gettext_lazy("The true number most likely lies somewhere in it")
RANGE_EXACT = gettext_lazy("Exactly %(best)s people stay the same, whatever happens")
RANGE_ANY = gettext_lazy("Any number from 0 to 1,000 is as likely")
RANGE_EXPLAINED = gettext_lazy(
    "The true number most likely lies between %(lower)s and %(upper)s of 1,000 after"
    " %(time)s. %(best)s is the best estimate."
)
WHO_RIGHT = gettext_lazy("No, nobody can say that")
WHO_MODEL = gettext_lazy("Yes, this site can work it out from my answers")
WHO_TEST = gettext_lazy("Yes, a blood test can tell")
WHO_EXPLAINED = gettext_lazy(
    "Nobody can say which of the 1,000 you would be. After %(time)s, %(best)s are about"
    " the same and %(rest)s are not."
)
UNKNOWN_EXPLAINED = gettext_lazy(
    "No study can answer this for people like you, so the number is not known."
)
RIGHT = gettext_lazy("Yes.")
OTHERWISE = gettext_lazy("The numbers say otherwise.")
